package io.berth.server.wiring;

import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.FaultRenderer;

/** Refusals as one line of text, for the surfaces that people and probes read. */
final class PlainFaults implements FaultRenderer {
  @Override
  public Response envelope(Fault fault, Request request) {
    return Response.text(status(fault), "text/plain", fault.message() + "\n");
  }

  @Override
  public Response renderUnexpected(Request request) {
    return Response.text(500, "text/plain", "internal error, request " + request.id() + "\n");
  }

  private static int status(Fault fault) {
    return switch (fault) {
      case Fault.Unauthenticated _ -> 401;
      case Fault.Forbidden _,
          Fault.ActionDenied _,
          Fault.CredentialRefused _,
          Fault.QuotaExceeded _ ->
          403;
      case Fault.NotFound _ -> 404;
      case Fault.MethodNotAllowed _, Fault.Unsupported _ -> 405;
      case Fault.Conflict _ -> 409;
      case Fault.Precondition _ -> 412;
      case Fault.TooLarge _ -> 413;
      case Fault.Invalid _, Fault.UploadOutOfOrder _ -> 400;
      case Fault.RangeUnsatisfiable _ -> 416;
      case Fault.TooManyRequests _ -> 429;
      case Fault.Unavailable _ -> 503;
      case Fault.StorageFull _ -> 507;
    };
  }
}
