package io.berth.harbor.robot;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.oidc.FederatedRobots;
import io.berth.identity.right.Permission;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.robot.RobotTrust;
import io.berth.identity.robot.RobotTrusts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose ID tokens prove who a robot is (beyond Harbor). */
public final class RobotTrustEndpoints {
  private final RobotEndpoints robots;
  private final RobotTrusts trusts;
  private final FederatedRobots federated;

  public RobotTrustEndpoints(RobotEndpoints robots, RobotTrusts trusts, FederatedRobots federated) {
    this.robots = robots;
    this.trusts = trusts;
    this.federated = federated;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var known = access.signedIn();
    var all = "/robots/{robot}/trusts";
    return List.of(
        Route.get(all).asks(known).by(this::list),
        Route.post(all).asks(known).audited(audit.of("update", "robot")).by(this::add),
        Route.delete(all + "/{trust}")
            .asks(known)
            .audited(audit.of("update", "robot"))
            .by(this::remove));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record TrustBody(
      long id,
      String issuer,
      String audience,
      Map<String, String> claims,
      @JsonRawValue @Nullable String jwks,
      String creationTime) {
    static TrustBody of(RobotTrust trust) {
      return new TrustBody(
          trust.id(),
          trust.issuer(),
          trust.audience(),
          trust.claims(),
          trust.jwks(),
          Timestamp.of(trust.createdAt()));
    }
  }

  private record TrustInput(
      @Nullable String issuer,
      @Nullable String audience,
      @Nullable Map<String, String> claims,
      @Nullable JsonNode jwks) {}

  Response list(Request request, Actor caller) {
    var robot = robots.require(request, caller, Permission.ROBOT_READ, SystemPermission.ROBOT_READ);
    var query = HarborQuery.paged(request);
    return query.answer(request, query.slice(trusts.list(robot)).each(TrustBody::of));
  }

  Response add(Request request, Actor caller) throws IOException {
    var robot = robots.requireLasting(request, caller);
    var body = Json.read(request, TrustInput.class);
    var wanted =
        new RobotTrusts.New(
            body.issuer() == null ? "" : body.issuer(),
            body.audience() == null ? "" : body.audience(),
            body.claims() == null ? Map.of() : body.claims(),
            body.jwks() == null || body.jwks().isNull()
                ? null
                : FederatedRobots.publicKeys(body.jwks().toString()));
    wanted.check();
    if (wanted.jwks() == null) {
      federated.checkIssuer(wanted.issuer());
    }
    var trust = trusts.add(robot, wanted);
    return robots.about(
        Response.json(201, TrustBody.of(trust))
            .header("Location", "/api/v2.0/robots/" + robot.id() + "/trusts/" + trust.id()),
        robot);
  }

  Response remove(Request request, Actor caller) {
    var robot =
        robots.require(request, caller, Permission.ROBOT_UPDATE, SystemPermission.ROBOT_UPDATE);
    var removed =
        PathId.find(
            request,
            "trust",
            id -> trusts.remove(robot, id) ? Optional.of(true) : Optional.empty());
    if (removed.isEmpty()) {
      throw FaultException.notFound(
          Fault.Thing.OTHER, "trust " + request.param("trust") + " not found");
    }
    return robots.about(Response.of(200), robot);
  }
}
