package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Optional;
import java.util.function.BiFunction;

/** See {@link CallerFilter#answering}. */
final class AnsweringCallers<C> implements CallerFilter<C> {
  private final CallerFilter<C> callers;
  private final BiFunction<C, Response, Response> further;

  AnsweringCallers(CallerFilter<C> callers, BiFunction<C, Response, Response> further) {
    this.callers = callers;
    this.further = further;
  }

  @Override
  public C find(Request request) throws Exception {
    return callers.find(request);
  }

  @Override
  public Optional<C> peek(Request request) {
    return callers.peek(request);
  }

  @Override
  public Response answered(Request request, C caller, Response response) {
    return callers.answered(request, caller, further.apply(caller, response));
  }

  @Override
  public String name(C caller) {
    return callers.name(caller);
  }
}
