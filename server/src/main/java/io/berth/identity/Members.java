package io.berth.identity;

import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Who has which role in a project: table project_member. */
public final class Members {
  private static final String SELECT =
      """
      SELECT m.id, m.project_id, m.user_id, m.group_id, m.role, coalesce(u.username, g.name) AS name
      FROM project_member m
      LEFT JOIN registry_user u ON u.id = m.user_id
      LEFT JOIN user_group g ON g.id = m.group_id
      """;

  private final Database database;
  private final Clock clock;

  public Members(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The roles a person has in a project, directly and through groups. */
  public Set<Role> roles(long projectId, Actor.Person person) {
    var found =
        database.read(
            (Handle handle) -> {
              var ids =
                  handle
                      .createQuery(
                          "SELECT role FROM project_member WHERE project_id = ? AND user_id = ?")
                      .bind(0, projectId)
                      .bind(1, person.user().id())
                      .mapTo(Integer.class)
                      .list();
              if (!person.groups().isEmpty()) {
                ids.addAll(
                    handle
                        .createQuery(
                            "SELECT m.role FROM project_member m"
                                + " JOIN user_group g ON g.id = m.group_id"
                                + " WHERE m.project_id = :project AND g.registry_id = :registry"
                                + " AND g.name IN (<groups>)")
                        .bind("project", projectId)
                        .bind("registry", person.user().registry().value())
                        .bindList("groups", person.groups())
                        .mapTo(Integer.class)
                        .list());
              }
              return ids;
            });
    var roles = EnumSet.noneOf(Role.class);
    found.forEach(id -> roles.add(Role.of(id)));
    return roles;
  }

  /** A project's members by age. */
  public List<Member> list(long projectId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " WHERE m.project_id = ? ORDER BY m.id")
                .bind(0, projectId)
                .map(
                    (row, _) ->
                        new Member(
                            row.getLong("id"),
                            row.getLong("project_id"),
                            row.getObject("user_id") == null ? null : row.getLong("user_id"),
                            row.getObject("group_id") == null ? null : row.getLong("group_id"),
                            row.getString("name"),
                            Role.of(row.getInt("role"))))
                .list());
  }

  /**
   * Gives a user a role in a project.
   *
   * @return the membership's id
   * @throws FaultException Conflict MEMBER_EXISTS
   */
  public long addUser(long projectId, long userId, Role role) {
    return add("user_id", projectId, userId, role);
  }

  /**
   * Gives a group a role in a project.
   *
   * @return the membership's id
   * @throws FaultException Conflict MEMBER_EXISTS
   */
  public long addGroup(long projectId, long groupId, Role role) {
    return add("group_id", projectId, groupId, role);
  }

  /** Changes a membership's role; false when there is none. */
  public boolean setRole(long projectId, long memberId, Role role) {
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "UPDATE project_member SET role = ? WHERE project_id = ? AND id = ?",
                    role.id(),
                    projectId,
                    memberId))
        == 1;
  }

  /** Ends a membership; false when there is none. */
  public boolean remove(long projectId, long memberId) {
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "DELETE FROM project_member WHERE project_id = ? AND id = ?",
                    projectId,
                    memberId))
        == 1;
  }

  private long add(String column, long projectId, long id, Role role) {
    try {
      return database.write(
          (Handle handle) ->
              handle
                  .createQuery(
                      "INSERT INTO project_member (project_id, "
                          + column
                          + ", role, created_at) VALUES (?, ?, ?, ?) RETURNING id")
                  .bind(0, projectId)
                  .bind(1, id)
                  .bind(2, role.id())
                  .bind(3, Micros.of(clock.instant()))
                  .mapTo(Long.class)
                  .one());
    } catch (JdbiException e) {
      if (Database.isDuplicate(e)) {
        throw FaultException.conflict("MEMBER_EXISTS", "already a member of the project");
      }
      throw e;
    }
  }
}
