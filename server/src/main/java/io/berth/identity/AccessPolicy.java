package io.berth.identity;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an actor may do in a project, from the data of the moment (contracts/harbor.md
 * section 4). A registry token only ever narrows: what it does not grant is refused, and what it
 * grants is still checked against the rights its owner has now.
 */
public final class AccessPolicy {
  private final Members members;

  public AccessPolicy(Members members) {
    this.members = members;
  }

  /** Whether the actor may do it somewhere in the project. */
  public boolean allows(Actor actor, Permission permission, ProjectScope scope) {
    return granted(actor.limit(), permission, scope.projectName() + "/", false)
        && hasRight(actor, permission, scope);
  }

  /**
   * Whether the actor may do it to one repository.
   *
   * @param repository its full name, project included
   */
  public boolean allows(Actor actor, Permission permission, ProjectScope scope, String repository) {
    return granted(actor.limit(), permission, repository, true)
        && hasRight(actor, permission, scope);
  }

  /** The actor's roles in the project, strongest first; project admin for an administrator. */
  public List<Integer> roleIds(Actor actor, ProjectScope scope) {
    return roles(actor, scope).stream().sorted().map(Role::id).toList();
  }

  /** The word a registry token uses for a permission, null when no token grants it. */
  public static @Nullable String tokenAction(Permission permission) {
    return switch (permission) {
      case REPOSITORY_PULL, REPOSITORY_READ, ARTIFACT_READ, ARTIFACT_LIST, TAG_LIST -> "pull";
      case REPOSITORY_PUSH, TAG_CREATE -> "push";
      case REPOSITORY_DELETE, ARTIFACT_DELETE, TAG_DELETE -> "delete";
      default -> null;
    };
  }

  private boolean hasRight(Actor actor, Permission permission, ProjectScope scope) {
    if (actor.administrator() || (scope.isPublic() && permission.everyoneOnPublic())) {
      return true;
    }
    return roles(actor, scope).stream().anyMatch(permission.roles()::contains);
  }

  private Set<Role> roles(Actor actor, ProjectScope scope) {
    return switch (actor) {
      case Actor.Anonymous _ -> Set.of();
      case Actor.Person person when person.administrator() -> Set.of(Role.PROJECT_ADMIN);
      case Actor.Person person -> members.roles(scope.projectId(), person);
    };
  }

  private static boolean granted(
      @Nullable List<Grant> limit, Permission permission, String name, boolean whole) {
    if (limit == null) {
      return true;
    }
    var action = tokenAction(permission);
    return action != null
        && limit.stream()
            .filter(grant -> grant.type().equals("repository"))
            .filter(grant -> whole ? grant.name().equals(name) : grant.name().startsWith(name))
            .anyMatch(grant -> grant.actions().contains(action) || grant.actions().contains("*"));
  }
}
