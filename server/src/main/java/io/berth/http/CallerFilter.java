package io.berth.http;

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
    return (_, next) -> next.answer(Anybody.ANYBODY);
  }
}
