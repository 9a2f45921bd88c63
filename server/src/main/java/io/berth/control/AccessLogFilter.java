package io.berth.control;

import io.berth.http.Filter;
import io.berth.http.FromMemory;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.tenant.Registry;
import java.util.Optional;
import java.util.function.Function;

/** Writes the access log of a registry that has one. Never the query: it may carry secrets. */
public final class AccessLogFilter implements Filter {
  private static final int LONGEST_TEXT = 500;

  private final AccessLog log;
  private final Function<Request, String> actors;

  /**
   * @param actors who asks, "" when that is not known
   */
  public AccessLogFilter(AccessLog log, Function<Request, String> actors) {
    this.log = log;
    this.actors = actors;
  }

  @Override
  public Response around(Request request, Handler next) throws Exception {
    var registry = request.registry();
    if (registry.isEmpty() || log.days(registry.get().id()) == 0) {
      return next.handle(request);
    }
    long started = System.nanoTime();
    var response = next.handle(request);
    note(registry.get(), request, response, (System.nanoTime() - started) / 1_000_000);
    return response;
  }

  @Override
  public Optional<Response> aroundMemory(Request request, FromMemory next) {
    var registry = request.registry();
    if (registry.isEmpty() || log.days(registry.get().id()) == 0) {
      return next.answer(request);
    }
    long started = System.nanoTime();
    var answer = next.answer(request);
    answer.ifPresent(
        response ->
            note(registry.get(), request, response, (System.nanoTime() - started) / 1_000_000));
    return answer;
  }

  private void note(Registry registry, Request request, Response response, long millis) {
    var agent = request.header("User-Agent");
    log.add(
        registry.id(),
        new AccessLog.Line(
            0,
            "",
            request.method().name(),
            cut(request.rawPath()),
            response.status(),
            response.content().length(),
            millis,
            actors.apply(request),
            request.remoteAddress().getHostAddress(),
            agent == null ? "" : cut(agent),
            request.id()));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }
}
