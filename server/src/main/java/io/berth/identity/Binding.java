package io.berth.identity;

import io.berth.pattern.Stars;
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
record Binding(long roleId, Set<Permission> permissions, @Nullable String pattern) {
  Binding {
    permissions = Set.copyOf(permissions);
  }

  /** Whether it allows it in the project as a whole. */
  boolean allows(Permission permission) {
    return permissions.contains(permission) && (pattern == null || isAboutSeeing(permission));
  }

  /** Whether it allows it to a repository, named without its project. */
  boolean allows(Permission permission, String repository) {
    return permissions.contains(permission) && (pattern == null || Stars.fit(pattern, repository));
  }

  /**
   * Whether it allows it to all repositories that fit another pattern, so that its owner may hand
   * that on.
   *
   * @param other null for all repositories
   */
  boolean covers(Permission permission, @Nullable String other) {
    return permissions.contains(permission)
        && (pattern == null || includes(pattern, other == null ? "*" : other));
  }

  /**
   * Whether everything that fits one pattern fits the wider one: its stars stand for any text of
   * the other, stars among it, and nothing but a star for a star. Goes back to the last star only,
   * so that no pattern makes it slow.
   */
  private static boolean includes(String wider, String other) {
    int at = 0;
    int in = 0;
    int star = -1;
    int behindStar = 0;
    while (in < other.length()) {
      if (at < wider.length() && wider.charAt(at) == '*') {
        star = at++;
        behindStar = in;
      } else if (at < wider.length()
          && other.charAt(in) != '*'
          && wider.charAt(at) == other.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++behindStar;
      } else {
        return false;
      }
    }
    return wider.substring(at).chars().allMatch(c -> c == '*');
  }

  /** Lists show only what fits the pattern, so that these two are no more than it says. */
  private static boolean isAboutSeeing(Permission permission) {
    return permission == Permission.PROJECT_READ || permission == Permission.REPOSITORY_LIST;
  }
}
