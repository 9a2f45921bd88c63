package io.berth.harbor.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.RetentionBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.job.Execution;
import io.berth.job.JobService;
import io.berth.retention.RetentionPolicies;
import io.berth.retention.RetentionPolicy;
import io.berth.retention.RetentionRun;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /retentions/{id}/executions}: runs of a policy, their tasks and reports. */
public final class RetentionExecutionEndpoints {
  private final JobService jobs;
  private final RetentionAccess rights;
  private final HarborAccess access;
  private final InstantSource clock;

  public RetentionExecutionEndpoints(
      RetentionPolicies policies, JobService jobs, HarborAccess access, InstantSource clock) {
    this.jobs = jobs;
    this.rights = new RetentionAccess(access, policies);
    this.access = access;
    this.clock = clock;
  }

  public List<Route<Actor>> routes(HarborAudit audit) {
    var known = access.signedIn();
    var all = "/retentions/{retention}/executions";
    var one = all + "/{execution}";
    var type = "tag_retention";
    return List.of(
        Route.get(all).asks(known).by(this::list),
        Route.post(all).asks(known).audited(audit.of("start", type)).by(this::start),
        Route.patch(one).asks(known).audited(audit.of("stop", type)).by(this::stop),
        Route.get(one + "/tasks").asks(known).by(this::tasks),
        Route.get(one + "/tasks/{task}").asks(known).by(this::log));
  }

  private RetentionPolicy policy(Request request, Actor caller, Permission permission) {
    return rights.policy(request, caller, permission, RetentionAccess.Missing.BAD_REQUEST);
  }

  Response list(Request request, Actor caller) {
    var policy = policy(request, caller, Permission.TAG_RETENTION_LIST);
    var query = HarborQuery.paged(request);
    var now = clock.instant();
    return query.answer(
        request,
        jobs.executions
            .list(policy.vendor(), query.asked())
            .each(it -> RetentionBody.RetentionExecution.of(it, now)));
  }

  private record StartInput(@JsonProperty("dry_run") @Nullable Boolean dryRun) {}

  Response start(Request request, Actor caller) throws IOException {
    var policy = policy(request, caller, Permission.TAG_RETENTION_UPDATE);
    var dry = Boolean.TRUE.equals(Json.read(request, StartInput.class).dryRun());
    var execution =
        jobs.executions.ask(
            policy.vendor(),
            Execution.Trigger.MANUAL,
            caller.name(),
            new RetentionRun.Parameters(dry, request.authority()));
    return Response.of(201)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + execution.id());
  }

  private record ActionInput(@Nullable String action) {}

  Response stop(Request request, Actor caller) throws IOException {
    if (!"stop".equals(Json.read(request, ActionInput.class).action())) {
      throw FaultException.invalid(Fault.Part.BODY, "action should be 'stop'");
    }
    var policy = policy(request, caller, Permission.TAG_RETENTION_UPDATE);
    jobs.executions.stop(policy.registry(), require(request, policy).id());
    return Response.of(200);
  }

  Response tasks(Request request, Actor caller) {
    var policy = policy(request, caller, Permission.TAG_RETENTION_LIST);
    var execution = require(request, policy);
    var query = HarborQuery.paged(request);
    return query.answer(
        request,
        jobs.tasks.list(execution.id(), query.asked()).each(RetentionBody.RetentionTask::of));
  }

  /** CSV: each artifact, what became of it and by which rule. */
  Response log(Request request, Actor caller) {
    var policy = policy(request, caller, Permission.TAG_RETENTION_READ);
    var execution = require(request, policy);
    var task =
        PathId.find(request, "task", id -> jobs.tasks.find(execution.id(), id))
            .orElseThrow(
                () ->
                    FaultException.notFound(
                        Fault.Thing.OTHER,
                        "task %s not found in execution %d"
                            .formatted(request.param("task"), execution.id())));
    return Response.text(200, "text/plain", jobs.tasks.log(task.id()));
  }

  private Execution require(Request request, RetentionPolicy policy) {
    return PathId.find(request, "execution", id -> jobs.executions.find(policy.vendor(), id))
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.OTHER,
                    "execution id " + request.param("execution") + " not found"));
  }
}
