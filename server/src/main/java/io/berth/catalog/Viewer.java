package io.berth.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom a list is made: everything, or public projects and those that the user or one of the
 * groups is a member of.
 *
 * @param everything true for system administrators
 * @param userId null for anonymous callers
 * @param groups names of provider groups
 */
public record Viewer(boolean everything, @Nullable Long userId, List<String> groups) {
  public Viewer {
    groups = List.copyOf(groups);
  }

  /** The condition on {@code project p}; bind with {@link #bind}. */
  static final String SEES_PROJECT =
      """
      (:everything = 1 OR p.public = 1
       OR p.id IN (SELECT m.project_id FROM project_member m WHERE m.user_id = :viewer)
       OR p.id IN (SELECT m.project_id FROM project_member m
                   JOIN user_group g ON g.id = m.group_id
                   WHERE g.registry_id = :registry AND g.name IN (<groups>)))
      """;

  <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bind(S statement) {
    // An empty list is no SQL, and no group has an empty name.
    return statement
        .bind("everything", everything ? 1 : 0)
        .bind("viewer", userId == null ? -1L : userId)
        .bindList("groups", groups.isEmpty() ? List.of("") : groups);
  }
}
