package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Optional;

/**
 * Answers requests with what is in memory alone, on the event loop that received them; see {@link
 * Route.Draft#fromMemory}.
 *
 * @param <T> what is known of the request
 */
@FunctionalInterface
public interface FromMemory<T> {
  /**
   * Never waits: neither for a disk, the database or another host, nor for a lock that somebody
   * holds meanwhile.
   *
   * @return empty when something is not in memory or would be refused; then nothing was done, and
   *     the route's handler decides
   */
  Optional<Response> answer(Request request, T known);
}
