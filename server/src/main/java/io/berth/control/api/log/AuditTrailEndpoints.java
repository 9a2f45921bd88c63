package io.berth.control.api.log;

import io.berth.control.call.AuditEvent;
import io.berth.control.call.AuditTrail;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.project.CloudProjectRole;
import io.berth.control.schema.Operation;
import io.berth.control.schema.QueryReader;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.List;
import java.util.Optional;

/**
 * The audit trail of a project, of a registry and of one's own account: newest first in pages, or
 * as JSON lines, oldest first, on request as they come.
 */
public final class AuditTrailEndpoints {
  private static final int PAGE = 100;
  private static final int LONGEST_PAGE = 1000;

  private final AuditTrail trail;
  private final JsonLines lines;

  public AuditTrailEndpoints(AuditTrail trail, JsonLines lines) {
    this.trail = trail;
    this.lines = lines;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var project = "/cloud/project/{serviceName}";
    return List.of(
        trail("/me/audit", "List what the account changed, and its sign-ins")
            .asks(access.caller("account:apiovh:me/audit/get"))
            .by(
                (request, caller) ->
                    answer(request, new AuditTrail.Scope.OfAccount(caller.account().id()))),
        trail(project + "/audit", "List what was changed in a project")
            .asks(access.project(CloudProjectRole.PREFIX + "audit/get"))
            .by(
                (request, found) ->
                    answer(request, new AuditTrail.Scope.OfProject(found.project().id()))),
        trail(ControlAccess.REGISTRY + "/audit", "List what was changed at a registry")
            .asks(access.registry(CloudProjectRole.PREFIX + "containerRegistry/audit/get"))
            .by(
                (request, found) ->
                    answer(
                        request, new AuditTrail.Scope.OfRegistry(found.registry().id().value()))));
  }

  private static Operation.Draft<?, ?> trail(String path, String description) {
    return Operation.get(path, description)
        .query("account", Scalar.STRING, "Only of this account")
        .query("method", Scalar.STRING, "Only with this method")
        .query("from", Scalar.DATETIME, "Not before")
        .query("to", Scalar.DATETIME, "Before")
        .query("before", Scalar.LONG, "Only with an ID below: the next page")
        .query("after", Scalar.LONG, "Only with an ID above")
        .query("limit", Scalar.LONG, "At most so many; 100 when absent")
        .query("format", Scalar.STRING, "jsonl: JSON lines, oldest first, without limit")
        .query("follow", Scalar.BOOLEAN, "true: JSON lines as they come, until the client leaves")
        .answers(Model.of(AuditEvent.class).list())
        .beta();
  }

  private Response answer(Request request, AuditTrail.Scope scope) {
    var follow = QueryReader.isTrue(request, "follow");
    var filter =
        new AuditTrail.Filter(
            Optional.ofNullable(QueryReader.text(request, "account")),
            Optional.ofNullable(QueryReader.text(request, "method")),
            QueryReader.time(request, "from"),
            QueryReader.time(request, "to"),
            QueryReader.number(request, "after").orElseGet(() -> follow ? trail.newest() : 0),
            QueryReader.number(request, "before").orElse(Long.MAX_VALUE));
    if (!follow && !"jsonl".equals(QueryReader.text(request, "format"))) {
      return Response.json(200, trail.list(scope, filter, limit(request), true));
    }
    JsonLines.Source<AuditEvent> source =
        (id, limit) -> trail.list(scope, filter.after(id), limit, false);
    return follow
        ? lines.follow(filter.after(), source, AuditEvent::id)
        : lines.export(filter.after(), source, AuditEvent::id);
  }

  static int limit(Request request) {
    long limit = QueryReader.number(request, "limit").orElse((long) PAGE);
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw QueryReader.invalid("limit must be 1 to " + LONGEST_PAGE);
    }
    return (int) limit;
  }
}
