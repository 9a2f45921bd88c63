package io.berth.identity.federation;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.User;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/**
 * The groups of a registry, so that projects can name them: those of its providers, whose members
 * only the provider knows, and local ones with members of their own. Groups of one name at two
 * providers are two groups. Tables user_group and user_group_member.
 */
public final class Groups {
  /** Harbor's number for groups of an OpenID Connect provider. */
  public static final int PROVIDER_TYPE = 3;

  /** Ours for groups whose members are kept here; Harbor has none. */
  public static final int LOCAL_TYPE = 4;

  private static final int LONGEST_NAME = 255;

  private final Database database;
  private final Clock clock;
  private final GroupLists lists;

  public Groups(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.lists = new GroupLists(database);
  }

  /**
   * A group with Harbor's number for its kind.
   *
   * @param issuer whose group it is, without a slash at the end; empty for local groups, and for
   *     those of the primary provider of a registry that has none yet
   * @param ldapGroupDn what whoever made it called it in LDAP, which there is none of here; "" for
   *     nothing
   */
  public record Group(long id, String name, int type, String issuer, String ldapGroupDn) {}

  /**
   * Groups of providers that a registry remembers unasked: a provider names as many as it likes.
   * Beyond them a group is known once somebody makes it or gives it a role.
   */
  public static final int MOST_SEEN = 100_000;

  /** Remembers groups that a provider named and that passed the filter. */
  public void seen(RegistryId registry, ProviderSettings provider, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    database.run(
        handle -> {
          var known = OfProvider.names(handle, registry, provider.issuers(), names);
          var unknown = names.stream().filter(name -> !known.contains(name)).toList();
          if (unknown.isEmpty()) {
            return;
          }
          long room = Math.max(0, MOST_SEEN - count(handle, registry));
          for (var name : unknown.subList(0, (int) Math.min(unknown.size(), room))) {
            insert(handle, registry, name, PROVIDER_TYPE, provider.issuer(), "")
                .mapTo(Long.class)
                .findOne();
          }
        });
  }

  /** The ids of the groups that the provider calls so. */
  public List<Long> ids(RegistryId registry, ProviderSettings provider, List<String> names) {
    return ids(registry, provider.issuers(), names);
  }

  /** The same for issuers; an empty one stands for a primary provider to come. */
  public List<Long> ids(RegistryId registry, List<String> issuers, List<String> names) {
    return database.read((Handle handle) -> OfProvider.ids(handle, registry, issuers, names));
  }

  /** How they are listed. */
  public GroupLists lists() {
    return lists;
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

  /** The local group of a name. */
  public Optional<Group> findLocal(RegistryId registry, String name) {
    return named(registry, name).stream().filter(group -> group.type() == LOCAL_TYPE).findFirst();
  }

  /** The group that one of these issuers calls so. */
  public Optional<Group> findOfProvider(RegistryId registry, List<String> issuers, String name) {
    return named(registry, name).stream()
        .filter(group -> group.type() == PROVIDER_TYPE && issuers.contains(group.issuer()))
        .findFirst();
  }

  private List<Group> named(RegistryId registry, String name) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " AND name = :name ORDER BY id")
                .bind("registry", registry.value())
                .bind("name", name)
                .map((row, _) -> read(row))
                .list());
  }

  /**
   * Makes a local group.
   *
   * @throws FaultException Invalid BODY, Conflict GROUP_EXISTS
   */
  public Group createLocal(RegistryId registry, String name) {
    return create(registry, name, LOCAL_TYPE, "", "");
  }

  /**
   * Makes a group of a provider, which nobody of the provider need have shown yet.
   *
   * @param issuer the provider's; empty for the primary provider to come
   * @param ldapGroupDn see {@link Group}
   * @throws FaultException Invalid BODY, Conflict GROUP_EXISTS
   */
  public Group createOfProvider(
      RegistryId registry, String name, String issuer, String ldapGroupDn) {
    return create(registry, name, PROVIDER_TYPE, issuer, ldapGroupDn);
  }

  private Group create(
      RegistryId registry, String name, int type, String issuer, String ldapGroupDn) {
    check(name);
    return database
        .write(
            (Handle handle) ->
                insert(handle, registry, name, type, issuer, ldapGroupDn)
                    .mapTo(Long.class)
                    .findOne())
        .map(id -> new Group(id, name, type, issuer, ldapGroupDn))
        .orElseThrow(() -> exists(name));
  }

  private static long count(Handle handle, RegistryId registry) {
    return handle
        .createQuery("SELECT count(*) FROM user_group WHERE registry_id = :registry")
        .bind("registry", registry.value())
        .mapTo(Long.class)
        .one();
  }

  /** The id of the new row; nothing where there is such a group. */
  private Query insert(
      Handle handle,
      RegistryId registry,
      String name,
      int type,
      String issuer,
      String ldapGroupDn) {
    return handle
        .createQuery(
            "INSERT INTO user_group"
                + " (registry_id, identity, name, type, issuer, ldap_group_dn, created_at)"
                + " VALUES (:registry, :identity, :name, :type, :issuer, :dn, :now)"
                + " ON CONFLICT DO NOTHING RETURNING id")
        .bind("registry", registry.value())
        .bind("identity", (type == LOCAL_TYPE ? "local" : issuer) + " " + name)
        .bind("name", name)
        .bind("type", type)
        .bind("issuer", issuer)
        .bind("dn", ldapGroupDn)
        .bind("now", Micros.of(clock.instant()));
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
                  handle
                      .createUpdate(
                          "UPDATE user_group"
                              + " SET name = :name, identity = CASE WHEN type = 4 THEN 'local' ELSE"
                              + " issuer END || ' ' || :name WHERE registry_id = :registry"
                              + " AND id = :id")
                      .bind("name", name)
                      .bind("registry", registry.value())
                      .bind("id", id)
                      .execute())
          == 1;
    } catch (JdbiException e) {
      throw Database.isDuplicate(e) ? exists(name) : e;
    }
  }

  /** Removes a group with its roles; false when there is none. */
  public boolean delete(RegistryId registry, long id) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "DELETE FROM user_group WHERE registry_id = :registry AND id = :id")
                    .bind("registry", registry.value())
                    .bind("id", id)
                    .execute())
        == 1;
  }

  /**
   * Takes a user into a local group; nothing changes for who is in it.
   *
   * @throws FaultException Precondition for a group of the provider, and for the built-in owner
   */
  public void addMember(Group group, User user) {
    requireLocal(group);
    if (user.origin() == User.Origin.BUILT_IN) {
      throw FaultException.precondition("nobody is the built-in owner, which is in no group");
    }
    database.run(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO user_group_member (group_id, user_id) VALUES (:group, :user)"
                        + " ON CONFLICT DO NOTHING")
                .bind("group", group.id())
                .bind("user", user.id())
                .execute());
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
                handle
                    .createUpdate(
                        "DELETE FROM user_group_member WHERE group_id = :group AND user_id = :user")
                    .bind("group", group.id())
                    .bind("user", userId)
                    .execute())
        == 1;
  }

  private static void requireLocal(Group group) {
    if (group.type() != LOCAL_TYPE) {
      throw FaultException.precondition(
          "the members of group \"" + group.name() + "\" are kept by the OpenID Connect provider");
    }
  }

  /**
   * What every group's name must be.
   *
   * @throws FaultException Invalid BODY
   */
  public static void check(String name) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw FaultException.invalid(
          Fault.Part.BODY, "a group's name has 1 to " + LONGEST_NAME + " characters");
    }
  }

  private static FaultException exists(String name) {
    return FaultException.conflict("GROUP_EXISTS", "there is a group \"" + name + "\" already");
  }

  private static final String SELECT =
      "SELECT id, name, type, issuer, ldap_group_dn FROM user_group WHERE registry_id = :registry";

  static Group read(ResultSet row) throws SQLException {
    return new Group(
        row.getLong("id"),
        row.getString("name"),
        row.getInt("type"),
        row.getString("issuer"),
        row.getString("ldap_group_dn"));
  }

  /** What belongs to a provider's issuers, within the caller's transaction. */
  public static final class OfProvider {
    private OfProvider() {}

    static Set<String> names(
        Handle handle, RegistryId registry, List<String> issuers, List<String> names) {
      return new HashSet<>(
          query(handle, "name", registry, issuers, names).mapTo(String.class).list());
    }

    public static List<Long> ids(
        Handle handle, RegistryId registry, List<String> issuers, List<String> names) {
      return names.isEmpty()
          ? List.of()
          : query(handle, "id", registry, issuers, names).mapTo(Long.class).list();
    }

    private static Query query(
        Handle handle,
        String column,
        RegistryId registry,
        List<String> issuers,
        List<String> names) {
      return handle
          .createQuery(
              "SELECT "
                  + column
                  + " FROM user_group WHERE registry_id = :registry AND type = 3"
                  + " AND issuer IN (<issuers>) AND name IN (<names>) ORDER BY id")
          .bind("registry", registry.value())
          .bindList("issuers", issuers)
          .bindList("names", names);
    }

    /** Gives a new primary provider the groups that wait for one. */
    static void adopt(Handle handle, RegistryId registry, String issuer) {
      handle
          .createUpdate(
              """
              UPDATE user_group SET issuer = :issuer, identity = :issuer || ' ' || name
              WHERE registry_id = :registry AND type = 3 AND issuer = '' AND NOT EXISTS (
                SELECT 1 FROM user_group o
                WHERE o.registry_id = :registry AND o.identity = :issuer || ' ' || user_group.name)
              """)
          .bind("issuer", issuer)
          .bind("registry", registry.value())
          .execute();
    }

    /** Removes a provider's groups with their roles. */
    static void remove(Handle handle, RegistryId registry, List<String> issuers) {
      if (!issuers.isEmpty()) {
        handle
            .createUpdate(
                "DELETE FROM user_group WHERE registry_id = :registry AND type = 3"
                    + " AND issuer IN (<issuers>)")
            .bind("registry", registry.value())
            .bindList("issuers", issuers)
            .execute();
      }
    }
  }
}
