package io.berth.harbor.robot;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Project;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.RobotBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.EscalationCheck;
import io.berth.identity.proof.RobotCheck;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.robot.Robot;
import io.berth.identity.robot.Robots;
import io.berth.identity.user.SecretPolicy;
import io.berth.listing.ListQuery;
import io.berth.listing.Term;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Robot accounts, and what they may be allowed (docs/reference/contracts/harbor.md#robots). */
public final class RobotEndpoints {

  private static final String LEVEL = ListQuery.key("Level");
  private static final String PROJECT_ID = ListQuery.key("ProjectID");

  /** Harbor takes no secret at a creation, and says nothing of it. */
  private static final String WEAK =
      "299 - \"the secret that was sent is too weak and counts for nothing: the answer has the"
          + " robot's\"";

  private final Robots robots;
  private final RobotCheck robotCheck;
  private final EscalationCheck handingOn;
  private final HarborAccess access;
  private final Clock clock;

  public RobotEndpoints(
      Robots robots,
      RobotCheck robotCheck,
      EscalationCheck handingOn,
      HarborAccess access,
      Clock clock) {
    this.robots = robots;
    this.robotCheck = robotCheck;
    this.handingOn = handingOn;
    this.access = access;
    this.clock = clock;
  }

  /** Who may depends on the robot's level: the handlers ask. */
  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var known = access.signedIn();
    var one = "/robots/{robot}";
    return List.of(
        Route.get("/robots").asks(known).by(this::list),
        Route.post("/robots").asks(known).audited(audit.of("create", "robot")).by(this::create),
        Route.get(one).asks(known).by(this::get),
        Route.put(one).asks(known).audited(audit.of("update", "robot")).by(this::update),
        Route.patch(one).asks(known).audited(audit.of("update", "robot")).by(this::setSecret),
        Route.delete(one).asks(known).audited(audit.of("delete", "robot")).by(this::delete));
  }

  /** Those of the level that {@code q} names, and of its project. */
  Response list(Request request, Actor caller) {
    var query = HarborQuery.of(request);
    var terms = query.asked().terms();
    if (!isProject(terms.get(LEVEL))) {
      access.require(caller, SystemPermission.ROBOT_LIST);
      return answer(request, query, null, query.asked());
    }
    if (!(terms.get(PROJECT_ID) instanceof Term.Exact(var id))) {
      throw invalid("robots of a project are listed with q=Level=project,ProjectID=<id>");
    }
    var project = access.require(request, caller, id, Permission.ROBOT_LIST);
    return answer(request, query, project.id(), query.asked().without(LEVEL).without(PROJECT_ID));
  }

  private Response answer(
      Request request, HarborQuery query, @Nullable Long projectId, ListQuery asked) {
    return query.answer(request, robots.list(registry(), projectId, asked).each(this::body));
  }

  private static boolean isProject(@Nullable Term level) {
    return switch (level) {
      case null -> false;
      case Term.Exact(var word) when word.equals("project") -> true;
      case Term.Exact(var word) when word.equals("system") -> false;
      default -> throw invalid("Level is system or project");
    };
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RobotInput(
      @Nullable String name,
      @Nullable String description,
      @Nullable String level,
      @Nullable Long duration,
      @Nullable Boolean disable,
      @Nullable String secret,
      @Nullable List<PermissionInput> permissions) {

    List<RobotPermission> checked() {
      return permissions == null
          ? List.of()
          : permissions.stream().map(PermissionInput::checked).toList();
    }

    long days() {
      return duration == null ? 0 : duration;
    }
  }

  private record PermissionInput(
      @Nullable String kind, @Nullable String namespace, @Nullable List<AccessInput> access) {
    RobotPermission checked() {
      var word = kind == null ? "" : kind;
      if (!word.equals("system") && !word.equals("project")) {
        throw invalid("the kind of a permission is system or project");
      }
      return new RobotPermission(
          word.equals("system") ? RobotPermission.Kind.SYSTEM : RobotPermission.Kind.PROJECT,
          BodyText.of(namespace),
          access == null
              ? List.of()
              : access.stream().map(AccessInput::checked).distinct().toList());
    }
  }

  private record AccessInput(
      @Nullable String resource, @Nullable String action, @Nullable String effect) {
    RobotPermission.Access checked() {
      if (effect != null && !effect.isEmpty() && !effect.equals("allow")) {
        throw invalid("the effect of an access can only be allow");
      }
      return new RobotPermission.Access(
          BodyText.of(resource),
          BodyText.of(action),
          effect == null || effect.isEmpty() ? null : effect);
    }
  }

  Response create(Request request, Actor caller) throws IOException {
    var body = Json.read(request, RobotInput.class);
    var permissions = body.checked();
    var project =
        switch (BodyText.of(body.level())) {
          case "system" -> {
            access.require(caller, SystemPermission.ROBOT_CREATE);
            yield null;
          }
          case "project" -> {
            if (permissions.isEmpty()) {
              throw invalid("permissions must have at least one entry");
            }
            yield access.requireNamed(
                caller, permissions.getFirst().namespace(), Permission.ROBOT_CREATE);
          }
          default -> throw invalid("level is system or project");
        };
    requireHas(caller, permissions);
    var days = body.days();
    EscalationCheck.requireEnd(caller, Robots.end(clock.instant(), days));
    var chosen = BodyText.of(body.secret());
    var isTaken = chosen.isEmpty() || SecretPolicy.holds(chosen);
    var made =
        robots.create(
            registry(),
            new Robots.NewRobot(
                BodyText.of(body.name()),
                project == null ? null : ProjectScope.of(project),
                BodyText.of(body.description()),
                false, // a new robot is never disabled, whatever is asked for
                days,
                permissions,
                isTaken ? chosen : "",
                creator(caller)));
    var robot = made.robot();
    var name = robotCheck.fullName(robot);
    var response =
        Response.json(201, RobotBody.Created.of(robot, name, made.secret()))
            .header("Location", "/api/v2.0/robots/" + robot.id());
    if (!isTaken) {
      response.header("Warning", WEAK);
    }
    return about(response, robot);
  }

  private static Robot.Creator creator(Actor caller) {
    return switch (caller) {
      case Actor.Program program -> new Robot.Creator(true, program.robot().id());
      case Actor.Person person -> new Robot.Creator(false, person.user().id());
      case Actor.Anonymous _ -> throw FaultException.unauthenticated("sign in first");
    };
  }

  /** Who makes a robot, or gets to know what it proves itself with, could act as it. */
  private void requireHas(Actor caller, List<RobotPermission> permissions) {
    handingOn.requirePermissions(caller, registry(), permissions);
  }

  /** The robot of the path for somebody who may change it and could do all that it may. */
  Robot requireWhole(Request request, Actor caller) {
    var robot = require(request, caller, Permission.ROBOT_UPDATE, SystemPermission.ROBOT_UPDATE);
    requireHas(caller, robot.permissions());
    return robot;
  }

  /** The same for who gets to know what it proves itself with, and so must not end before it. */
  Robot requireLasting(Request request, Actor caller) {
    var robot = requireWhole(request, caller);
    EscalationCheck.requireEnd(caller, robot.expiresAt());
    return robot;
  }

  Response get(Request request, Actor caller) {
    return Response.json(
        200, body(require(request, caller, Permission.ROBOT_READ, SystemPermission.ROBOT_READ)));
  }

  /**
   * Puts what may be changed in place of what was: what is left out is empty or false, as in Go.
   */
  Response update(Request request, Actor caller) throws IOException {
    var robot = requireWhole(request, caller);
    var body = Json.read(request, RobotInput.class);
    var level = robot.projectId() == null ? "system" : "project";
    if (!level.equals(body.level())) {
      throw invalid("level must be " + level + ", which cannot be changed");
    }
    var name = robotCheck.fullName(robot);
    if (!name.equals(body.name())) {
      throw invalid("name must be " + name + ", which cannot be changed");
    }
    var permissions = body.checked();
    requireHas(caller, permissions);
    var change =
        new Robots.Change(
            BodyText.of(body.description()),
            Boolean.TRUE.equals(body.disable()),
            body.days(),
            permissions);
    var end = Robots.end(robot.createdAt(), change.durationDays());
    if (givesMore(robot, change, end)) {
      EscalationCheck.requireEnd(caller, end);
    }
    robots.update(robot, change);
    return about(Response.of(200), robot);
  }

  /** Whether a robot can do more after a change, or for longer. */
  private static boolean givesMore(Robot robot, Robots.Change change, @Nullable Instant end) {
    var before = robot.expiresAt();
    return (before != null && (end == null || end.isAfter(before)))
        || (robot.disabled() && !change.disabled())
        || !change.permissions().stream()
            .allMatch(wanted -> robot.permissions().stream().anyMatch(own -> own.contains(wanted)));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record SecretInput(@Nullable String secret, @Nullable Long overlapHours) {}

  /**
   * Another secret: the one given, or one made here; {@code overlap_hours} keeps the old as well.
   */
  Response setSecret(Request request, Actor caller) throws IOException {
    var robot = requireLasting(request, caller);
    var body = Json.read(request, SecretInput.class);
    var hours = body.overlapHours() == null ? 0 : body.overlapHours();
    if (hours < 0 || hours > Robots.LONGEST_OVERLAP.toHours()) {
      throw invalid("overlap_hours is from 0 to " + Robots.LONGEST_OVERLAP.toHours());
    }
    var secret = robots.setSecret(robot, body.secret(), Duration.ofHours(hours));
    var isChosen = body.secret() != null && !body.secret().isEmpty();
    return about(Response.json(200, new RobotBody.Secret(isChosen ? "" : secret)), robot);
  }

  Response delete(Request request, Actor caller) {
    var robot = require(request, caller, Permission.ROBOT_DELETE, SystemPermission.ROBOT_DELETE);
    robots.delete(robot);
    return about(Response.of(200), robot);
  }

  /** The robot of the path, when the caller has the right over it. */
  Robot require(Request request, Actor caller, Permission inProject, SystemPermission ofSystem) {
    var robot =
        PathId.find(request, "robot", id -> robots.find(registry(), id))
            .orElseThrow(
                () ->
                    FaultException.notFound(
                        Fault.Thing.OTHER, "robot " + request.param("robot") + " not found"));
    var project = project(robot);
    if (project.isEmpty()) {
      access.require(caller, ofSystem);
      return robot;
    }
    if (access.allows(caller, inProject, project.get())) {
      return robot;
    }
    throw FaultException.forbidden("you may not do this with robot " + request.param("robot"));
  }

  /** Says for the audit log that it was done to this robot. */
  Response about(Response response, Robot robot) {
    return response.about(robot.projectName(), robotCheck.fullName(robot));
  }

  private Optional<Project> project(Robot robot) {
    var id = robot.projectId();
    return id == null ? Optional.empty() : access.find(registry(), id);
  }

  private RobotBody body(Robot robot) {
    return RobotBody.of(robot, robotCheck.fullName(robot), clock.instant());
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
