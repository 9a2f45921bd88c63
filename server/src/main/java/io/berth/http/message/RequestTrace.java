package io.berth.http.message;

import io.berth.trace.CurrentTrace;
import io.berth.trace.Step;
import io.berth.trace.Trace;
import io.berth.trace.Tracer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request's span, in the words of OpenTelemetry's semantic conventions for HTTP servers. It has
 * what the request log has: never the query, a body or a secret.
 */
public final class RequestTrace {
  private static final int FAILURES = 500;

  private final Trace trace;
  private final String route;

  private RequestTrace(Trace trace, String route) {
    this.trace = trace;
    this.route = route;
  }

  /**
   * @param route the template of the route, such as {@code /v2/{name+}/manifests/{reference}}; ""
   *     where there is none
   * @param headers of the request by name
   * @param trusted whether a trusted proxy sends it
   */
  public static RequestTrace begin(
      Tracer tracer, String route, Function<String, @Nullable String> headers, boolean trusted) {
    return new RequestTrace(tracer.begin(headers, trusted), route);
  }

  /** The trace's id; empty where it is not recorded. */
  public Optional<String> id() {
    return trace.isRecorded() ? Optional.of(trace.id()) : Optional.empty();
  }

  /** Binds it, beside what is bound already. */
  public ScopedValue.Carrier bind(ScopedValue.Carrier others) {
    return CurrentTrace.bind(others, trace);
  }

  /**
   * The request is over.
   *
   * @param api the API's name
   * @param bytes of the answer's body
   */
  public void end(Request request, String api, int status, long bytes) {
    var method = request.method().name();
    trace.end(
        route.isEmpty() ? method : method + " " + route,
        trace.isRecorded() ? attributes(request, api, status, bytes) : Map.of());
  }

  private Map<String, Object> attributes(Request request, String api, int status, long bytes) {
    var all = new HashMap<String, Object>();
    all.put("http.request.method", request.method().name());
    all.put("url.scheme", request.scheme());
    all.put("url.path", request.rawPath());
    all.put("server.address", request.authority());
    all.put("client.address", request.remoteAddress().getHostAddress());
    all.put("http.response.status_code", (long) status);
    all.put("http.response.body.size", bytes);
    all.put("berth.api", api);
    all.put("berth.request.id", request.id());
    if (!route.isEmpty()) {
      all.put("http.route", route);
    }
    request.registry().ifPresent(registry -> all.put("berth.registry", registry.hostLabel()));
    var agent = request.header("User-Agent");
    if (agent != null) {
      all.put("user_agent.original", agent);
    }
    if (status >= FAILURES) {
      all.put(Step.ERROR, String.valueOf(status));
    }
    return all;
  }
}
