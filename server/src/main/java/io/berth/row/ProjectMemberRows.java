package io.berth.row;

import io.berth.sql.Micros;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Owns table project_member: every statement that writes it stands here, within the transaction of
 * whoever calls.
 */
public final class ProjectMemberRows {
  private ProjectMemberRows() {}

  /** Who a member is. */
  public enum Kind {
    USER("user_id"),
    GROUP("group_id");

    private final String column;

    Kind(String column) {
      this.column = column;
    }
  }

  /**
   * What a member is.
   *
   * @param role Harbor's number of a role
   * @param customRole the id of a role of the registry's own making, null for none
   * @param repositoryPattern null for all repositories
   */
  public record Part(int role, @Nullable Long customRole, @Nullable String repositoryPattern) {}

  /**
   * Adds a member.
   *
   * @return the membership's id
   * @throws org.jdbi.v3.core.JdbiException a duplicate when they are a member already
   */
  public static long insert(
      Handle handle, long project, Kind kind, long member, Part part, Instant now) {
    return handle
        .createQuery(
            "INSERT INTO project_member (project_id, "
                + kind.column
                + ", role, custom_role_id, repository_pattern, created_at)"
                + " VALUES (:project, :id, :role, :custom, :pattern, :now) RETURNING id")
        .bind("project", project)
        .bind("id", member)
        .bind("role", part.role())
        .bind("custom", part.customRole())
        .bind("pattern", part.repositoryPattern())
        .bind("now", Micros.of(now))
        .mapTo(Long.class)
        .one();
  }

  /** Changes a membership; false when there is none. */
  public static boolean update(Handle handle, long project, long membership, Part part) {
    return handle
            .createUpdate(
                "UPDATE project_member"
                    + " SET role = :role, custom_role_id = :customRole, repository_pattern ="
                    + " :repositoryPattern WHERE project_id = :project AND id = :id")
            .bind("role", part.role())
            .bind("customRole", part.customRole())
            .bind("repositoryPattern", part.repositoryPattern())
            .bind("project", project)
            .bind("id", membership)
            .execute()
        == 1;
  }

  /** Ends a membership; false when there is none. */
  public static boolean delete(Handle handle, long project, long membership) {
    return handle
            .createUpdate("DELETE FROM project_member WHERE project_id = :project AND id = :id")
            .bind("project", project)
            .bind("id", membership)
            .execute()
        == 1;
  }
}
