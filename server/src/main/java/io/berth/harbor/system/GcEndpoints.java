package io.berth.harbor.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.request.ScheduleInput;
import io.berth.harbor.wire.GcBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.ops.gc.GarbageCollection;
import io.berth.ops.gc.GcRun;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Garbage collection of the registry (docs/reference/contracts/harbor.md#garbage-collection): runs,
 * their log, and a schedule. The server collects all the time by itself; this is for those who want
 * it now, with manifests without a tag, or written down.
 */
public final class GcEndpoints {
  private static final int MOST_WORKERS = 10;

  private final GarbageCollection garbage;
  private final InstantSource clock;

  public GcEndpoints(GarbageCollection garbage, InstantSource clock) {
    this.garbage = garbage;
    this.clock = clock;
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
        Route.get(one + "/log").asks(read).by(this::log));
  }

  private record Parameters(
      @JsonProperty("delete_untagged") @Nullable Boolean deleteUntagged,
      @JsonProperty("untagged_hours") @Nullable Integer untaggedHours,
      @JsonProperty("dry_run") @Nullable Boolean dryRun,
      @Nullable Integer workers) {}

  Response list(Request request) {
    var query = HarborQuery.of(request);
    return query.answer(request, garbage.runs.list(registry(), query.asked()).each(this::body));
  }

  Response get(Request request) {
    return Response.json(
        200,
        body(
            PathId.find(request, "id", id -> garbage.runs.find(registry(), id))
                .orElseThrow(() -> unknown(request))));
  }

  private GcBody body(GcRun run) {
    return GcBody.of(run, clock.instant());
  }

  Response log(Request request) {
    return Response.text(
        200,
        "text/plain",
        PathId.find(request, "id", id -> garbage.runs.log(registry(), id))
            .orElseThrow(() -> unknown(request)));
  }

  Response stop(Request request) {
    var run =
        PathId.find(request, "id", id -> garbage.runs.find(registry(), id))
            .orElseThrow(() -> unknown(request));
    garbage.runs.stop(registry(), run.execution().id());
    return Response.of(200);
  }

  /** Without a schedule the answer has no body, as Harbor's. */
  Response schedule(Request request) {
    return garbage
        .runs
        .schedule(registry())
        .map(found -> Response.json(200, GcBody.of(found, garbage.grace)))
        .orElseGet(() -> Response.bytes(200, "application/json", new byte[0]));
  }

  /** A schedule is not found where its answer points to, which is Harbor's word for it. */
  Response createSchedule(Request request, Actor caller) throws IOException {
    return Response.of(201).header("Location", "/api/v2.0/system/gc/" + apply(request, caller));
  }

  Response updateSchedule(Request request, Actor caller) throws IOException {
    apply(request, caller);
    return Response.of(200);
  }

  /** The id of the run that was asked for, 0 for none. */
  private long apply(Request request, Actor caller) throws IOException {
    var body = Json.read(request, ScheduleInput.class);
    var asked = body.asked();
    var options = options(body.parameters(Parameters.class));
    return switch (asked) {
      case ScheduleInput.Asked.Now() -> garbage.runs.ask(registry(), caller.name(), options).id();
      case ScheduleInput.Asked.Never() -> {
        garbage.runs.deleteSchedule(registry());
        yield 0;
      }
      case ScheduleInput.Asked.At(var kind, var cron) -> {
        garbage.runs.setSchedule(registry(), kind, cron, options);
        yield 0;
      }
    };
  }

  private GcRun.Options options(Parameters given) {
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
