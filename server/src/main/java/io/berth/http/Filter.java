package io.berth.http;

import java.util.Optional;

/** Stands around every handler of an API: may refuse, or add to the answer. */
@FunctionalInterface
public interface Filter {
  Response around(Request request, Handler next) throws Exception;

  /**
   * The same around an answer from memory: asks what {@link #around} asks, but only of what is in
   * memory, and refuses nothing. A filter that does not say how lets no such answer pass.
   *
   * @return empty when it does not know that the request may pass; nothing was done then. Never
   *     waits
   */
  default Optional<Response> aroundMemory(Request request, FromMemory next) {
    return Optional.empty();
  }

  /** This filter around another one. */
  default Filter outside(Filter inner) {
    var outer = this;
    return new Filter() {
      @Override
      public Response around(Request request, Handler next) throws Exception {
        return outer.around(request, passed -> inner.around(passed, next));
      }

      @Override
      public Optional<Response> aroundMemory(Request request, FromMemory next) {
        return outer.aroundMemory(request, passed -> inner.aroundMemory(passed, next));
      }
    };
  }

  /** Lets everything pass unchanged. */
  static Filter none() {
    return new Filter() {
      @Override
      public Response around(Request request, Handler next) throws Exception {
        return next.handle(request);
      }

      @Override
      public Optional<Response> aroundMemory(Request request, FromMemory next) {
        return next.answer(request);
      }
    };
  }
}
