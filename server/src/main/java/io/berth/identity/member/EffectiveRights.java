package io.berth.identity.member;

import io.berth.identity.right.CustomRole;
import io.berth.identity.right.Rights;
import io.berth.identity.user.User;
import io.berth.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds out what a user may do and why, from the same tables that {@link AccessPolicy} reads. */
public final class EffectiveRights {
  private static final String MEMBERSHIPS =
      """
      SELECT p.id AS project_id, p.name AS project, m.role, m.repository_pattern,
        c.id AS custom_id, c.name AS custom_name, g.name AS group_name, g.type AS group_type
      FROM project_member m
      JOIN project p ON p.id = m.project_id
      LEFT JOIN custom_role c ON c.id = m.custom_role_id
      LEFT JOIN user_group g ON g.id = m.group_id
      WHERE p.registry_id = :registry AND m.id IN (
        SELECT id FROM project_member WHERE user_id = :user
        UNION ALL
        SELECT x.id FROM user_group_member l JOIN project_member x ON x.group_id = l.group_id
        WHERE l.user_id = :user
        UNION ALL
        SELECT id FROM project_member WHERE group_id IN (<groups>))
      ORDER BY p.name, m.id
      """;

  private final Database database;
  private final ActorLoader persons;

  public EffectiveRights(Database database, ActorLoader persons) {
    this.database = database;
    this.persons = persons;
  }

  /** Those of the user, as a request of theirs would find them now. */
  public Rights of(User user) {
    var person = persons.find(user.registry(), user.id(), Actor.Way.SESSION, null);
    var groups = person.map(Actor.Person::groups).orElse(List.of());
    return new Rights(
        person.isPresent(),
        person.map(found -> found.user().sysadmin()).orElse(user.sysadmin()),
        person.map(Actor.Person::adminByGroup).orElse(false),
        person.isPresent() ? persons.groupNames(user.registry(), user.id()) : List.of(),
        memberships(user, groups));
  }

  private List<Rights.Membership> memberships(User user, List<Long> groups) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(MEMBERSHIPS)
                .bind("registry", user.registry().value())
                .bind("user", user.id())
                // An empty list is no SQL, and no group has this id.
                .bindList("groups", groups.isEmpty() ? List.of(-1L) : groups)
                .map((row, _) -> read(row))
                .list());
  }

  private static Rights.Membership read(ResultSet row) throws SQLException {
    @Nullable String custom = row.getString("custom_name");
    return new Rights.Membership(
        row.getLong("project_id"),
        row.getString("project"),
        custom == null ? row.getLong("role") : CustomRole.roleId(row.getLong("custom_id")),
        custom,
        row.getString("group_name"),
        row.getInt("group_type"),
        row.getString("repository_pattern"));
  }
}
