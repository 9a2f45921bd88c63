package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out who calls an API, once for each request and before a route is asked, and sees every
 * answer that the caller gets.
 *
 * @param <C> what is known of a caller
 */
@FunctionalInterface
public interface CallerFilter<C> {
  /**
   * @param next answers for the caller that was found; refusals are answers too
   * @throws io.berth.fault.FaultException when nobody can be found
   */
  Response around(Request request, Next<C> next) throws Exception;

  /**
   * The same around an answer from memory: asks what {@link #around} asks, but only of what is in
   * memory, and refuses nothing. A filter that does not say how lets no such answer pass.
   *
   * @return empty when it does not know who calls, or that the request may pass; nothing was done
   *     then. Never waits
   */
  default Optional<Response> aroundMemory(Request request, Function<C, Optional<Response>> next) {
    return Optional.empty();
  }

  /** The caller's name for logs, "" where callers have none. */
  default String name(C caller) {
    return "";
  }

  /** What comes after the caller is known. */
  @FunctionalInterface
  interface Next<C> {
    Response answer(C caller) throws Exception;
  }

  /** What an API knows of callers that does not ask who they are. */
  enum Anybody {
    ANYBODY
  }

  /** Asks nobody who they are. */
  static CallerFilter<Anybody> anybody() {
    return new CallerFilter<>() {
      @Override
      public Response around(Request request, Next<Anybody> next) throws Exception {
        return next.answer(Anybody.ANYBODY);
      }

      @Override
      public Optional<Response> aroundMemory(
          Request request, Function<Anybody, Optional<Response>> next) {
        return next.apply(Anybody.ANYBODY);
      }
    };
  }
}
