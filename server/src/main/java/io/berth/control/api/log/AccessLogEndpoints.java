package io.berth.control.api.log;

import io.berth.control.call.BetaCall;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.registry.AccessLog;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Constraint;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.QueryReader;
import io.berth.control.schema.Required;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;

/** {@code …/containerRegistry/{registryID}/accessLog}: switch it on, and read it. */
public final class AccessLogEndpoints {
  private final AccessLog log;
  private final JsonLines lines;

  public AccessLogEndpoints(AccessLog log, JsonLines lines) {
    this.log = log;
    this.lines = lines;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        BetaCall.get("/accessLog", "Read the access log, oldest first")
            .asks(access.registry(BetaCall.ACTION + "accessLog/get"))
            .query("after", Scalar.LONG, "Only with an ID above: the next page")
            .query("limit", Scalar.LONG, "At most so many; 100 when absent")
            .query("format", Scalar.STRING, "jsonl: JSON lines, without limit")
            .query("follow", Scalar.BOOLEAN, "true: JSON lines as they come")
            .answers(Model.of(AccessLog.Line.class).list())
            .by(this::read),
        BetaCall.get("/accessLog/setting", "Get for how long an access log is kept")
            .asks(access.registry(BetaCall.ACTION + "accessLog/get"))
            .answers(Model.of(Setting.class))
            .by(this::setting),
        BetaCall.put("/accessLog/setting", "Begin or end an access log")
            .asks(access.readyRegistry(BetaCall.ACTION + "accessLog/edit"))
            .takes(Model.of(Setting.class))
            .by(this::edit));
  }

  @AnswerModel(
      name = "cloud.containerRegistry.AccessLogSetting",
      doc = "For how long an access log is kept")
  record Setting(
      @Doc("0 to 365; 0 ends the log and deletes it")
          @Required
          @Constraint(message = "days must be 0 to 365; 0 ends the log and deletes it", most = 365)
          int days) {}

  Response setting(Request request, InRegistry found) {
    return Response.json(200, new Setting(log.days(found.registry().id())));
  }

  Response edit(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    log.keep(registry, BodyReader.read(request, Setting.class).days());
    return Response.json(200, null);
  }

  /** A page, or JSON lines, with {@code follow=true} as they come; oldest first. */
  Response read(Request request, InRegistry found) {
    var registry = found.registry().id();
    var follow = QueryReader.isTrue(request, "follow");
    long after =
        QueryReader.number(request, "after").orElseGet(() -> follow ? log.newest(registry) : 0);
    JsonLines.Source<AccessLog.Line> source = (id, limit) -> log.after(registry, id, limit);
    if (follow) {
      return lines.follow(after, source, AccessLog.Line::id);
    }
    return "jsonl".equals(QueryReader.text(request, "format"))
        ? lines.export(after, source, AccessLog.Line::id)
        : Response.json(200, source.after(after, AuditTrailEndpoints.limit(request)));
  }
}
