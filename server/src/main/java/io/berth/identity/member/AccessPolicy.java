package io.berth.identity.member;

import io.berth.identity.right.Binding;
import io.berth.identity.right.Grant;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.Role;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.setting.RegistrySettings;
import io.berth.tenant.RegistryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an actor may do, from the data of the moment
 * (docs/reference/contracts/harbor.md#roles). A token only ever narrows: what it does not grant is
 * refused, and what it grants is still checked against the rights its owner has now.
 */
public final class AccessPolicy {
  private final Members members;
  private final RegistrySettings settings;
  private final Memberships memberships;

  /** What the person's memberships give in a project. */
  @FunctionalInterface
  private interface Memberships {
    List<Binding> in(long projectId, Actor.Person person);
  }

  public AccessPolicy(Members members, RegistrySettings settings) {
    this(members, settings, members::bindings);
  }

  private AccessPolicy(Members members, RegistrySettings settings, Memberships memberships) {
    this.members = members;
    this.settings = settings;
    this.memberships = memberships;
  }

  /**
   * The same decisions about one actor in these projects, whose memberships there are read at once
   * and now; for lists. It knows no membership in other projects.
   */
  public AccessPolicy ahead(Actor actor, Collection<Long> projects) {
    if (!(actor instanceof Actor.Person person)) {
      return this;
    }
    var known = members.bindings(projects, person);
    return new AccessPolicy(
        members, settings, (projectId, _) -> known.getOrDefault(projectId, List.of()));
  }

  /**
   * The same decisions about one actor in one project, by what is in memory alone; empty where that
   * does not know the actor's memberships there. For what may not wait.
   */
  public Optional<AccessPolicy> fromMemory(Actor actor, long projectId) {
    return !(actor instanceof Actor.Person person) || person.isSystemAdministrator()
        ? Optional.of(this)
        : members
            .peek(projectId, person)
            .map(found -> new AccessPolicy(members, settings, (_, _) -> found));
  }

  /** Whether the actor may do it somewhere in the project. */
  public boolean allows(Actor actor, Permission permission, ProjectScope scope) {
    return granted(actor.limit(), permission, scope.projectName() + "/", false)
        && hasRight(actor, permission, scope, binding -> binding.allows(permission));
  }

  /**
   * Whether the actor may do it to one repository.
   *
   * @param repository its full name, project included
   */
  public boolean allows(Actor actor, Permission permission, ProjectScope scope, String repository) {
    var name = repository.substring(repository.indexOf('/') + 1);
    return granted(actor.limit(), permission, repository, true)
        && hasRight(actor, permission, scope, binding -> binding.allows(permission, name));
  }

  /**
   * Whether the actor itself has the right, whatever anybody may do in a public project: only that
   * may be handed on.
   *
   * @param pattern the repositories it is about, as memberships name them; null for all
   */
  boolean holds(Actor actor, Permission permission, ProjectScope scope, @Nullable String pattern) {
    return actor.limit() == null
        && hasRightItself(actor, permission, scope, binding -> binding.covers(permission, pattern));
  }

  /**
   * The projects in which the actor itself has the right, whatever anybody may do in a public one.
   *
   * @return ids of the registry's projects; empty for all of them
   */
  public Optional<List<Long>> projectsWith(
      Actor actor, Permission permission, RegistryId registry) {
    if (actor.limit() != null) {
      return Optional.of(List.of());
    }
    return switch (actor) {
      case Actor.Anonymous _ -> Optional.of(List.of());
      case Actor.Program program ->
          program.robot().hasEverywhere(permission)
              ? Optional.empty()
              : Optional.of(
                  program.robot().projectsWith(permission).stream().map(NamedProject::id).toList());
      case Actor.Person person when person.administrator() -> Optional.empty();
      // With an access token that makes less of an administrator, memberships count.
      case Actor.Person person -> {
        var narrowed = person.scope();
        yield Optional.of(
            members.bindings(registry, person).entrySet().stream()
                .filter(it -> it.getValue().stream().anyMatch(one -> one.allows(permission)))
                .map(Map.Entry::getKey)
                .filter(id -> narrowed == null || narrowed.admits(permission, id))
                .toList());
      }
    };
  }

  /** Whether the actor may do it to the registry as a whole. */
  public boolean allows(Actor actor, SystemPermission permission) {
    return actor.administrator()
        || (actor instanceof Actor.Program program && program.robot().allows(permission));
  }

  /**
   * Whether the actor itself, whatever registry token it came with, may create projects: robots
   * that were given it; people everywhere but where it is for administrators only, with no access
   * token that makes them less.
   */
  public boolean createsProjects(Actor actor, RegistryId registry) {
    return switch (actor) {
      case Actor.Anonymous _ -> false;
      case Actor.Program program -> allows(program, SystemPermission.PROJECT_CREATE);
      case Actor.Person person ->
          person.administrator()
              || (person.isWhole()
                  && !settings
                      .value(registry, RegistrySettings.Name.PROJECT_CREATION_RESTRICTION)
                      .equals("adminonly"));
    };
  }

  /** The actor's roles in the project, strongest first; an administrator needs none. */
  public List<Long> roleIds(Actor actor, ProjectScope scope) {
    return switch (actor) {
      case Actor.Anonymous _ -> List.of();
      case Actor.Program _ -> List.of();
      case Actor.Person person -> byStrength(memberships.in(scope.projectId(), person));
    };
  }

  /** Built-in roles in their order, custom ones behind them. */
  private static List<Long> byStrength(List<Binding> bindings) {
    var ids = bindings.stream().map(Binding::roleId).collect(Collectors.toCollection(TreeSet::new));
    var sorted = new ArrayList<Long>();
    for (var role : Role.values()) {
      if (ids.remove((long) role.id())) {
        sorted.add((long) role.id());
      }
    }
    sorted.addAll(ids);
    return sorted;
  }

  /** The word a registry token uses for a permission, null when no token grants it. */
  static @Nullable String tokenAction(Permission permission) {
    return switch (permission) {
      case REPOSITORY_PULL, REPOSITORY_READ, ARTIFACT_READ, ARTIFACT_LIST, TAG_LIST -> "pull";
      case REPOSITORY_PUSH, TAG_CREATE -> "push";
      case REPOSITORY_DELETE, ARTIFACT_DELETE, TAG_DELETE -> "delete";
      default -> null;
    };
  }

  private boolean hasRight(
      Actor actor, Permission permission, ProjectScope scope, Predicate<Binding> gives) {
    if (scope.isPublic() && permission.everyoneOnPublic()) {
      return true;
    }
    return hasRightItself(actor, permission, scope, gives);
  }

  private boolean hasRightItself(
      Actor actor, Permission permission, ProjectScope scope, Predicate<Binding> gives) {
    var narrowed = actor.scope();
    if (narrowed != null && !narrowed.admits(permission, scope.projectId())) {
      return false;
    }
    return switch (actor) {
      case Actor.Anonymous _ -> false;
      case Actor.Program program -> program.robot().allows(permission, scope);
      case Actor.Person person ->
          person.isSystemAdministrator()
              || memberships.in(scope.projectId(), person).stream().anyMatch(gives);
    };
  }

  private static boolean granted(
      @Nullable List<Grant> limit, Permission permission, String name, boolean whole) {
    if (limit == null) {
      return true;
    }
    var action = tokenAction(permission);
    if (action == null) {
      return false;
    }
    for (var grant : limit) {
      if (grant.type().equals("repository")
          && (whole ? grant.name().equals(name) : grant.name().startsWith(name))
          && (grant.actions().contains(action) || grant.actions().contains("*"))) {
        return true;
      }
    }
    return false;
  }
}
