package io.berth.control.api.log;

import io.berth.control.registry.AccessLog;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.AnswerLog;
import io.berth.tenant.Registry;
import java.time.Duration;

/** Writes the access log of a registry that has one. Never the query: it may carry secrets. */
public final class AccessLogFilter implements AnswerLog {
  private static final int LONGEST_TEXT = 500;

  private final AccessLog log;

  public AccessLogFilter(AccessLog log) {
    this.log = log;
  }

  @Override
  public void answered(Request request, String caller, Response response, Duration time) {
    var registry = request.registry();
    if (registry.isPresent() && log.days(registry.get().id()) != 0) {
      note(registry.get(), request, caller, response, time.toMillis());
    }
  }

  private void note(
      Registry registry, Request request, String caller, Response response, long millis) {
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
            caller,
            request.remoteAddress().getHostAddress(),
            agent == null ? "" : cut(agent),
            request.id()));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }
}
