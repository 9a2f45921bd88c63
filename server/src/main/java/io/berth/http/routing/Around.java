package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Stands around everything of an API: what admits, who calls, and the answer. Decides nothing. */
@FunctionalInterface
public interface Around {
  Response around(Request request, Callable<Response> next) throws Exception;

  /**
   * The same around an answer from memory; never waits. What does not say how lets no such answer
   * pass.
   *
   * @return empty when there is none; nothing was done then
   */
  default Optional<Response> aroundMemory(Request request, Supplier<Optional<Response>> next) {
    return Optional.empty();
  }

  /** Nothing stands around. */
  static Around nothing() {
    return new Around() {
      @Override
      public Response around(Request request, Callable<Response> next) throws Exception {
        return next.call();
      }

      @Override
      public Optional<Response> aroundMemory(Request request, Supplier<Optional<Response>> next) {
        return next.get();
      }
    };
  }
}
