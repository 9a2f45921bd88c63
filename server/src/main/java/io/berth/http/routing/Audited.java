package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;

/**
 * Told of each success of a route that declares it, before the answer leaves; HEAD is none.
 *
 * @param <C> the API's callers
 * @param <T> what the route's {@link Access} found
 */
public interface Audited<C, T> {
  /** What the log says, such as {@code create artifact}. */
  String name();

  /**
   * @param response the answer, below 300; {@link Response#subject} is set when only the handler
   *     knows what it was about
   */
  void succeeded(Request request, C caller, T found, Response response);

  /** Whether {@link #succeeded} never waits; otherwise its route gives no answer from memory. */
  default boolean neverWaits() {
    return false;
  }
}
