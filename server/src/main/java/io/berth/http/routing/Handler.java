package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;

/**
 * Answers a request, blocking as it likes: it runs on a virtual thread of its own, unless its
 * {@link Route} says otherwise.
 *
 * @param <T> what the route's {@link Access} found: the caller, and what the path names, checked
 */
@FunctionalInterface
public interface Handler<T> {
  /**
   * @throws io.berth.fault.FaultException to refuse; rendered in the envelope of the route's API
   * @throws Exception anything else is a bug: 500 with the request id, stack trace in the log only
   */
  Response handle(Request request, T found) throws Exception;
}
