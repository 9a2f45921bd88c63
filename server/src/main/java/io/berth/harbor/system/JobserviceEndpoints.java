package io.berth.harbor.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.ExecutionBody;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.job.Execution;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.job.PausedQueues;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code /jobservice}: what the registry's jobs are doing. A registry has one pool of workers here,
 * whatever servers there are, and as many workers as it may have executions under way. A job's id
 * is its execution's, with the task's behind a hyphen where it has tasks.
 */
public final class JobserviceEndpoints {
  private static final String POOL = "berth";
  private static final String ALL = "all";

  private final JobService jobs;
  private final InstantSource clock;

  public JobserviceEndpoints(JobService jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var list = access.system(SystemPermission.JOBSERVICE_MONITOR_LIST);
    var stop = access.system(SystemPermission.JOBSERVICE_MONITOR_STOP);
    return List.of(
        Route.get("/jobservice/pools").asks(list).by(this::pools),
        Route.get("/jobservice/pools/{pool}/workers").asks(list).by(this::workers),
        Route.get("/jobservice/queues").asks(list).by(this::queues),
        Route.put("/jobservice/queues/{type}")
            .asks(stop)
            .audited(audit.of("update", "job_queue"))
            .by(this::act),
        Route.get("/jobservice/executions").asks(list).by(this::executions),
        Route.put("/jobservice/jobs/{job}")
            .asks(stop)
            .audited(audit.of("stop", "job"))
            .by(this::stop),
        Route.get("/jobservice/jobs/{job}/log").asks(list).by(this::log));
  }

  /** WorkerPool. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record PoolBody(
      int pid, String workerPoolId, String startAt, String heartbeatAt, int concurrency) {}

  Response pools(Request request) {
    return Response.json(
        200,
        List.of(
            new PoolBody(
                1,
                POOL,
                Timestamp.of(jobs.startedAt),
                Timestamp.of(clock.instant()),
                JobService.AT_ONCE)));
  }

  /** Worker; one that has nothing to do has no job. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record WorkerBody(
      String id,
      String poolId,
      @Nullable String jobName,
      @Nullable String jobId,
      @Nullable String startAt,
      @Nullable String checkinAt) {}

  Response workers(Request request) {
    var pool = request.param("pool");
    if (!pool.equals(POOL) && !pool.equalsIgnoreCase(ALL)) {
      throw FaultException.notFound(Fault.Thing.OTHER, "worker pool " + pool + " not found");
    }
    var running =
        jobs.executions.open(registry()).stream()
            .filter(it -> it.status() == Execution.Status.RUNNING)
            .toList();
    var workers = new ArrayList<WorkerBody>();
    for (int i = 0; i < Math.max(JobService.AT_ONCE, running.size()); i++) {
      var id = POOL + "-" + (i + 1);
      workers.add(
          i < running.size()
              ? worker(id, running.get(i))
              : new WorkerBody(id, POOL, null, null, null, null));
    }
    return Response.json(200, workers);
  }

  private static WorkerBody worker(String id, Execution execution) {
    return new WorkerBody(
        id,
        POOL,
        execution.vendor().type().name(),
        String.valueOf(execution.id()),
        Timestamp.of(execution.startedAt()),
        Timestamp.of(execution.updatedAt()));
  }

  /**
   * JobQueue.
   *
   * @param count jobs that wait
   * @param latency seconds that the first of them has waited
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record QueueBody(String jobType, int count, long latency, boolean paused) {}

  Response queues(Request request) {
    var paused = jobs.queues.of(registry());
    var now = clock.instant();
    var waiting =
        jobs.executions.open(registry()).stream()
            .filter(it -> it.status() == Execution.Status.PENDING)
            .toList();
    return Response.json(
        200,
        names().stream()
            .map(
                name -> {
                  var mine =
                      waiting.stream()
                          .filter(it -> it.vendor().type().name().equals(name))
                          .toList();
                  return new QueueBody(
                      name, mine.size(), latency(mine, now), paused.contains(name));
                })
            .toList());
  }

  private static long latency(List<Execution> waiting, Instant now) {
    return waiting.stream()
        .findFirst()
        .map(first -> Math.max(0, Duration.between(first.createdAt(), now).toSeconds()))
        .orElse(0L);
  }

  private List<String> names() {
    var names = new TreeSet<>(List.of(PausedQueues.SCHEDULER));
    jobs.types().forEach(type -> names.add(type.name()));
    return List.copyOf(names);
  }

  private record ActionInput(@Nullable String action) {}

  Response act(Request request) throws IOException {
    var queue = request.param("type").toUpperCase(Locale.ROOT);
    var all = queue.equals(ALL.toUpperCase(Locale.ROOT));
    if (!all && !names().contains(queue)) {
      throw FaultException.notFound(
          Fault.Thing.OTHER,
          "there is no queue "
              + request.param("type")
              + ": the queues are "
              + String.join(", ", names()));
    }
    var action = BodyText.of(Json.read(request, ActionInput.class).action());
    var queues = all ? names() : List.of(queue);
    switch (action.toLowerCase(Locale.ROOT)) {
      case "stop" -> stopWaiting(queues);
      case "pause" -> jobs.queues.pause(registry(), queues);
      case "resume" -> jobs.queues.resume(registry(), queues);
      default ->
          throw FaultException.invalid(
              Fault.Part.SCHEMA, "action in body should be one of [stop pause resume]");
    }
    return Response.of(200);
  }

  private void stopWaiting(List<String> queues) {
    queues.stream()
        .map(JobType::of)
        .flatMap(Optional::stream)
        .forEach(type -> jobs.executions.stopWaiting(registry(), type));
  }

  Response executions(Request request) {
    var query = HarborQuery.of(request);
    var now = clock.instant();
    return query.answer(
        request,
        jobs.executions
            .list(registry(), query.asked())
            .each(execution -> ExecutionBody.of(execution, now)));
  }

  /** One job, or all that are under way. */
  Response stop(Request request) {
    if (request.param("job").equalsIgnoreCase(ALL)) {
      jobs.executions.stopRunning(registry());
      return Response.of(200);
    }
    jobs.executions.stop(registry(), require(request).id());
    return Response.of(200);
  }

  Response log(Request request) {
    var execution = require(request);
    var job = request.param("job");
    var hyphen = job.indexOf('-');
    var log =
        hyphen < 0
            ? jobs.executions.log(execution.id())
            : jobs.tasks
                .find(execution.id(), Long.parseLong(job.substring(hyphen + 1)))
                .map(task -> jobs.tasks.log(task.id()))
                .orElseThrow(() -> unknown(job));
    return Response.text(200, "text/plain", log);
  }

  private Execution require(Request request) {
    var job = request.param("job");
    if (!job.matches("\\d{1,18}(?:-\\d{1,18})?")) {
      throw unknown(job);
    }
    return jobs.executions
        .find(registry(), Long.parseLong(job.replaceFirst("-.*", "")))
        .orElseThrow(() -> unknown(job));
  }

  private static FaultException unknown(String job) {
    return FaultException.notFound(Fault.Thing.OTHER, "job " + job + " not found");
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
