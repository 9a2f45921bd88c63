package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.FaultRenderer;
import java.util.List;

/** Refusals in Harbor's envelope (docs/reference/contracts/harbor.md#errors). */
public final class HarborError implements FaultRenderer {
  private record Entry(String code, String message) {}

  private record Envelope(List<Entry> errors) {}

  @Override
  public Response envelope(Fault fault, Request request) {
    return switch (fault) {
      // No WWW-Authenticate: a browser would open its own password dialog over the portal.
      case Fault.Unauthenticated f -> error(401, "UNAUTHORIZED", f.message());
      case Fault.CredentialRefused f -> error(401, "UNAUTHORIZED", f.message());
      case Fault.ActionDenied f -> error(403, "FORBIDDEN", f.message());
      case Fault.Forbidden f -> error(403, "FORBIDDEN", f.message());
      case Fault.NotFound f -> error(404, "NOT_FOUND", f.message());
      case Fault.Invalid f
          when f.part() == Fault.Part.PAGINATION || f.part() == Fault.Part.SCHEMA ->
          error(422, "UNPROCESSABLE_ENTITY", f.message());
      case Fault.Invalid f -> error(400, "BAD_REQUEST", f.message());
      case Fault.Conflict f -> error(409, "CONFLICT", f.message());
      case Fault.Precondition f -> error(412, "PRECONDITION", f.message());
      case Fault.MethodNotAllowed f -> error(405, "METHOD_NOT_ALLOWED", f.message());
      case Fault.Unsupported f -> error(400, "BAD_REQUEST", f.message());
      case Fault.TooLarge f -> error(413, "REQUEST_ENTITY_TOO_LARGE", f.message());
      case Fault.RangeUnsatisfiable f -> error(416, "BAD_REQUEST", f.message());
      case Fault.UploadOutOfOrder f -> error(416, "BAD_REQUEST", f.message());
      case Fault.TooManyRequests f -> error(429, "TOO_MANY_REQUEST", f.message());
      case Fault.Unavailable f -> error(503, "UNAVAILABLE", f.message());
      case Fault.QuotaExceeded f -> error(403, "DENIED", f.message());
      case Fault.StorageFull f -> error(507, "UNAVAILABLE", f.message());
    };
  }

  @Override
  public Response renderUnexpected(Request request) {
    return error(500, "UNKNOWN", "internal server error, request " + request.id());
  }

  private static Response error(int status, String code, String message) {
    return Response.json(status, new Envelope(List.of(new Entry(code, message))));
  }
}
