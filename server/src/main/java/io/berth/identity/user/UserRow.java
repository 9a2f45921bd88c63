package io.berth.identity.user;

import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Owns table registry_user: reads its rows, and every statement that writes them stands here,
 * within the transaction of whoever calls. What a name, address or password must be like is checked
 * by then.
 */
public final class UserRow {
  public static final String COLUMNS =
      "u.id, u.registry_id, u.username, u.email, u.real_name, u.comment, u.origin, u.sysadmin,"
          + " u.credential_generation, u.created_at, u.updated_at";

  private static final String RETURNING =
      " RETURNING id, registry_id, username, email, real_name, comment, origin, sysadmin,"
          + " credential_generation, created_at, updated_at";

  private UserRow() {}

  public static User read(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        row.getLong("id"),
        new RegistryId(row.getString("registry_id")),
        row.getString("username"),
        row.getString("email"),
        row.getString("real_name"),
        row.getString("comment"),
        User.Origin.valueOf(row.getString("origin")),
        row.getInt("sysadmin") == 1,
        row.getLong("credential_generation"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }

  /** How many users a registry has. */
  public static int count(Handle handle, RegistryId registry) {
    return handle
        .createQuery("SELECT count(*) FROM registry_user WHERE registry_id = :registry")
        .bind("registry", registry.value())
        .mapTo(Integer.class)
        .one();
  }

  /** Adds a user who signs in with a password. */
  static User insertLocal(
      Handle handle,
      RegistryId registry,
      NewUser user,
      @Nullable String email,
      String passwordHash,
      Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO registry_user AS u
              (registry_id, username, email, real_name, comment, origin, password_hash,
               sysadmin, created_at, updated_at)
            VALUES (:registry, :username, :email, :realName, :comment, 'LOCAL', :hash,
               :sysadmin, :now, :now)
            """
                + RETURNING)
        .bind("registry", registry.value())
        .bind("username", user.username())
        .bind("email", email)
        .bind("realName", user.realName())
        .bind("comment", user.comment())
        .bind("hash", passwordHash)
        .bind("sysadmin", user.sysadmin() ? 1 : 0)
        .bind("now", Micros.of(now))
        .map(UserRow::read)
        .one();
  }

  /** Adds a user who signs in at a provider. */
  public static User insertOfProvider(
      Handle handle,
      RegistryId registry,
      String username,
      @Nullable String email,
      String realName,
      Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO registry_user AS u
              (registry_id, username, email, real_name, comment, origin, sysadmin,
               created_at, updated_at)
            VALUES (:registry, :username, :email, :realName,
               'Onboarded via OIDC provider', 'PROVIDER', 0, :now, :now)
            """
                + RETURNING)
        .bind("registry", registry.value())
        .bind("username", username)
        .bind("email", email)
        .bind("realName", realName)
        .bind("now", Micros.of(now))
        .map(UserRow::read)
        .one();
  }

  /**
   * Adds the user that an account of the control plane is, or takes over its administrator flag;
   * empty when a user of another origin has the name.
   */
  static Optional<User> putAccount(
      Handle handle,
      RegistryId registry,
      String name,
      String email,
      boolean sysadmin,
      Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO registry_user AS u
              (registry_id, username, email, real_name, comment, origin, sysadmin,
               created_at, updated_at)
            VALUES (:registry, :name,
               (SELECT :email WHERE NOT EXISTS (SELECT 1 FROM registry_user o
                  WHERE o.registry_id = :registry AND o.email = :email)),
               :name, 'Account of the control plane', 'ACCOUNT', :sysadmin, :now, :now)
            ON CONFLICT (registry_id, username) DO UPDATE SET sysadmin = excluded.sysadmin
            WHERE u.origin = 'ACCOUNT'
            """
                + RETURNING)
        .bind("registry", registry.value())
        .bind("name", name)
        .bind("email", email)
        .bind("sysadmin", sysadmin ? 1 : 0)
        .bind("now", Micros.of(now))
        .map(UserRow::read)
        .findOne();
  }

  /** Removes a user with sessions, secrets and memberships; false when there is none. */
  static boolean delete(Handle handle, RegistryId registry, long id) {
    return handle
            .createUpdate("DELETE FROM registry_user WHERE registry_id = :registry AND id = :id")
            .bind("registry", registry.value())
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Removes all users of a registry; how many there were. */
  public static int deleteAll(Handle handle, RegistryId registry) {
    return handle
        .createUpdate("DELETE FROM registry_user WHERE registry_id = :registry")
        .bind("registry", registry.value())
        .execute();
  }

  /** Removes the users that accounts of the control plane are in a registry. */
  public static void deleteAccounts(Handle handle, RegistryId registry) {
    handle
        .createUpdate(
            "DELETE FROM registry_user WHERE registry_id = :registry AND origin = 'ACCOUNT'")
        .bind("registry", registry.value())
        .execute();
  }

  /** False when there is no such user. */
  static boolean setSysadmin(
      Handle handle, RegistryId registry, long id, boolean sysadmin, Instant now) {
    return handle
            .createUpdate(
                "UPDATE registry_user SET sysadmin = :sysadmin, updated_at = :now"
                    + " WHERE registry_id = :registry AND id = :id")
            .bind("sysadmin", sysadmin ? 1 : 0)
            .bind("now", Micros.of(now))
            .bind("registry", registry.value())
            .bind("id", id)
            .execute()
        == 1;
  }

  static void seen(Handle handle, long id, Instant now) {
    handle
        .createUpdate("UPDATE registry_user SET last_seen_at = :now WHERE id = :id")
        .bind("now", Micros.of(now))
        .bind("id", id)
        .execute();
  }

  /**
   * Changes what people read about a user; false when there is none.
   *
   * @param email null to leave it
   * @param comment null to leave it
   */
  public static boolean setProfile(
      Handle handle,
      User user,
      @Nullable String email,
      String realName,
      @Nullable String comment,
      Instant now) {
    return handle
            .createUpdate(
                "UPDATE registry_user"
                    + " SET email = coalesce(:email, email), real_name = :realName, comment ="
                    + " coalesce(:comment, comment), updated_at = :now"
                    + " WHERE registry_id = :registry AND id = :id")
            .bind("email", email)
            .bind("realName", realName)
            .bind("comment", comment)
            .bind("now", Micros.of(now))
            .bind("registry", user.registry().value())
            .bind("id", user.id())
            .execute()
        == 1;
  }

  /** False when there is no such user. */
  static boolean rename(Handle handle, User user, String username, Instant now) {
    return handle
            .createUpdate(
                "UPDATE registry_user SET username = :username, updated_at = :now"
                    + " WHERE registry_id = :registry AND id = :id")
            .bind("username", username)
            .bind("now", Micros.of(now))
            .bind("registry", user.registry().value())
            .bind("id", user.id())
            .execute()
        == 1;
  }

  /** False when there is no such local user. */
  static boolean setPassword(
      Handle handle, RegistryId registry, long id, String passwordHash, Instant now) {
    return handle
            .createUpdate(
                "UPDATE registry_user SET password_hash = :passwordHash, updated_at = :now"
                    + " WHERE registry_id = :registry AND id = :id AND origin = 'LOCAL'")
            .bind("passwordHash", passwordHash)
            .bind("now", Micros.of(now))
            .bind("registry", registry.value())
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Makes the registry tokens of some users void; at most a few hundred. */
  static void voidTokens(Handle handle, List<Long> users) {
    handle
        .createUpdate(
            "UPDATE registry_user SET credential_generation = credential_generation + 1"
                + " WHERE id IN (<users>)")
        .bindList("users", users)
        .execute();
  }
}
