package io.berth.http.routing;

import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;

/** Refusals as their class name. */
public final class PlainFaults implements FaultRenderer {
  @Override
  public Response envelope(Fault fault, Request request) {
    var status =
        fault instanceof Fault.TooLarge ? 413 : fault instanceof Fault.NotFound ? 404 : 400;
    return Response.text(status, "text/plain", fault.getClass().getSimpleName());
  }

  @Override
  public Response renderUnexpected(Request request) {
    return Response.text(500, "text/plain", "bug " + request.id());
  }
}
