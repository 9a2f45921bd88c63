package io.berth.control.call;

import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.FaultRenderer;

/**
 * Refusals of the registries' {@code /v2} on the control host, where OVHcloud's clients look for
 * the second branch of its API: who signed a call that no route of the registries takes reads in
 * that API's form that it is not served. Everybody else reads what the registry says.
 */
public final class SignedCallError implements FaultRenderer {
  private final FaultRenderer registry;
  private final ControlError control = new ControlError();

  public SignedCallError(FaultRenderer registry) {
    this.registry = registry;
  }

  @Override
  public Response envelope(Fault fault, Request request) {
    return isSigned(request)
            && fault instanceof Fault.NotFound(var thing, _)
            && thing == Fault.Thing.ROUTE
        ? control
            .envelope(
                new Fault.NotFound(
                    Fault.Thing.ROUTE,
                    "Berth does not serve "
                        + request.method()
                        + " "
                        + request.rawPath()
                        + ", only calls of /1.0 and /v1"),
                request)
            .header("X-OVH-QUERYID", request.id())
        : registry.envelope(fault, request);
  }

  @Override
  public Response renderUnexpected(Request request) {
    return registry.renderUnexpected(request);
  }

  private static boolean isSigned(Request request) {
    return request.header("X-Ovh-Application") != null || request.header("X-Ovh-Consumer") != null;
  }
}
