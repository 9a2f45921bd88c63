package io.berth.identity.robot;

import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.RobotPermission;
import io.berth.identity.right.SystemPermission;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account of a program.
 *
 * @param login what stands behind the registry's prefix in its name: {@code name}, or {@code
 *     project+name} for a robot of a project
 * @param projectId null for a system-level robot
 * @param projectName null for a system-level robot
 * @param durationDays how long it lives from its creation on, -1 for ever
 * @param projects those that its permissions name, by id: a permission counts in these only
 * @param expiresAt null for never
 * @param previousUntil until when the secret before the present one works too, null when it does
 *     not
 * @param generation moves on whenever something it proved itself with ends; registry tokens of a
 *     former one are void, but for those of a secret that still works beside the present one
 * @param creator who made it: a user's id, or a robot's
 */
public record Robot(
    long id,
    RegistryId registry,
    String login,
    @Nullable Long projectId,
    @Nullable String projectName,
    String description,
    boolean disabled,
    long durationDays,
    @Nullable Instant expiresAt,
    List<RobotPermission> permissions,
    List<NamedProject> projects,
    @Nullable Instant previousUntil,
    long generation,
    Creator creator,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant lastUsedAt) {
  /** How long before a robot's end people are warned. */
  public static final Duration WARNING = Duration.ofDays(7);

  public Robot {
    permissions = List.copyOf(permissions);
    projects = List.copyOf(projects);
  }

  /** The same robot, proven by the secret before the present one. */
  public Robot byPrevious() {
    return new Robot(
        id,
        registry,
        login,
        projectId,
        projectName,
        description,
        disabled,
        durationDays,
        expiresAt,
        permissions,
        projects,
        previousUntil,
        generation - 1,
        creator,
        createdAt,
        updatedAt,
        lastUsedAt);
  }

  /** Whether what was issued under that generation still holds. */
  public boolean holds(long issuedUnder, Instant now) {
    return issuedUnder == generation
        || (issuedUnder == generation - 1 && previousUntil != null && previousUntil.isAfter(now));
  }

  /** Who made a robot. */
  public record Creator(boolean isRobot, long id) {}

  /** What it is called without its project. */
  public String name() {
    return login.substring(login.indexOf('+') + 1);
  }

  /** Whether it may do it in the project. */
  public boolean allows(Permission permission, ProjectScope scope) {
    var wanted = new RobotPermission.Access(permission.resource(), permission.action());
    return permissions.stream()
        .anyMatch(
            p ->
                covers(p, scope.projectId(), scope.projectName())
                    && p.effective().contains(wanted));
  }

  /** Whether one of its permissions is about the project of now, not a former one of its name. */
  public boolean covers(RobotPermission permission, ProjectScope scope) {
    return covers(permission, scope.projectId(), scope.projectName());
  }

  private boolean covers(RobotPermission permission, long id, String name) {
    return permission.covers(name)
        && (permission.namespace().equals(RobotPermission.ALL_PROJECTS)
            || projects.contains(new NamedProject(id, name)));
  }

  /** The projects it was given one of these permissions in by name. */
  public List<NamedProject> projectsWith(Permission... any) {
    return projects.stream()
        .filter(
            project ->
                permissions.stream()
                    .anyMatch(p -> p.namespace().equals(project.name()) && p.hasOneOf(any)))
        .toList();
  }

  /** Whether it has one of these permissions in all projects. */
  public boolean hasEverywhere(Permission... any) {
    return permissions.stream()
        .anyMatch(p -> p.namespace().equals(RobotPermission.ALL_PROJECTS) && p.hasOneOf(any));
  }

  /** Whether it may do it in some project. */
  public boolean allowsSomewhere(Permission permission) {
    var wanted = new RobotPermission.Access(permission.resource(), permission.action());
    return permissions.stream()
        .anyMatch(p -> p.kind() == RobotPermission.Kind.PROJECT && p.effective().contains(wanted));
  }

  /** Whether it may do it to the registry as a whole. */
  public boolean allows(SystemPermission permission) {
    var wanted = new RobotPermission.Access(permission.resource(), permission.action());
    return permissions.stream()
        .anyMatch(p -> p.kind() == RobotPermission.Kind.SYSTEM && p.access().contains(wanted));
  }

  /** Why it may not be used at the moment; empty when it may. */
  public Optional<String> refusal(Instant now) {
    if (disabled) {
      return Optional.of("the robot account is disabled; a project administrator can enable it");
    }
    return expiresAt != null && !expiresAt.isAfter(now)
        ? Optional.of(
            "the robot account expired at "
                + expiresAt
                + "; give it a longer duration or a new one")
        : Optional.empty();
  }

  /** True when it ends soon, or has ended. */
  public boolean endsSoon(Instant now) {
    return expiresAt != null && expiresAt.minus(WARNING).isBefore(now);
  }
}
