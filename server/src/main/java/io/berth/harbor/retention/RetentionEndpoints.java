package io.berth.harbor.retention;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.RetentionBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.job.JobService;
import io.berth.job.Schedule;
import io.berth.retention.RetentionPolicies;
import io.berth.retention.RetentionPolicy;
import io.berth.retention.RetentionPreview;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** {@code /retentions}: policies, and what one would do. */
public final class RetentionEndpoints {
  private final RetentionPolicies policies;
  private final RetentionPreview preview;
  private final JobService jobs;
  private final RetentionAccess rights;
  private final HarborAccess access;

  public RetentionEndpoints(
      RetentionPolicies policies, RetentionPreview preview, JobService jobs, HarborAccess access) {
    this.policies = policies;
    this.preview = preview;
    this.jobs = jobs;
    this.rights = new RetentionAccess(access, policies);
    this.access = access;
  }

  public List<Route<Actor>> routes(HarborAudit audit) {
    var known = access.signedIn();
    var all = "/retentions";
    var one = all + "/{retention}";
    var type = "tag_retention";
    return List.of(
        Route.get(all + "/metadatas").asks(known).by(this::metadata),
        Route.get(all + "/registry").asks(known).by(this::ofRegistry),
        Route.post(all + "/preview").asks(known).by(this::preview),
        Route.post(all).asks(known).audited(audit.of("create", type)).by(this::create),
        Route.get(one).asks(known).by(this::get),
        Route.put(one).asks(known).audited(audit.of("update", type)).by(this::update),
        Route.delete(one).asks(known).audited(audit.of("delete", type)).by(this::delete));
  }

  Response metadata(Request request, Actor caller) {
    return Response.json(200, RetentionBody.Metadata.ALL);
  }

  /**
   * The policy of all projects that have none of their own (beyond Harbor); no body without one, as
   * of schedules.
   */
  Response ofRegistry(Request request, Actor caller) {
    rights.require(request, caller, null, Permission.TAG_RETENTION_READ);
    return policies
        .of(RetentionAccess.registry(), null)
        .map(policy -> Response.json(200, body(policy)))
        .orElseGet(() -> Response.bytes(200, "application/json", new byte[0]));
  }

  private RetentionBody.Policy body(RetentionPolicy policy) {
    Instant next = jobs.schedules.find(policy.vendor()).map(Schedule::nextAt).orElse(null);
    return RetentionBody.Policy.of(policy, next);
  }

  Response create(Request request, Actor caller) throws IOException {
    var body = Json.read(request, RetentionInput.class);
    var terms = body.terms();
    var project = rights.require(request, caller, body.project(), Permission.TAG_RETENTION_CREATE);
    var policy =
        policies.add(RetentionAccess.registry(), body.project(), terms, request.authority());
    return about(Response.of(201), project, policy)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + policy.id());
  }

  Response get(Request request, Actor caller) {
    return Response.json(
        200,
        body(
            rights.policy(
                request,
                caller,
                Permission.TAG_RETENTION_READ,
                RetentionAccess.Missing.NOT_FOUND)));
  }

  /** The body is the whole policy; whose it is does not change. */
  Response update(Request request, Actor caller) throws IOException {
    var policy =
        rights.policy(
            request, caller, Permission.TAG_RETENTION_UPDATE, RetentionAccess.Missing.NOT_FOUND);
    var body = Json.read(request, RetentionInput.class);
    var terms = body.terms();
    if (!Objects.equals(body.project(), policy.projectId())) {
      throw FaultException.notFound(
          Fault.Thing.OTHER,
          "the retention policy id " + policy.id() + " does not match its scope");
    }
    if (!policies.change(policy, terms, request.authority())) {
      throw RetentionAccess.Missing.NOT_FOUND.refusal();
    }
    return about(Response.of(200), project(policy), policy);
  }

  Response delete(Request request, Actor caller) {
    var policy =
        rights.policy(
            request, caller, Permission.TAG_RETENTION_DELETE, RetentionAccess.Missing.BAD_REQUEST);
    policies.remove(policy);
    return about(Response.of(200), project(policy), policy);
  }

  /** What a run of this policy would do, which need not be saved (beyond Harbor). */
  Response preview(Request request, Actor caller) throws IOException {
    var body = Json.read(request, RetentionInput.class);
    var terms = body.terms();
    rights.require(request, caller, body.project(), Permission.TAG_RETENTION_CREATE);
    var policy =
        new RetentionPolicy(
            0, RetentionAccess.registry(), body.project(), terms, Instant.EPOCH, Instant.EPOCH);
    return Response.json(
        200,
        RetentionBody.Preview.of(preview.of(policy, HarborQuery.parameter(request, "repository"))));
  }

  private String project(RetentionPolicy policy) {
    var id = policy.projectId();
    return id == null ? "" : access.find(policy.registry(), id).map(it -> it.name()).orElse("");
  }

  private static Response about(Response response, String project, RetentionPolicy policy) {
    var name = "retention policy " + policy.id();
    return project.isEmpty() ? response.about(name) : response.about(project, name);
  }
}
