package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds out who calls an API, once for each request and before a route is asked, and sees every
 * answer that the caller gets.
 *
 * @param <C> what is known of a caller
 */
@FunctionalInterface
public interface CallerFilter<C> {
  /**
   * The caller.
   *
   * @throws io.berth.fault.FaultException when nobody can be found
   * @throws RefusedCaller when the answer is given already
   */
  C find(Request request) throws Exception;

  /**
   * Asks what {@link #find} asks, but only of what is in memory, and refuses nothing. A filter that
   * does not say how lets no answer from memory pass.
   *
   * @return empty when it does not know who calls, or that the request may pass; nothing was done
   *     then. Never waits
   */
  default Optional<C> peek(Request request) {
    return Optional.empty();
  }

  /**
   * The answer as the caller gets it; refusals of what comes behind the caller are answers too.
   * Never waits for a caller that {@link #peek} knew.
   */
  default Response answered(Request request, C caller, Response response) {
    return response;
  }

  /** The caller's name for logs, "" where callers have none. */
  default String name(C caller) {
    return "";
  }

  /**
   * The same callers, whose answers are made into what this says.
   *
   * @param further never waits
   */
  default CallerFilter<C> answering(BiFunction<C, Response, Response> further) {
    return new AnsweringCallers<>(this, further);
  }

  /** What an API knows of callers that does not ask who they are. */
  enum Anybody {
    ANYBODY
  }

  /** Asks nobody who they are. */
  static CallerFilter<Anybody> anybody() {
    return new CallerFilter<>() {
      @Override
      public Anybody find(Request request) {
        return Anybody.ANYBODY;
      }

      @Override
      public Optional<Anybody> peek(Request request) {
        return Optional.of(Anybody.ANYBODY);
      }
    };
  }
}
