package io.berth.harbor.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.audit.purge.AuditPurge;
import io.berth.audit.purge.PurgeTerms;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.request.ScheduleInput;
import io.berth.harbor.wire.PurgeBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.job.Execution;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /system/purgeaudit}: purges of the registry's audit log, their log, and a schedule. */
public final class PurgeEndpoints {
  private static final String ALL = "/system/purgeaudit";

  /** Harbor's; here entries go after a year anyway. */
  private static final int MOST_HOURS = 240_000;

  private static final int LONGEST_TYPES = 4_096;
  private static final int MOST_TOLD = 20;

  private final AuditPurge purges;

  public PurgeEndpoints(AuditPurge purges) {
    this.purges = purges;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var read = access.system(SystemPermission.PURGE_AUDIT_READ);
    var kind = "purge_audit_log";
    var one = ALL + "/{purge}";
    var schedule = ALL + "/schedule";
    return List.of(
        Route.get(ALL).asks(access.system(SystemPermission.PURGE_AUDIT_LIST)).by(this::list),
        Route.get(schedule).asks(read).by(this::schedule),
        Route.post(schedule)
            .asks(access.system(SystemPermission.PURGE_AUDIT_CREATE))
            .audited(audit.of("create", kind))
            .by(this::createSchedule),
        Route.put(schedule)
            .asks(access.system(SystemPermission.PURGE_AUDIT_UPDATE))
            .audited(audit.of("update", kind))
            .by(this::updateSchedule),
        Route.get(one).asks(read).by(this::get),
        Route.put(one)
            .asks(access.system(SystemPermission.PURGE_AUDIT_STOP))
            .audited(audit.of("stop", kind))
            .by(this::stop),
        Route.get(one + "/log").asks(read).by(this::log));
  }

  private record Parameters(
      @JsonProperty("audit_retention_hour") @Nullable Integer hours,
      @JsonProperty("include_event_types") @Nullable String eventTypes,
      @JsonProperty("dry_run") @Nullable Boolean dryRun) {}

  Response list(Request request) {
    var query = HarborQuery.of(request);
    return query.answer(request, purges.list(registry(), query.asked()).each(PurgeBody::of));
  }

  Response get(Request request) {
    return Response.json(200, PurgeBody.of(require(request)));
  }

  Response log(Request request) {
    return Response.text(
        200,
        "text/plain",
        PathId.find(request, "purge", id -> purges.log(registry(), id))
            .orElseThrow(() -> unknown(request)));
  }

  Response stop(Request request) {
    purges.stop(registry(), require(request).id());
    return Response.of(200);
  }

  /** Without a schedule the answer has no body, as Harbor's. */
  Response schedule(Request request) {
    return purges
        .schedule(registry())
        .map(found -> Response.json(200, PurgeBody.of(found)))
        .orElseGet(() -> Response.bytes(200, "application/json", new byte[0]));
  }

  /** A schedule is not found where its answer points to, which is Harbor's word for it. */
  Response createSchedule(Request request, Actor caller) throws IOException {
    return apply(request, caller, 201);
  }

  Response updateSchedule(Request request, Actor caller) throws IOException {
    return apply(request, caller, 200);
  }

  private Response apply(Request request, Actor caller, int status) throws IOException {
    var body = Json.read(request, ScheduleInput.class);
    var asked = body.asked();
    var terms = terms(body);
    long id =
        switch (asked) {
          case ScheduleInput.Asked.Now() -> purges.ask(registry(), caller.name(), terms).id();
          case ScheduleInput.Asked.Never() -> {
            purges.deleteSchedule(registry());
            yield 0;
          }
          case ScheduleInput.Asked.At(var kind, var cron) -> {
            purges.setSchedule(registry(), kind, cron, terms);
            yield 0;
          }
        };
    var response = Response.of(status);
    if (status == 201) {
      response.header("Location", "/api/v2.0" + ALL + "/" + id);
    }
    return warned(response, terms);
  }

  /** Also for no schedule any more, as Harbor asks. */
  private static PurgeTerms terms(ScheduleInput body) {
    var given = body.parameters(Parameters.class);
    if (given.hours() == null) {
      throw invalid("audit_retention_hour should provide: what is younger stays");
    }
    if (given.hours() < 1 || given.hours() > MOST_HOURS) {
      throw invalid("audit_retention_hour is a number from 1 to " + MOST_HOURS);
    }
    if (given.eventTypes() == null || given.eventTypes().isBlank()) {
      throw invalid("include_event_types should provide: kinds of events separated by commas");
    }
    if (given.eventTypes().length() > LONGEST_TYPES) {
      throw invalid("include_event_types has at most " + LONGEST_TYPES + " characters");
    }
    return new PurgeTerms(given.hours(), given.eventTypes(), Boolean.TRUE.equals(given.dryRun()));
  }

  /** Harbor takes any words for kinds of events; those that are none are named. */
  private static Response warned(Response response, PurgeTerms terms) {
    var unknown =
        terms.unknown().stream()
            .filter(word -> word.matches("[a-z0-9_]{1,64}"))
            .limit(MOST_TOLD)
            .toList();
    return unknown.isEmpty()
        ? response
        : response.header(
            "Warning",
            "299 - \"kept, but no event is of the kind " + String.join(", ", unknown) + '"');
  }

  private Execution require(Request request) {
    return PathId.find(request, "purge", id -> purges.find(registry(), id))
        .orElseThrow(() -> unknown(request));
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  private static FaultException unknown(Request request) {
    return FaultException.notFound(
        Fault.Thing.OTHER, "purge of the audit log " + request.param("purge") + " not found");
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
