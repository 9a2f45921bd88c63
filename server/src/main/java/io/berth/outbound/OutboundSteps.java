package io.berth.outbound;

import io.berth.trace.CurrentTrace;
import io.berth.trace.Step;
import io.berth.trace.Tracer;
import java.util.HashMap;
import java.util.Optional;

/**
 * What traces are told of calls to the outside, in the words of OpenTelemetry's semantic
 * conventions for HTTP clients: whom, not what, as paths and queries may be secrets. The places
 * that are asked are not told of the trace: they are other people's.
 */
final class OutboundSteps {
  private final Optional<Tracer> tracer;

  /**
   * @param tracer told of the calls that belong to no request
   */
  OutboundSteps(Optional<Tracer> tracer) {
    this.tracer = tracer;
  }

  /** Asks. */
  @FunctionalInterface
  interface Asking {
    Outbound.Answer ask() throws OutboundException;
  }

  Outbound.Answer of(OutboundCall call, Asking asking) throws OutboundException {
    if (tracer.isEmpty()) {
      return asking.ask();
    }
    long begun = System.nanoTime();
    try {
      var answer = asking.ask();
      tell(call, System.nanoTime() - begun, answer.status(), "");
      return answer;
    } catch (OutboundException e) {
      tell(call, System.nanoTime() - begun, 0, e.kind().name());
      throw e;
    }
  }

  private void tell(OutboundCall call, long nanos, int status, String problem) {
    var place = Destination.of(call.uri());
    var all = new HashMap<String, Object>();
    all.put("http.request.method", call.method());
    all.put("url.scheme", call.uri().getScheme());
    all.put("server.address", place.host());
    all.put("server.port", (long) place.port());
    if (status > 0) {
      all.put("http.response.status_code", (long) status);
    }
    if (status >= 400) {
      all.put(Step.ERROR, String.valueOf(status));
    } else if (!problem.isEmpty()) {
      all.put(Step.ERROR, problem);
    }
    var step = new Step(call.method(), Step.Kind.OUTSIDE, nanos, all);
    var trace = CurrentTrace.get();
    if (trace == null) {
      tracer.ifPresent(it -> it.alone(step));
    } else {
      trace.add(step);
    }
  }
}
