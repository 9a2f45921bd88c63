package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code …/containerRegistry/{registryID}/accessLog}: switch it on, and read it. */
public final class AccessLogEndpoints {
  private static final int MOST_DAYS = 365;

  private final Owned owned;
  private final AccessLog log;
  private final JsonLines lines;

  public AccessLogEndpoints(Owned owned, AccessLog log, JsonLines lines) {
    this.owned = owned;
    this.log = log;
    this.lines = lines;
  }

  public List<Operation> operations() {
    return List.of(
        BetaCall.get("/accessLog", "Read the access log, oldest first", "accessLog/get")
            .query("after", Scalar.LONG, "Only with an ID above: the next page")
            .query("limit", Scalar.LONG, "At most so many; 100 when absent")
            .query("format", Scalar.STRING, "jsonl: JSON lines, without limit")
            .query("follow", Scalar.BOOLEAN, "true: JSON lines as they come")
            .answers(BeyondModels.ACCESS.list())
            .by(this::read),
        BetaCall.get(
                "/accessLog/setting", "Get for how long an access log is kept", "accessLog/get")
            .answers(BeyondModels.ACCESS_SETTING)
            .by(this::setting),
        BetaCall.put("/accessLog/setting", "Begin or end an access log", "accessLog/edit")
            .takes(BeyondModels.ACCESS_SETTING)
            .by(this::edit));
  }

  Response setting(Request request) {
    return Response.json(200, Map.of("days", log.days(owned.registry(request).id())));
  }

  Response edit(Request request) throws IOException {
    var registry = owned.readyRegistry(request).id();
    var days = Fields.of(Json.tree(request)).object().path("days");
    if (!days.isInt() || days.asInt() < 0 || days.asInt() > MOST_DAYS) {
      throw Fields.invalid("days must be 0 to " + MOST_DAYS + "; 0 ends the log and deletes it");
    }
    log.keep(registry, days.asInt());
    return Response.json(200, null);
  }

  /** A page, or JSON lines, with {@code follow=true} as they come; oldest first. */
  Response read(Request request) {
    var registry = owned.registry(request).id();
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
