package io.berth.harbor.user;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Project;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.RobotBody;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.EffectiveRights;
import io.berth.identity.right.Permission;
import io.berth.identity.right.Rights;
import io.berth.identity.right.RobotCatalogue;
import io.berth.identity.user.Users;
import io.berth.tenant.CurrentRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may do, and what robots may be allowed; beyond Harbor's API, what a user may do
 * at the moment, and why (docs/reference).
 */
public final class RightsEndpoints {
  /** What Harbor says its administrators may do in {@code /system}: a resource and its actions. */
  private static final List<PermissionBody> OF_ADMINISTRATORS =
      Stream.of(
              "catalog read",
              "audit-log list",
              "project create delete update read list",
              "user create delete update read list",
              "user-group create delete update read list",
              "registry create delete update read list",
              "replication create delete update read list",
              "distribution create delete update read list",
              "garbage-collection create delete update read list",
              "scan-all create delete update read list stop",
              "system-volumes read",
              "configuration read update",
              "ldap-user create list",
              "security-hub read list",
              "jobservice-monitor list read stop")
          .map(line -> line.split(" ", -1))
          .flatMap(
              words ->
                  Arrays.stream(words).skip(1).map(action -> new PermissionBody(words[0], action)))
          .toList();

  private final Users users;
  private final EffectiveRights rights;

  public RightsEndpoints(Users users, EffectiveRights rights) {
    this.users = users;
    this.rights = rights;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.get("/permissions")
            .asks(access.signedIn())
            .by((_, caller) -> catalogue(caller, access)),
        Route.get("/users/current/permissions")
            .asks(access.signedIn())
            .by((request, caller) -> ofCaller(request, caller, access)),
        Route.get("/users/{id}/rights").asks(access.administrator()).by(this::ofUser));
  }

  /**
   * What robots may be allowed, for who may make some somewhere; the system's part is for
   * administrators.
   */
  private static Response catalogue(Actor caller, HarborAccess access) {
    if (access.projectsWith(caller, Permission.ROBOT_CREATE).filter(List::isEmpty).isPresent()) {
      throw FaultException.forbidden("this is for who may make robots, somewhere or everywhere");
    }
    return Response.json(
        200,
        new RobotBody.Permissions(
            caller.administrator() ? RobotCatalogue.system() : List.of(),
            RobotCatalogue.project()));
  }

  private record PermissionBody(String resource, String action) {}

  /**
   * What the caller may do in the project that {@code scope=/project/<id>} names, or in {@code
   * /system}.
   */
  private static Response ofCaller(Request request, Actor caller, HarborAccess access) {
    var scope = request.query("scope");
    if ("/system".equals(scope)) {
      return Response.json(200, caller.administrator() ? OF_ADMINISTRATORS : List.of());
    }
    if (scope == null || !scope.matches("/project/\\d{1,18}")) {
      return Response.json(200, List.of());
    }
    var id = Long.parseLong(scope.substring("/project/".length()));
    var relative = HarborQuery.flag(request, "relative", false);
    var project = access.find(CurrentRequest.currentRegistry().id(), id);
    return Response.json(
        200, project.map(it -> allowed(it, relative, caller, access)).orElse(List.of()));
  }

  private static List<PermissionBody> allowed(
      Project project, boolean relative, Actor caller, HarborAccess access) {
    var mine = access.ahead(caller, List.of(project));
    return Arrays.stream(Permission.values())
        // No role has it, only who may do everything.
        .filter(permission -> permission != Permission.METADATA_LIST)
        .filter(permission -> mine.allows(caller, permission, project))
        .map(it -> new PermissionBody(resource(it, project.id(), relative), it.action()))
        .toList();
  }

  private static String resource(Permission permission, long project, boolean relative) {
    var isProject = permission.resource().equals("project");
    if (relative) {
      return isProject ? "." : permission.resource();
    }
    return "/project/" + project + (isProject ? "" : "/" + permission.resource());
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RightsBody(
      boolean active,
      boolean administratorByFlag,
      boolean administratorByGroup,
      List<String> groups,
      List<MembershipBody> memberships) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record MembershipBody(
      long projectId,
      String projectName,
      long roleId,
      @Nullable String roleName,
      @Nullable String groupName,
      int groupType,
      @Nullable String repositoryPattern) {
    static MembershipBody of(Rights.Membership one) {
      return new MembershipBody(
          one.projectId(),
          one.project(),
          one.role(),
          one.customRole(),
          one.group(),
          one.groupType(),
          one.pattern());
    }
  }

  private Response ofUser(Request request) {
    var user =
        PathId.find(request, "id", id -> users.find(CurrentRequest.currentRegistry().id(), id))
            .orElseThrow(
                () ->
                    FaultException.notFound(
                        Fault.Thing.USER, "user " + request.param("id") + " not found"));
    var found = rights.of(user);
    return Response.json(
        200,
        new RightsBody(
            found.active(),
            found.administratorByFlag(),
            found.administratorByGroup(),
            found.groups(),
            found.memberships().stream().map(MembershipBody::of).toList()));
  }
}
