package io.berth.control.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.FaultRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Refusals in the union of both shapes that the API's clients know
 * (docs/reference/contracts/control-api.md#errors): {@code class} and {@code message} of the modern
 * one, {@code errorCode} and {@code httpCode} of the classic one.
 */
public final class ControlError implements FaultRenderer {
  @Override
  public Response envelope(Fault fault, Request request) {
    return switch (fault) {
      case Fault.Unauthenticated(var message, var _) ->
          answer(401, "Unauthorized", "Client::Unauthorized", "UNAUTHORIZED", message);
      case Fault.Forbidden(var message) ->
          answer(403, "Forbidden", "Client::Forbidden", "FORBIDDEN", message);
      case Fault.ActionDenied(var action, var message) ->
          Response.json(
              403,
              new Body(
                  "Client::Forbidden", message, "FORBIDDEN", "403 Forbidden", new Details(action)));
      case Fault.CredentialRefused refused -> credential(refused);
      case Fault.NotFound(var thing, var message) ->
          answer(
              404,
              "Not Found",
              "Client::NotFound",
              "NOT_FOUND",
              thing == Fault.Thing.ROUTE ? "Got an invalid (or empty) URL: " + message : message);
      case Fault.Invalid(_, var message) -> badRequest(message);
      case Fault.Precondition(var message) -> badRequest(message);
      case Fault.RangeUnsatisfiable range -> badRequest(range.message());
      case Fault.UploadOutOfOrder upload -> badRequest(upload.message());
      case Fault.Conflict(var code, var message) ->
          answer(409, "Conflict", "Client::Conflict", code, message);
      case Fault.MethodNotAllowed(_, var message) ->
          answer(405, "Method Not Allowed", "Client::BadRequest", "METHOD_NOT_ALLOWED", message);
      case Fault.Unsupported(var message) ->
          answer(501, "Not Implemented", "Client::NotImplemented", "NOT_IMPLEMENTED", message);
      case Fault.TooLarge(_, var message) ->
          answer(413, "Content Too Large", "Client::BadRequest", "TOO_LARGE", message);
      case Fault.TooManyRequests(_, var message) ->
          answer(429, "Too Many Requests", "Client::Forbidden", "TOO_MANY_REQUESTS", message);
      case Fault.Unavailable(_, var message) ->
          answer(
              503,
              "Service Unavailable",
              "Server::ServiceUnavailable",
              "SERVICE_UNAVAILABLE",
              message);
      case Fault.QuotaExceeded(var message) ->
          answer(403, "Forbidden", "Client::Forbidden", "QUOTA_EXCEEDED", message);
      case Fault.StorageFull(_, var message) ->
          answer(
              507, "Insufficient Storage", "Server::ServiceUnavailable", "STORAGE_FULL", message);
    };
  }

  @Override
  public Response renderUnexpected(Request request) {
    return answer(
        500,
        "Internal Server Error",
        "Server::InternalServerError",
        "INTERNAL_SERVER_ERROR",
        "Internal server error, request " + request.id());
  }

  private static Response credential(Fault.CredentialRefused refused) {
    return switch (refused.problem()) {
      case UNKNOWN_APPLICATION -> forbidden("INVALID_KEY", refused.message());
      case UNKNOWN_CONSUMER_KEY -> forbidden("NOT_CREDENTIAL", refused.message());
      case NOT_VALID -> forbidden("INVALID_CREDENTIAL", refused.message());
      case CALL_NOT_GRANTED -> forbidden("NOT_GRANTED_CALL", refused.message());
      case BAD_SIGNATURE ->
          answer(400, "Bad Request", "Client::BadRequest", "INVALID_SIGNATURE", refused.message());
      case TIMESTAMP_OFF ->
          answer(400, "Bad Request", "Client::BadRequest", "QUERY_TIME_OUT", refused.message());
    };
  }

  private static Response forbidden(String code, String message) {
    return answer(403, "Forbidden", "Client::Forbidden", code, message);
  }

  private static Response badRequest(String message) {
    return answer(400, "Bad Request", "Client::BadRequest", "BAD_REQUEST", message);
  }

  private static Response answer(
      int status, String reason, String errorClass, String code, String message) {
    return Response.json(status, new Body(errorClass, message, code, status + " " + reason, null));
  }

  /**
   * What every refusal says.
   *
   * @param details absent unless an action was refused
   */
  private record Body(
      @JsonProperty("class") String errorClass,
      String message,
      String errorCode,
      String httpCode,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Details details) {}

  private record Details(@JsonProperty("unauthorizedActionsByIAM") String unauthorizedActions) {}
}
