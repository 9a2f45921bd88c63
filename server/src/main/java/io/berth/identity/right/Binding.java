package io.berth.identity.right;

import io.berth.pattern.Wildcards;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one membership gives in a project.
 *
 * @param roleId Harbor's number, or a custom role's
 * @param permissions what it allows
 * @param pattern the repositories it is for: a name without the project, a star for any characters,
 *     slashes too; null for all
 */
public record Binding(long roleId, Set<Permission> permissions, @Nullable String pattern) {
  public Binding {
    permissions = Set.copyOf(permissions);
  }

  /** Whether it allows it in the project as a whole. */
  public boolean allows(Permission permission) {
    return permissions.contains(permission) && (pattern == null || isAboutSeeing(permission));
  }

  /** Whether it allows it to a repository, named without its project. */
  public boolean allows(Permission permission, String repository) {
    return permissions.contains(permission) && isFor(repository);
  }

  /** Whether it is about a repository, named without its project. */
  public boolean isFor(String repository) {
    return pattern == null || Wildcards.fit(pattern, repository);
  }

  /**
   * Whether it allows it to all repositories that fit another pattern, so that its owner may hand
   * that on.
   *
   * @param other null for all repositories
   */
  public boolean covers(Permission permission, @Nullable String other) {
    return permissions.contains(permission)
        && (pattern == null || includes(pattern, other == null ? "*" : other));
  }

  /** A star of the other pattern is a text that nothing but a star fits. */
  private static boolean includes(String wider, String other) {
    return Wildcards.fit(wider, other.replace('*', '\n'));
  }

  /** Lists show only what fits the pattern, so that these two are no more than it says. */
  private static boolean isAboutSeeing(Permission permission) {
    return permission == Permission.PROJECT_READ || permission == Permission.REPOSITORY_LIST;
  }
}
