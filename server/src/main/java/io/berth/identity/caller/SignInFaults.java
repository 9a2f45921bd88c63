package io.berth.identity.caller;

import io.berth.fault.Fault;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.FaultRenderer;
import java.util.List;
import java.util.Map;

/**
 * Refusals of the sign-in endpoints: a page for people, Harbor's errors for programs
 * (docs/reference/contracts/harbor.md#errors).
 */
public final class SignInFaults implements FaultRenderer {

  @Override
  public Response envelope(Fault fault, Request request) {
    var response =
        forPeople(request)
            ? ErrorPage.of(status(fault), fault.message(), request.id())
            : json(fault);
    return fault instanceof Fault.Unauthenticated && request.rawPath().startsWith("/service/")
        ? response.header("WWW-Authenticate", "Basic realm=\"harbor\"")
        : response;
  }

  @Override
  public Response renderUnexpected(Request request) {
    return forPeople(request)
        ? ErrorPage.of(500, "Something went wrong on this side.", request.id())
        : json(500, "UNKNOWN", "internal server error (request " + request.id() + ")");
  }

  static Response json(Fault fault) {
    return json(status(fault), code(fault), fault.message());
  }

  private static Response json(int status, String code, String message) {
    return Response.json(
        status, Map.of("errors", List.of(Map.of("code", code, "message", message))));
  }

  private static boolean forPeople(Request request) {
    var accept = request.header("Accept");
    return request.method() == Method.GET
        && request.rawPath().startsWith("/c/")
        && accept != null
        && accept.contains("text/html");
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
      case Fault.Invalid _ -> 400;
      case Fault.Conflict _ -> 409;
      case Fault.Precondition _ -> 412;
      case Fault.MethodNotAllowed _, Fault.Unsupported _ -> 405;
      case Fault.TooLarge _ -> 413;
      case Fault.RangeUnsatisfiable _, Fault.UploadOutOfOrder _ -> 416;
      case Fault.TooManyRequests _ -> 429;
      case Fault.Unavailable _ -> 503;
      case Fault.StorageFull _ -> 507;
    };
  }

  private static String code(Fault fault) {
    return switch (fault) {
      case Fault.Unauthenticated _ -> "UNAUTHORIZED";
      case Fault.Forbidden _, Fault.ActionDenied _, Fault.CredentialRefused _ -> "FORBIDDEN";
      case Fault.NotFound _ -> "NOT_FOUND";
      case Fault.Invalid _, Fault.RangeUnsatisfiable _, Fault.UploadOutOfOrder _ -> "BAD_REQUEST";
      case Fault.Conflict f -> f.code();
      case Fault.Precondition _ -> "PRECONDITION_FAILED";
      case Fault.MethodNotAllowed _, Fault.Unsupported _ -> "METHOD_NOT_ALLOWED";
      case Fault.TooLarge _ -> "REQUEST_ENTITY_TOO_LARGE";
      case Fault.TooManyRequests _ -> "TOO_MANY_REQUEST";
      case Fault.Unavailable _ -> "UNAVAILABLE";
      case Fault.QuotaExceeded _ -> "DENIED";
      case Fault.StorageFull _ -> "INSUFFICIENT_STORAGE";
    };
  }
}
