package io.berth.identity.member;

import io.berth.fault.FaultException;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.ProjectScopes;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.right.Role;
import io.berth.identity.robot.Robot;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Nobody hands on what they do not have: whoever gives rights to others, as a role in a project, a
 * robot or its secret, must have each of them there, people and robots alike. What anybody may do
 * in a public project counts for nothing, because projects become private. Nor does anybody hand on
 * more time than they have.
 */
public final class EscalationCheck {
  private static final int MOST_NAMED = 5;

  private final AccessPolicy policy;
  private final ProjectScopes projects;
  private final Members members;

  public EscalationCheck(AccessPolicy policy, ProjectScopes projects, Members members) {
    this.policy = policy;
    this.projects = projects;
    this.members = members;
  }

  /**
   * Refuses to give somebody a role that allows more than the actor has for those repositories.
   *
   * @throws FaultException Forbidden, with what is missing
   */
  public void requireRole(Actor actor, ProjectScope project, Members.Assignment given) {
    if (!actor.administrator()) {
      refuse(missing(actor, project, given), place(project.projectName(), given.pattern()));
    }
  }

  /**
   * Refuses to put somebody into a group whose roles allow more than the actor has.
   *
   * @throws FaultException Forbidden, with what is missing
   */
  public void requireGroup(Actor actor, RegistryId registry, long groupId) {
    if (actor.administrator()) {
      return;
    }
    for (var given : members.ofGroup(registry, groupId)) {
      requireRole(actor, given.project(), given.assignment());
    }
  }

  /**
   * Refuses to make a robot with these permissions, or to give somebody what such a robot proves
   * itself with.
   *
   * @throws FaultException Forbidden, with what is missing
   */
  public void requirePermissions(
      Actor actor, RegistryId registry, List<RobotPermission> permissions) {
    if (actor.administrator()) {
      return;
    }
    for (var permission : permissions) {
      var where =
          permission.kind() == RobotPermission.Kind.SYSTEM
              ? "the registry as a whole"
              : permission.namespace().equals(RobotPermission.ALL_PROJECTS)
                  ? "all projects"
                  : place(permission.namespace(), null);
      refuse(
          switch (actor) {
            case Actor.Program program -> missing(program.robot(), registry, permission);
            case Actor.Person person -> missing(person, registry, permission);
            case Actor.Anonymous _ -> words(permission.access());
          },
          where);
    }
  }

  /**
   * Refuses to make or prolong what lets somebody in beyond the end of what this request came with.
   *
   * @param until when the new thing ends; null for never
   * @throws FaultException Forbidden, with the end
   */
  public static void requireEnd(Actor actor, @Nullable Instant until) {
    var end = actor.end();
    if (end != null && (until == null || until.isAfter(end))) {
      throw FaultException.forbidden(
          (actor instanceof Actor.Program ? "the robot account" : "the access token")
              + " of this request ends at "
              + end
              + ", and makes or prolongs nothing that lives longer: sign in to do it");
    }
  }

  private static String place(String project, @Nullable String pattern) {
    return "project " + project + (pattern == null ? "" : " for " + pattern);
  }

  private static void refuse(List<String> missing, String where) {
    if (missing.isEmpty()) {
      return;
    }
    var named = missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    throw FaultException.forbidden(
        "nobody hands on what they do not have; you lack in "
            + where
            + ": "
            + named
            + (missing.size() > MOST_NAMED
                ? " and " + (missing.size() - MOST_NAMED) + " more"
                : ""));
  }

  // ---------------------------------------------------------------- roles

  private List<String> missing(Actor actor, ProjectScope project, Members.Assignment given) {
    var custom = given.custom();
    var all = custom == null ? given.role().permissions() : custom.permissions();
    return all.stream()
        .filter(permission -> !has(actor, permission, project, given.pattern()))
        .sorted()
        .map(EscalationCheck::word)
        .toList();
  }

  private boolean has(
      Actor actor, Permission permission, ProjectScope project, @Nullable String pattern) {
    if (policy.holds(actor, permission, project, pattern)) {
      return true;
    }
    if (permission.roles().isEmpty()) {
      return hasAll(actor, project, pattern);
    }
    // Robots have no words for these; who may do the one could as well do the other.
    return actor instanceof Actor.Program
        && switch (permission) {
          case CONFIGURATION_READ -> has(actor, Permission.PROJECT_READ, project, pattern);
          case CONFIGURATION_UPDATE -> has(actor, Permission.PROJECT_UPDATE, project, pattern);
          case REPOSITORY_CREATE -> has(actor, Permission.REPOSITORY_PUSH, project, pattern);
          case ROBOT_UPDATE ->
              has(actor, Permission.ROBOT_CREATE, project, pattern)
                  && has(actor, Permission.ROBOT_DELETE, project, pattern);
          case TAG_RETENTION_OPERATE ->
              has(actor, Permission.TAG_RETENTION_UPDATE, project, pattern);
          case CVE_EXPORT_LIST -> has(actor, Permission.CVE_EXPORT_READ, project, pattern);
          default -> false;
        };
  }

  /** Whether somebody has all that a project's administrator has. */
  private boolean hasAll(Actor actor, ProjectScope project, @Nullable String pattern) {
    return Role.PROJECT_ADMIN.permissions().stream()
        .allMatch(permission -> has(actor, permission, project, pattern));
  }

  // ---------------------------------------------------------------- robots

  private List<String> missing(Robot robot, RegistryId registry, RobotPermission wanted) {
    var project = project(registry, wanted);
    return wanted.effective().stream()
        .filter(
            access ->
                robot.permissions().stream()
                    .filter(own -> project.map(one -> robot.covers(own, one)).orElse(true))
                    .noneMatch(
                        own ->
                            own.contains(
                                new RobotPermission(
                                    wanted.kind(), wanted.namespace(), List.of(access)))))
        .map(RobotPermission.Access::toString)
        .sorted()
        .toList();
  }

  private List<String> missing(Actor.Person person, RegistryId registry, RobotPermission wanted) {
    var project = project(registry, wanted);
    if (project.isEmpty()) {
      return words(wanted.access());
    }
    var missing = new ArrayList<String>();
    for (var access : wanted.effective()) {
      // Words of features that are not here allow nothing yet, but may one day.
      var permission = Permission.of(access.resource(), access.action());
      var has =
          permission
              .map(known -> has(person, known, project.get(), null))
              .orElseGet(() -> hasAll(person, project.get(), null));
      if (!has) {
        missing.add(access.toString());
      }
    }
    missing.sort(null);
    return missing;
  }

  /** The one project that a permission is about; only administrators hand on more. */
  private Optional<ProjectScope> project(RegistryId registry, RobotPermission wanted) {
    return wanted.kind() == RobotPermission.Kind.SYSTEM
            || wanted.namespace().equals(RobotPermission.ALL_PROJECTS)
        ? Optional.empty()
        : projects.byName(registry, wanted.namespace());
  }

  private static List<String> words(Collection<RobotPermission.Access> all) {
    return all.stream().map(RobotPermission.Access::toString).sorted().toList();
  }

  private static String word(Permission permission) {
    return permission.resource() + ":" + permission.action();
  }
}
