package io.berth.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom a list is made: everything, or public projects and those that the user or one of the
 * groups is a member of.
 *
 * @param everything true for system administrators
 * @param userId null for callers who are no users
 * @param groups ids of provider groups
 * @param projects ids of projects shown besides
 * @param within ids of the only projects shown, null for no such limit
 */
public record Viewer(
    boolean everything,
    @Nullable Long userId,
    List<Long> groups,
    List<Long> projects,
    @Nullable List<Long> within) {
  public Viewer {
    groups = List.copyOf(groups);
    projects = List.copyOf(projects);
    within = within == null ? null : List.copyOf(within);
  }

  public Viewer(boolean everything, @Nullable Long userId, List<Long> groups) {
    this(everything, userId, groups, List.of(), null);
  }

  /** The condition on {@code project p}; bind with {@link #bind}. */
  static final String SEES_PROJECT =
      """
      (:everything = 1 OR p.public = 1 OR p.id IN (<projects>)
       OR p.id IN (SELECT m.project_id FROM project_member m WHERE m.user_id = :viewer)
       OR p.id IN (SELECT m.project_id FROM project_member m WHERE m.group_id IN (<groups>))
       OR p.id IN (SELECT m.project_id FROM user_group_member l
                   JOIN project_member m ON m.group_id = l.group_id WHERE l.user_id = :viewer))
      AND (:narrowed = 0 OR p.id IN (<within>))
      """;

  /**
   * The same for {@code repository r} of {@code project p}: of a project that somebody sees only by
   * memberships limited to a pattern, only the repositories that fit one.
   */
  static final String SEES_REPOSITORY =
      SEES_PROJECT
          + """
          AND (:everything = 1 OR p.public = 1
           OR p.id NOT IN (SELECT m.project_id FROM project_member m
                           WHERE m.user_id = :viewer AND m.repository_pattern IS NOT NULL
                           UNION ALL
                           SELECT m.project_id FROM project_member m
                           JOIN user_group g ON g.id = m.group_id
                           WHERE g.registry_id = :registry AND m.repository_pattern IS NOT NULL)
           OR EXISTS (SELECT 1 FROM project_member m
                      WHERE m.project_id = p.id
                      AND (m.repository_pattern IS NULL OR r.name LIKE replace(p.name, '_', '!_')
                        || '/' || replace(replace(m.repository_pattern, '_', '!_'), '*', '%')
                        ESCAPE '!')
                      AND (m.user_id = :viewer
                       OR m.group_id IN (SELECT l.group_id FROM user_group_member l
                                         WHERE l.user_id = :viewer)
                       OR m.group_id IN (<groups>))))
          """;

  <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bind(S statement) {
    return statement
        .bind("everything", everything ? 1 : 0)
        .bind("viewer", userId == null ? -1L : userId)
        .bind("narrowed", within == null ? 0 : 1)
        .bindList("groups", orNothing(groups))
        .bindList("projects", orNothing(projects))
        .bindList("within", orNothing(within == null ? List.of() : within));
  }

  /** An empty list is no SQL, and nothing has this id. */
  private static List<Long> orNothing(List<Long> ids) {
    return ids.isEmpty() ? List.of(-1L) : ids;
  }
}
