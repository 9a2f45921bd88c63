package io.berth.harbor.audit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.audit.AuditLog;
import io.berth.audit.EventTypes;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.identity.right.SystemPermission;
import io.berth.listing.Listed;
import io.berth.tenant.CurrentRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log, in Harbor's older and newer shape, and as a file. */
public final class AuditLogEndpoints {
  private final AuditLog log;

  public AuditLogEndpoints(AuditLog log) {
    this.log = log;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var logs = access.system(SystemPermission.AUDIT_LOG_LIST);
    var inProject = access.namedProject(Permission.LOG_LIST);
    return List.of(
        Route.get("/audit-logs")
            .asks(access.signedIn())
            .by((request, caller) -> old(request, visible(caller, access))),
        Route.get("/auditlog-exts")
            .asks(access.signedIn())
            .by((request, caller) -> extended(request, visible(caller, access))),
        Route.get("/auditlog-exts/events").asks(logs).by(this::events),
        Route.get("/auditlog-exts/export")
            .asks(access.signedIn())
            .by((request, caller) -> export(request, visible(caller, access))),
        Route.get(HarborPaths.PROJECT + "/logs").asks(inProject).by(this::ofProject),
        Route.get(HarborPaths.PROJECT + "/auditlog-exts")
            .asks(inProject)
            .by(this::extendedOfProject),
        Route.get(HarborPaths.PROJECT + "/auditlog-exts/export")
            .asks(inProject)
            .by((request, place) -> export(request, List.of(place.project().id()))));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Old(
      long id,
      String username,
      String resource,
      String resourceType,
      String operation,
      String opTime) {
    static Old of(AuditLog.Entry entry) {
      var event = entry.event();
      return new Old(
          entry.id(),
          event.username(),
          event.resource(),
          event.resourceType(),
          event.operation(),
          Timestamp.of(entry.time()));
    }
  }

  /** Beyond Harbor's: where the request came from. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Extended(
      long id,
      String username,
      String resource,
      String resourceType,
      String operation,
      String operationDescription,
      boolean operationResult,
      String opTime,
      String clientAddress,
      String userAgent) {
    static Extended of(AuditLog.Entry entry) {
      var event = entry.event();
      return new Extended(
          entry.id(),
          event.username(),
          event.resource(),
          event.resourceType(),
          event.operation(),
          event.description(),
          event.succeeded(),
          Timestamp.of(entry.time()),
          event.origin().address(),
          event.origin().agent());
    }
  }

  private record EventType(
      @com.fasterxml.jackson.annotation.JsonProperty("event_type") String name) {}

  /**
   * The projects whose log the caller sees; null for everything, also what is in none. A robot for
   * all projects asks each for its own.
   */
  private static @Nullable List<Long> visible(Actor caller, HarborAccess access) {
    return access.allows(caller, SystemPermission.AUDIT_LOG_LIST)
        ? null
        : access.projectsWith(caller, Permission.LOG_LIST).orElse(List.of());
  }

  Response ofProject(Request request, InProject place) {
    return old(request, List.of(place.project().id()));
  }

  Response extendedOfProject(Request request, InProject place) {
    return extended(request, List.of(place.project().id()));
  }

  Response events(Request request) {
    return Response.json(200, EventTypes.ALL.stream().map(EventType::new).toList());
  }

  private Response old(Request request, @Nullable List<Long> projects) {
    var query = HarborQuery.of(request);
    return query.answer(request, entries(query, projects).each(Old::of));
  }

  private Response extended(Request request, @Nullable List<Long> projects) {
    var query = HarborQuery.of(request);
    return query.answer(request, entries(query, projects).each(Extended::of));
  }

  /** All that the query finds, to be kept as a file. */
  private Response export(Request request, @Nullable List<Long> projects) {
    var query = HarborQuery.filtered(request);
    var found = entries(query, projects);
    var format = HarborQuery.parameter(request, "format");
    return switch (format == null ? "csv" : format) {
      case "csv" -> AuditLogExport.csv(request, found);
      case "json" -> AuditLogExport.json(request, found.each(Extended::of));
      default -> throw FaultException.invalid(Fault.Part.QUERY, "format is csv or json");
    };
  }

  private Listed<AuditLog.Entry> entries(HarborQuery query, @Nullable List<Long> projects) {
    return log.list(CurrentRequest.currentRegistry().id(), projects, query.asked());
  }
}
