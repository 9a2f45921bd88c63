package io.berth.http;

/** Stands around every handler of an API: may refuse, or add to the answer. */
@FunctionalInterface
public interface Filter {
  Response around(Request request, Handler next) throws Exception;

  /** Lets everything pass unchanged. */
  static Filter none() {
    return (request, next) -> next.handle(request);
  }
}
