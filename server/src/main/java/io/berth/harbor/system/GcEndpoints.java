package io.berth.harbor.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.GcBody;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.ops.gc.Cron;
import io.berth.ops.gc.GarbageCollection;
import io.berth.ops.gc.GcRun;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Garbage collection of the registry (docs/reference/contracts/harbor.md#garbage-collection): runs,
 * their log, and a schedule. The server collects all the time by itself; this is for those who want
 * it now, with manifests without a tag, or written down.
 */
public final class GcEndpoints {
  private static final int MOST_WORKERS = 10;

  /** Harbor's words for schedules and what they stand for; it writes the seconds first. */
  private static final Map<String, String> CRONS =
      Map.of("Hourly", "0 0 * * * *", "Daily", "0 0 0 * * *", "Weekly", "0 0 0 * * 0");

  private final GarbageCollection garbage;

  public GcEndpoints(GarbageCollection garbage) {
    this.garbage = garbage;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var read = access.system(SystemPermission.GARBAGE_COLLECTION_READ);
    var kind = "garbage_collection";
    var all = "/system/gc";
    var one = all + "/{id}";
    var schedule = all + "/schedule";
    return List.of(
        Route.get(all).asks(access.system(SystemPermission.GARBAGE_COLLECTION_LIST)).by(this::list),
        Route.get(schedule).asks(read).by(this::schedule),
        Route.post(schedule)
            .asks(access.system(SystemPermission.GARBAGE_COLLECTION_CREATE))
            .audited(audit.of("create", kind))
            .by(this::createSchedule),
        Route.put(schedule)
            .asks(access.system(SystemPermission.GARBAGE_COLLECTION_UPDATE))
            .audited(audit.of("update", kind))
            .by(this::updateSchedule),
        Route.get(one).asks(read).by(this::get),
        Route.put(one)
            .asks(access.system(SystemPermission.GARBAGE_COLLECTION_STOP))
            .audited(audit.of("stop", kind))
            .by(this::stop),
        Route.get(one + "/log").asks(read).by(this::log),
        Route.get("/schedules")
            .asks(access.system(SystemPermission.JOBSERVICE_MONITOR_LIST))
            .by(this::schedules),
        Route.get("/schedules/{type}/paused").asks(access.signedIn()).by(this::paused));
  }

  /** ScheduleTask. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record ScheduleTask(long id, String vendorType, String cron, String updateTime) {}

  /** What the registry does by a schedule of its own. */
  Response schedules(Request request) {
    var query = HarborQuery.of(request);
    var all = garbage.schedules.find(registry()).stream().toList();
    return query.answer(
        request,
        query
            .slice(all)
            .each(
                found ->
                    new ScheduleTask(
                        1, "GARBAGE_COLLECTION", found.cron(), Timestamp.of(found.updatedAt()))));
  }

  private record SchedulerStatus(boolean paused) {}

  /** Schedules are never held up here. */
  Response paused(Request request) {
    return Response.json(200, new SchedulerStatus(false));
  }

  private record ScheduleBody(
      @Nullable Long id,
      @Nullable String status,
      @JsonProperty("creation_time") @Nullable String creationTime,
      @JsonProperty("update_time") @Nullable String updateTime,
      @Nullable Trigger schedule,
      @Nullable Parameters parameters) {
    /**
     * @throws FaultException Invalid SCHEMA for what only answers have
     */
    void requireWritable() {
      refuse("id", id == null || id == 0);
      refuse("status", BodyText.of(status).isEmpty());
      refuse("creation_time", isNoTime(creationTime));
      refuse("update_time", isNoTime(updateTime));
    }

    /** Clients written in Go send the first of all times for none. */
    private static boolean isNoTime(@Nullable String time) {
      return BodyText.of(time).isEmpty() || BodyText.of(time).startsWith("0001-01-01T00:00:00");
    }

    private static void refuse(String member, boolean absent) {
      if (!absent) {
        throw FaultException.invalid(Fault.Part.SCHEMA, member + " in body is readOnly");
      }
    }
  }

  private record Trigger(@Nullable String type, @Nullable String cron) {}

  private record Parameters(
      @JsonProperty("delete_untagged") @Nullable Boolean deleteUntagged,
      @JsonProperty("untagged_hours") @Nullable Integer untaggedHours,
      @JsonProperty("dry_run") @Nullable Boolean dryRun,
      @Nullable Integer workers) {}

  Response list(Request request) {
    var query = HarborQuery.of(request);
    return query.answer(request, garbage.runs.list(registry(), query.asked()).each(GcBody::of));
  }

  Response get(Request request) {
    return Response.json(200, GcBody.of(run(request)));
  }

  Response log(Request request) {
    return Response.text(
        200,
        "text/plain",
        garbage.runs.log(registry(), id(request)).orElseThrow(() -> unknown(request)));
  }

  Response stop(Request request) {
    if (!garbage.runs.stop(registry(), id(request))) {
      throw unknown(request);
    }
    return Response.of(200);
  }

  /** Without a schedule the answer has no body, as Harbor's. */
  Response schedule(Request request) {
    return garbage
        .schedules
        .find(registry())
        .map(found -> Response.json(200, GcBody.of(found, garbage.grace)))
        .orElseGet(() -> Response.bytes(200, "application/json", new byte[0]));
  }

  /** A schedule is not found where its answer points to, which is Harbor's word for it. */
  Response createSchedule(Request request, Actor caller) throws IOException {
    var run = apply(request, caller);
    return Response.of(201)
        .header("Location", "/api/v2.0/system/gc/" + (run == null ? 0 : run.id()));
  }

  Response updateSchedule(Request request, Actor caller) throws IOException {
    apply(request, caller);
    return Response.of(200);
  }

  private @Nullable GcRun apply(Request request, Actor caller) throws IOException {
    var body = Json.read(request, ScheduleBody.class);
    body.requireWritable();
    var trigger = body.schedule();
    if (trigger == null || trigger.type() == null || trigger.type().isEmpty()) {
      throw invalid("schedule.type is missing: Manual, Hourly, Daily, Weekly, Custom or None");
    }
    var options = options(body.parameters());
    switch (trigger.type()) {
      case "Manual" -> {
        var by = caller.name();
        return garbage.runs.ask(registry(), GcRun.Kind.MANUAL, by, options);
      }
      case "None" -> garbage.schedules.delete(registry());
      case "Hourly", "Daily", "Weekly", "Custom" -> {
        var cron = cron(trigger);
        garbage.schedules.put(registry(), trigger.type(), cron, options);
      }
      default ->
          throw FaultException.invalid(
              Fault.Part.SCHEMA,
              "schedule.type must be Manual, Hourly, Daily, Weekly, Custom or None, not "
                  + trigger.type());
    }
    return null;
  }

  /** A cron of one's own counts whatever the type is called; without one it means the usual. */
  private Cron cron(Trigger trigger) {
    var given = trigger.cron() == null ? "" : trigger.cron();
    try {
      var cron = new Cron(given.isEmpty() ? CRONS.getOrDefault(trigger.type(), given) : given);
      cron.next(Instant.EPOCH);
      return cron;
    } catch (IllegalArgumentException e) {
      throw invalid("schedule.cron: " + e.getMessage());
    }
  }

  private GcRun.Options options(@Nullable Parameters parameters) {
    var given = parameters == null ? new Parameters(null, null, null, null) : parameters;
    int workers = given.workers() == null ? 1 : given.workers();
    if (workers < 1 || workers > MOST_WORKERS) {
      throw invalid("workers must be from 1 to " + MOST_WORKERS);
    }
    var hours = given.untaggedHours();
    if (hours != null && (hours < 0 || hours > 24 * 365 * 10)) {
      throw invalid("untagged_hours must be from 0 to ten years");
    }
    var asked = hours == null ? Duration.ZERO : Duration.ofHours(hours);
    return new GcRun.Options(
        Boolean.TRUE.equals(given.deleteUntagged()),
        asked.compareTo(garbage.grace) < 0 ? garbage.grace : asked,
        Boolean.TRUE.equals(given.dryRun()),
        workers);
  }

  private GcRun run(Request request) {
    return garbage.runs.find(registry(), id(request)).orElseThrow(() -> unknown(request));
  }

  private static long id(Request request) {
    var text = request.param("id");
    if (!text.matches("\\d{1,18}")) {
      throw unknown(request);
    }
    return Long.parseLong(text);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  private static FaultException unknown(Request request) {
    return FaultException.notFound(
        Fault.Thing.OTHER, "garbage collection " + request.param("id") + " not found");
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
