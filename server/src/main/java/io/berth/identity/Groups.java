package io.berth.identity;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a registry, so that projects can name them: those of its provider, whose members
 * only the provider knows, and local ones with members of their own. Tables user_group and
 * user_group_member.
 */
public final class Groups {
  /** Harbor's number for groups of an OpenID Connect provider. */
  public static final int PROVIDER_TYPE = 3;

  /** Ours for groups whose members are kept here; Harbor has none. */
  public static final int LOCAL_TYPE = 4;

  private static final int LONGEST_NAME = 255;

  private final Database database;
  private final Clock clock;

  public Groups(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A group with Harbor's number for its kind. */
  public record Group(long id, String name, int type) {}

  /** Remembers groups that a provider named and that passed the filter. */
  public void seen(RegistryId registry, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    database.run(
        handle -> {
          var known =
              handle
                  .createQuery(
                      "SELECT name FROM user_group"
                          + " WHERE registry_id = :registry AND name IN (<names>)")
                  .bind("registry", registry.value())
                  .bindList("names", names)
                  .mapTo(String.class)
                  .set();
          for (var name : names) {
            if (!known.contains(name)) {
              handle.execute(
                  "INSERT INTO user_group (registry_id, name, type, created_at)"
                      + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                  registry.value(),
                  name,
                  PROVIDER_TYPE,
                  Micros.of(clock.instant()));
            }
          }
        });
  }

  /**
   * Groups by name.
   *
   * @param part of the name, in any case; null for all
   */
  public List<Group> list(RegistryId registry, @Nullable String part) {
    var wanted = part == null ? "" : part.toLowerCase(Locale.ROOT);
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " AND lower(name) LIKE :part ESCAPE '!' ORDER BY name")
                .bind("registry", registry.value())
                .bind("part", "%" + wanted.replaceAll("[!%_]", "!$0") + "%")
                .map((row, _) -> read(row))
                .list());
  }

  /** All groups by name. */
  public List<Group> list(RegistryId registry) {
    return list(registry, null);
  }

  public Optional<Group> find(RegistryId registry, long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " AND id = :id")
                .bind("registry", registry.value())
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne());
  }

  public Optional<Group> findByName(RegistryId registry, String name) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " AND name = :name")
                .bind("registry", registry.value())
                .bind("name", name)
                .map((row, _) -> read(row))
                .findOne());
  }

  /**
   * Makes a group.
   *
   * @param type {@link #PROVIDER_TYPE} or {@link #LOCAL_TYPE}
   * @throws FaultException Invalid BODY, Conflict GROUP_EXISTS
   */
  public Group create(RegistryId registry, String name, int type) {
    check(name);
    if (type != PROVIDER_TYPE && type != LOCAL_TYPE) {
      throw FaultException.invalid(
          Fault.Part.BODY, "group_type is 3 for a group of the provider, or 4 for a local group");
    }
    try {
      var id =
          database.write(
              (Handle handle) ->
                  handle
                      .createQuery(
                          "INSERT INTO user_group (registry_id, name, type, created_at)"
                              + " VALUES (?, ?, ?, ?) RETURNING id")
                      .bind(0, registry.value())
                      .bind(1, name)
                      .bind(2, type)
                      .bind(3, Micros.of(clock.instant()))
                      .mapTo(Long.class)
                      .one());
      return new Group(id, name, type);
    } catch (JdbiException e) {
      throw exists(e, name);
    }
  }

  /**
   * Gives a group another name; false when there is none.
   *
   * @throws FaultException Invalid BODY, Conflict GROUP_EXISTS
   */
  public boolean rename(RegistryId registry, long id, String name) {
    check(name);
    try {
      return database.write(
              (Handle handle) ->
                  handle.execute(
                      "UPDATE user_group SET name = ? WHERE registry_id = ? AND id = ?",
                      name,
                      registry.value(),
                      id))
          == 1;
    } catch (JdbiException e) {
      throw exists(e, name);
    }
  }

  /** Removes a group with its roles; false when there is none. */
  public boolean delete(RegistryId registry, long id) {
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "DELETE FROM user_group WHERE registry_id = ? AND id = ?",
                    registry.value(),
                    id))
        == 1;
  }

  /** The members of a local group by name. */
  public List<User> members(Group group) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT "
                        + UserRow.COLUMNS
                        + " FROM user_group_member m JOIN registry_user u ON u.id = m.user_id"
                        + " WHERE m.group_id = ? ORDER BY u.username")
                .bind(0, group.id())
                .map(UserRow::read)
                .list());
  }

  /**
   * Takes a user into a local group; nothing changes for who is in it.
   *
   * @throws FaultException Precondition for a group of the provider
   */
  public void addMember(Group group, User user) {
    requireLocal(group);
    database.run(
        handle ->
            handle.execute(
                "INSERT INTO user_group_member (group_id, user_id) VALUES (?, ?)"
                    + " ON CONFLICT DO NOTHING",
                group.id(),
                user.id()));
  }

  /**
   * Takes a user out of a local group; false for who is not in it.
   *
   * @throws FaultException Precondition for a group of the provider
   */
  public boolean removeMember(Group group, long userId) {
    requireLocal(group);
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "DELETE FROM user_group_member WHERE group_id = ? AND user_id = ?",
                    group.id(),
                    userId))
        == 1;
  }

  private static void requireLocal(Group group) {
    if (group.type() != LOCAL_TYPE) {
      throw FaultException.precondition(
          "the members of group \"" + group.name() + "\" are kept by the OpenID Connect provider");
    }
  }

  private static void check(String name) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw FaultException.invalid(
          Fault.Part.BODY, "a group's name has 1 to " + LONGEST_NAME + " characters");
    }
  }

  private static FaultException exists(JdbiException e, String name) {
    if (Database.isDuplicate(e)) {
      return FaultException.conflict("GROUP_EXISTS", "there is a group \"" + name + "\" already");
    }
    throw e;
  }

  private static final String SELECT =
      "SELECT id, name, type FROM user_group WHERE registry_id = :registry";

  private static Group read(ResultSet row) throws SQLException {
    return new Group(row.getLong("id"), row.getString("name"), row.getInt("type"));
  }
}
