package io.berth.identity.right;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.memory.StoredJson;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The roles that registries made for themselves: table custom_role. */
public final class CustomRoles {
  private static final int LONGEST_NAME = 64;

  private final Database database;
  private final Clock clock;

  public CustomRoles(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** All by name. */
  public List<CustomRole> list(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM custom_role WHERE registry_id = :registry ORDER BY name")
                .bind("registry", registry.value())
                .map((row, _) -> read(row))
                .list());
  }

  public Optional<CustomRole> find(RegistryId registry, long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM custom_role WHERE registry_id = :registry AND id = :id")
                .bind("registry", registry.value())
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne());
  }

  /**
   * Makes a role.
   *
   * @throws FaultException Invalid BODY, Conflict ROLE_EXISTS
   */
  public CustomRole create(
      RegistryId registry, String name, String description, Set<Permission> permissions) {
    check(name);
    var now = Micros.of(clock.instant());
    try {
      return database.write(
          (Handle handle) ->
              handle
                  .createQuery(
                      """
                      INSERT INTO custom_role
                        (registry_id, name, description, permissions, created_at, updated_at)
                      VALUES (:registry, :name, :description, :permissions, :now, :now)
                      RETURNING *
                      """)
                  .bind("registry", registry.value())
                  .bind("name", name)
                  .bind("description", description)
                  .bind("permissions", write(permissions))
                  .bind("now", now)
                  .map((row, _) -> read(row))
                  .one());
    } catch (JdbiException e) {
      throw exists(e, name);
    }
  }

  /**
   * Changes a role; its members are under the new rights from the next request on.
   *
   * @throws FaultException Invalid BODY, Conflict ROLE_EXISTS
   */
  public void update(
      RegistryId registry,
      CustomRole role,
      String name,
      String description,
      Set<Permission> permissions) {
    check(name);
    try {
      database.run(
          handle ->
              handle
                  .createUpdate(
                      "UPDATE custom_role"
                          + " SET name = :name, description = :description, permissions ="
                          + " :permissions, updated_at = :now WHERE registry_id = :registry"
                          + " AND id = :id")
                  .bind("name", name)
                  .bind("description", description)
                  .bind("permissions", write(permissions))
                  .bind("now", Micros.of(clock.instant()))
                  .bind("registry", registry.value())
                  .bind("id", role.id())
                  .execute());
    } catch (JdbiException e) {
      throw exists(e, name);
    }
  }

  /**
   * Removes a role that no member has.
   *
   * @throws FaultException Precondition while one has it
   */
  public void delete(RegistryId registry, CustomRole role) {
    database.run(
        handle -> {
          var deleted =
              handle
                  .createUpdate(
                      """
                      DELETE FROM custom_role WHERE registry_id = :registry AND id = :id AND NOT EXISTS
                        (SELECT 1 FROM project_member m WHERE m.custom_role_id = custom_role.id)
                      """)
                  .bind("registry", registry.value())
                  .bind("id", role.id())
                  .execute();
          if (deleted == 0) {
            throw FaultException.precondition(
                "members of projects have the role \""
                    + role.name()
                    + "\": give them another first");
          }
        });
  }

  private static void check(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw FaultException.invalid(
          Fault.Part.BODY, "the name of a role has 1 to " + LONGEST_NAME + " characters");
    }
    for (var role : Role.values()) {
      if (role.word().equalsIgnoreCase(name)) {
        throw FaultException.conflict("ROLE_EXISTS", name + " is one of the built-in roles");
      }
    }
  }

  private static String write(Set<Permission> permissions) {
    return StoredJson.write(
        permissions.stream().map(p -> p.resource() + ":" + p.action()).sorted().toList());
  }

  /** The permissions of a column; words of a later version are left out. */
  public static Set<Permission> read(String column) {
    var permissions = EnumSet.of(Permission.PROJECT_READ, Permission.REPOSITORY_LIST);
    for (var word : StoredJson.readGroups(column)) {
      int colon = word.indexOf(':');
      Permission.of(word.substring(0, colon), word.substring(colon + 1))
          .ifPresent(permissions::add);
    }
    return permissions;
  }

  private static CustomRole read(ResultSet row) throws SQLException {
    return new CustomRole(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        read(row.getString("permissions")),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }

  private static FaultException exists(JdbiException e, String name) {
    if (Database.isDuplicate(e)) {
      return FaultException.conflict("ROLE_EXISTS", "there is a role \"" + name + "\" already");
    }
    throw e;
  }
}
