package io.berth.identity.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.listing.Term;
import io.berth.row.RegistryRows;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The users of the registries: table registry_user. */
public final class Users {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");

  private static final String LAST_SEEN = "coalesce(u.last_seen_at, u.created_at)";

  private final Database database;
  private final Passwords passwords;
  private final Clock clock;
  private final Cache<Long, Boolean> noted =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(Duration.ofMinutes(15)).build();
  // What a program's name and password are checked against, with every request it makes.
  private final QueryCache<Named, Optional<User>> byName;
  private final QueryCache<Numbered, Optional<String>> hashes;

  private record Named(RegistryId registry, String username) {}

  private record Numbered(RegistryId registry, long id) {}

  public Users(Database database, Passwords passwords, Clock clock) {
    this.database = database;
    this.byName = new QueryCache<>(database, 20_000);
    this.hashes = new QueryCache<>(database, 20_000);
    this.passwords = passwords;
    this.clock = clock;
  }

  /** A person; the built-in owner is none. */
  public Optional<User> find(RegistryId registry, long id) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(select("u.registry_id = :registry AND u.id = :id"))
                .bind("registry", registry.value())
                .bind("id", id)
                .map(UserRow::read)
                .findOne());
  }

  /** The built-in owner as the registry shows it. */
  public User owner(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT owner_sysadmin, created_at, updated_at FROM registry WHERE id = :id")
                .bind("id", registry.value())
                .map(
                    (row, _) ->
                        BuiltInOwner.of(
                            registry,
                            row.getInt("owner_sysadmin") == 1,
                            Micros.instant(row.getLong("created_at")),
                            Micros.instant(row.getLong("updated_at"))))
                .one());
  }

  /** The user of exactly that name; case matters. */
  public Optional<User> findByUsername(RegistryId registry, String username) {
    return byName.get(new Named(registry, username), this::readNamed);
  }

  private Optional<User> readNamed(Named wanted) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(select("u.registry_id = :registry AND u.username = :username"))
                .bind("registry", wanted.registry().value())
                .bind("username", wanted.username())
                .map(UserRow::read)
                .findOne());
  }

  /** All users by age. */
  public List<User> list(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(select("u.registry_id = :registry ORDER BY u.id"))
                .bind("registry", registry.value())
                .map(UserRow::read)
                .list());
  }

  /** Users, as they are listed: by name. */
  public static final Listing<User> LIST =
      new Listing<>(
          UserRow.COLUMNS,
          "registry_user u",
          "u.id",
          UserRow::read,
          "u.username",
          List.of(
              Column.number("user_id", "u.id"),
              Column.text("username", "u.username"),
              Column.text("email", "coalesce(u.email, '')"),
              Column.text("realname", "u.real_name"),
              Column.text("comment", "u.comment"),
              Column.truth("sysadmin_flag", "u.sysadmin"),
              Column.time("creation_time", "u.created_at"),
              Column.time("update_time", "u.updated_at")));

  /** The same as they are found by a part of their name: the shortest first. */
  private static final Listing<User> FOUND = LIST.ordered("length(u.username), u.username");

  /** The same as they are shown to who asks for those that were away: the longest away first. */
  private static final Listing<Seen> AWAY =
      new Listing<>(
          UserRow.COLUMNS + ", u.last_seen_at",
          "registry_user u",
          "u.id",
          Users::seen,
          LAST_SEEN + ", u.id",
          List.of());

  /** The users of a registry. */
  public Listed<User> list(RegistryId registry, ListQuery query) {
    return LIST.find(database, ofRegistry(registry), query);
  }

  /** Users whose name contains a text, in any case. Whoever asks learns nothing about addresses. */
  public Listed<User> search(RegistryId registry, String part, ListQuery query) {
    return FOUND.find(database, ofRegistry(registry), query.with("username", new Term.Fuzzy(part)));
  }

  private static Condition ofRegistry(RegistryId registry) {
    return Condition.of("u.registry_id = :registry", Map.of("registry", registry.value()));
  }

  /**
   * Makes a user who signs in with a password.
   *
   * @throws FaultException Conflict USERNAME_TAKEN, EMAIL_TAKEN or IAM_ENABLED, Invalid BODY
   */
  public User createLocal(RegistryId registry, NewUser user) {
    Usernames.check(user.username());
    refuseReserved(user.username());
    SecretPolicy.check(user.password());
    var email = checkedEmail(user.email());
    var hash = passwords.hash(user.password());
    try {
      return database.write(
          (Handle handle) -> {
            RegistryRows.refuseWithAccounts(handle, registry);
            return UserRow.insertLocal(handle, registry, user, email, hash, clock.instant());
          });
    } catch (JdbiException e) {
      throw taken(e, registry, user.username());
    }
  }

  /**
   * The user that an account of the control plane is in a registry, made when it comes for the
   * first time; empty when a user of another origin has the name.
   */
  public Optional<User> ofAccount(
      RegistryId registry, String name, String email, boolean sysadmin) {
    return database.write(
        (Handle handle) ->
            UserRow.putAccount(handle, registry, name, email, sysadmin, clock.instant()));
  }

  /** Removes a user with sessions, secrets and memberships; false when there is none. */
  public boolean delete(RegistryId registry, long id) {
    return database.write((Handle handle) -> UserRow.delete(handle, registry, id));
  }

  /** Removes all users of a registry; how many there were. */
  public int deleteAll(RegistryId registry) {
    return database.write((Handle handle) -> UserRow.deleteAll(handle, registry));
  }

  /** Sets or clears the administrator flag; false when there is no such user. */
  public boolean setSysadmin(RegistryId registry, long id, boolean sysadmin) {
    return database.write(
        (Handle handle) ->
            id == BuiltInOwner.ID
                ? RegistryRows.setOwnerSysadmin(handle, registry, sysadmin)
                : UserRow.setSysadmin(handle, registry, id, sysadmin, clock.instant()));
  }

  /** Whether {@link #seen} has nothing to write. */
  public boolean isNoted(User user) {
    return noted.getIfPresent(user.id()) != null;
  }

  /** Remembers that a user was seen now; written at most every quarter of an hour. */
  public void seen(User user) {
    if (!isNoted(user)) {
      noted.put(user.id(), true);
      database.run(handle -> UserRow.seen(handle, user.id(), clock.instant()));
    }
  }

  /** A user and when they were last seen, null for never. */
  public record Seen(User user, @Nullable Instant lastSeenAt) {}

  /** Users who were made before that time and not seen since, the longest away first. */
  public Listed<Seen> notSeenSince(RegistryId registry, Instant time, ListQuery query) {
    return AWAY.find(
        database,
        ofRegistry(registry)
            .and(Condition.of(LAST_SEEN + " < :since", Map.of("since", Micros.of(time)))),
        query);
  }

  private static Seen seen(ResultSet row, StatementContext context) throws SQLException {
    return new Seen(
        UserRow.read(row, context),
        row.getObject("last_seen_at") == null ? null : Micros.instant(row.getLong("last_seen_at")));
  }

  /**
   * Changes what people read about a user; false when there is none.
   *
   * @param email null to leave it
   * @throws FaultException Conflict EMAIL_TAKEN, Invalid BODY
   */
  public boolean setProfile(User user, @Nullable String email, String realName, String comment) {
    var checked = checkedEmail(email);
    try {
      return database.write(
          (Handle handle) ->
              UserRow.setProfile(handle, user, checked, realName, comment, clock.instant()));
    } catch (JdbiException e) {
      throw taken(e, user.registry(), "");
    }
  }

  /**
   * Gives a user another name; roles, secrets and sessions stay. False when there is none.
   *
   * @throws FaultException Conflict USERNAME_TAKEN, Invalid BODY, Forbidden for an account's user,
   *     whom the name ties to the account
   */
  public boolean rename(User user, String username) {
    if (user.origin() == User.Origin.ACCOUNT) {
      throw FaultException.forbidden(
          "this user is the account " + user.username() + " of the control plane, named alike");
    }
    Usernames.check(username);
    refuseReserved(username);
    try {
      return database.write(
          (Handle handle) -> UserRow.rename(handle, user, username, clock.instant()));
    } catch (JdbiException e) {
      throw taken(e, user.registry(), username);
    }
  }

  /** The PHC string of a local user's password. */
  public Optional<String> passwordHash(RegistryId registry, long id) {
    return hashes.get(new Numbered(registry, id), this::readHash);
  }

  private Optional<String> readHash(Numbered wanted) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT password_hash FROM registry_user WHERE registry_id = :registry"
                        + " AND id = :id AND origin = 'LOCAL' AND password_hash IS NOT NULL")
                .bind("registry", wanted.registry().value())
                .bind("id", wanted.id())
                .mapTo(String.class)
                .findOne());
  }

  /** Whether a name is the built-in owner's, or stands for nobody in logs and answers. */
  public static boolean isReserved(String username) {
    return username.equals("anonymous") || username.equals(BuiltInOwner.NAME);
  }

  /**
   * @throws FaultException Conflict USERNAME_TAKEN
   */
  public static void refuseReserved(String username) {
    if (isReserved(username)) {
      throw FaultException.conflict(
          "USERNAME_TAKEN", "the username \"" + username + "\" is reserved; choose another");
    }
  }

  /** What a failed insert or update of a user means. */
  FaultException taken(JdbiException e, RegistryId registry, String username) {
    if (!Database.isDuplicate(e)) {
      throw e;
    }
    return findByUsername(registry, username).isPresent()
        ? FaultException.conflict(
            "USERNAME_TAKEN",
            "the username \"" + username + "\" belongs to another user of this registry")
        : FaultException.conflict(
            "EMAIL_TAKEN", "another user of this registry has the same email address");
  }

  private static @Nullable String checkedEmail(@Nullable String email) {
    if (email == null || email.isBlank()) {
      return null;
    }
    if (email.length() > 255 || !EMAIL.matcher(email).matches()) {
      throw FaultException.invalid(Fault.Part.BODY, "not an email address: " + email);
    }
    return email;
  }

  private static String select(String where) {
    return "SELECT " + UserRow.COLUMNS + " FROM registry_user u WHERE " + where;
  }
}
