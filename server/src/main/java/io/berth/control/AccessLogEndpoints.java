package io.berth.control;

import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.Map;

/** {@code …/containerRegistry/{registryID}/accessLog}: switch it on, and read it. */
final class AccessLogEndpoints {
  private static final int MOST_DAYS = 365;

  private final AccessLog log;
  private final JsonLines lines;

  AccessLogEndpoints(AccessLog log, JsonLines lines) {
    this.log = log;
    this.lines = lines;
  }

  Response setting(Request request, InRegistry found) {
    return Response.json(200, Map.of("days", log.days(found.registry().id())));
  }

  Response edit(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var days = Fields.of(Json.tree(request)).object().path("days");
    if (!days.isInt() || days.asInt() < 0 || days.asInt() > MOST_DAYS) {
      throw Fields.invalid("days must be 0 to " + MOST_DAYS + "; 0 ends the log and deletes it");
    }
    log.keep(registry, days.asInt());
    return Response.json(200, null);
  }

  /** A page, or JSON lines, with {@code follow=true} as they come; oldest first. */
  Response read(Request request, InRegistry found) {
    var registry = found.registry().id();
    var follow = "true".equals(request.query("follow"));
    long after = AuditEndpoints.number(request, "after", follow ? log.newest(registry) : 0);
    JsonLines.Source<AccessLog.Line> source = (id, limit) -> log.after(registry, id, limit);
    if (follow) {
      return lines.follow(after, source, AccessLog.Line::id);
    }
    return "jsonl".equals(request.query("format"))
        ? lines.export(after, source, AccessLog.Line::id)
        : Response.json(200, source.after(after, AuditEndpoints.limit(request)));
  }
}
