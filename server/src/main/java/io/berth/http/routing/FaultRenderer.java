package io.berth.http.routing;

import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.time.Duration;

/**
 * Renders refusals in one API's envelope. What HTTP itself says of a refusal is the same in all of
 * them and added here.
 */
public interface FaultRenderer {
  /** The refusal: status and envelope, and headers that only this API has. */
  Response envelope(Fault fault, Request request);

  /** The answer to a bug: 500 in the API's envelope, naming the request id and nothing else. */
  Response renderUnexpected(Request request);

  /** The whole answer. */
  default Response render(Fault fault, Request request) {
    var response = envelope(fault, request);
    return switch (fault) {
      case Fault.TooManyRequests f -> later(response, f.retryAfter());
      case Fault.Unavailable f -> later(response, f.retryAfter());
      case Fault.StorageFull f -> later(response, f.retryAfter());
      case Fault.MethodNotAllowed f -> response.header("Allow", String.join(", ", f.allowed()));
      default -> response;
    };
  }

  /** The same with the time after which asking again is worth it, in whole seconds from 1 on. */
  static Response later(Response response, Duration time) {
    return response.header("Retry-After", Long.toString(Math.max(1, time.toSeconds())));
  }
}
