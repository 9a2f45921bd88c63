package io.berth.identity.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.TokenScope;
import io.berth.memory.StoredJson;
import io.berth.secret.Sha256;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The access tokens of users: table access_token. Only their hashes are kept. */
public final class AccessTokens {
  /** How every token begins, so that people and secret scanners know one. */
  public static final String PREFIX = "berth_pat_";

  private static final int RANDOM_LENGTH = 40;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_PROJECTS = 100;
  private static final int MOST_TOKENS = 100;
  private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

  /** So long a program still hears that its token expired, and not that there is none. */
  private static final Duration KEPT_AFTER_END = Duration.ofDays(90);

  private static final String SELECT =
      "SELECT t.*, u.username, "
          + NamedProject.select("project_of_access_token", "x.token_id = t.id")
          + " AS named FROM access_token t JOIN registry_user u ON u.id = t.user_id"
          + " WHERE t.registry_id = :registry";

  private final Database database;
  private final SecureRandom random;
  private final Clock clock;
  private final QueryCache<Numbered, Optional<AccessToken>> byId;

  private record Numbered(RegistryId registry, long id) {}

  public AccessTokens(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.random = random;
    this.clock = clock;
    this.byId = new QueryCache<>(database, 10_000);
  }

  /** A token with its secret, which is told this once. */
  public record Made(AccessToken token, String secret) {
    @Override
    public String toString() {
      return "Made[" + token.name() + "]";
    }
  }

  /**
   * Makes a token for a user.
   *
   * @param projects those its owner may see; null for all
   * @param lifetime null for ever
   * @throws FaultException Invalid BODY, Conflict TOKEN_EXISTS
   */
  public Made create(
      User user,
      String name,
      TokenScope.Level level,
      @Nullable List<NamedProject> projects,
      @Nullable Duration lifetime) {
    check(name, projects, lifetime);
    if (list(user).size() >= MOST_TOKENS) {
      throw FaultException.precondition(
          "a user has at most " + MOST_TOKENS + " access tokens: revoke one first");
    }
    var secret = PREFIX + SecretPolicy.random(random, RANDOM_LENGTH);
    var now = clock.instant();
    try {
      var id =
          database.write(
              (Handle handle) -> {
                var made =
                    handle
                        .createQuery(
                            """
                            INSERT INTO access_token (registry_id, user_id, name, level, projects,
                              token_hash, created_at, expires_at)
                            VALUES (:registry, :user, :name, :level, :projects, :hash, :now, :expires)
                            RETURNING id
                            """)
                        .bind("registry", user.registry().value())
                        .bind("user", user.id())
                        .bind("name", name)
                        .bind("level", level.name())
                        .bind("projects", projects == null ? null : names(projects))
                        .bind("hash", Sha256.hex(secret))
                        .bind("now", Micros.of(now))
                        .bind("expires", lifetime == null ? null : Micros.of(now.plus(lifetime)))
                        .mapTo(Long.class)
                        .one();
                tie(handle, user.registry(), made, projects == null ? List.of() : projects);
                return made;
              });
      return new Made(find(user.registry(), id).orElseThrow(), secret);
    } catch (JdbiException e) {
      if (Database.isDuplicate(e)) {
        throw FaultException.conflict(
            "TOKEN_EXISTS", "you have an access token of the name \"" + name + "\" already");
      }
      throw e;
    }
  }

  private static String names(List<NamedProject> projects) {
    return StoredJson.write(projects.stream().map(NamedProject::name).toList());
  }

  /** A project that was deleted meanwhile is left out. */
  private static void tie(
      Handle handle, RegistryId registry, long token, List<NamedProject> projects) {
    for (var project : projects) {
      handle
          .createUpdate(
              "INSERT INTO project_of_access_token (token_id, project_id) SELECT :token, id"
                  + " FROM project WHERE registry_id = :registry AND id = :id")
          .bind("token", token)
          .bind("registry", registry.value())
          .bind("id", project.id())
          .execute();
    }
  }

  private static void check(
      String name, @Nullable List<NamedProject> projects, @Nullable Duration lifetime) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw invalid("the name of an access token has 1 to " + LONGEST_NAME + " characters");
    }
    if (projects != null && (projects.isEmpty() || projects.size() > MOST_PROJECTS)) {
      throw invalid(
          "projects names 1 to " + MOST_PROJECTS + " projects; leave it out to mean all of them");
    }
    if (lifetime != null && (!lifetime.isPositive() || lifetime.compareTo(LONGEST_LIFE) > 0)) {
      throw invalid("expires_in_days is from 1 to 3650; leave it out for a token without an end");
    }
  }

  /** The tokens of a user by name. */
  public List<AccessToken> list(User user) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " AND t.user_id = :user ORDER BY t.name")
                .bind("registry", user.registry().value())
                .bind("user", user.id())
                .map((row, _) -> read(row))
                .list());
  }

  public Optional<AccessToken> find(RegistryId registry, long id) {
    return byId.get(new Numbered(registry, id), this::readNumbered);
  }

  private Optional<AccessToken> readNumbered(Numbered wanted) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " AND t.id = :id")
                .bind("registry", wanted.registry().value())
                .bind("id", wanted.id())
                .map((row, _) -> read(row))
                .findOne());
  }

  /** The token with this secret. */
  public Optional<AccessToken> findBySecret(RegistryId registry, String secret) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(SELECT + " AND t.token_hash = :hash")
                .bind("registry", registry.value())
                .bind("hash", Sha256.hex(secret))
                .map((row, _) -> read(row))
                .findOne());
  }

  /** Ends a token of a user at once; false when there is none. */
  public boolean revoke(User user, long id) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "DELETE FROM access_token WHERE registry_id = :registry AND user_id = :user"
                            + " AND id = :id")
                    .bind("registry", user.registry().value())
                    .bind("user", user.id())
                    .bind("id", id)
                    .execute())
        == 1;
  }

  /**
   * Ends the token with this secret, for whoever holds it (RFC 7009).
   *
   * @return the token that was, empty when there is none
   */
  public Optional<AccessToken> revoke(RegistryId registry, String secret) {
    var token = findBySecret(registry, secret);
    token.ifPresent(
        found ->
            database.run(
                handle ->
                    handle
                        .createUpdate(
                            "DELETE FROM access_token WHERE registry_id = :registry AND id = :id")
                        .bind("registry", registry.value())
                        .bind("id", found.id())
                        .execute()));
    return token;
  }

  /** Ends all tokens of some users, at most a few hundred. */
  static void revokeOf(Handle handle, List<Long> users) {
    handle
        .createUpdate("DELETE FROM access_token WHERE user_id IN (<users>)")
        .bindList("users", users)
        .execute();
  }

  /** Forgets tokens that ended ninety days ago; how many. For a job. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate("DELETE FROM access_token WHERE expires_at <= :before")
                .bind("before", Micros.of(clock.instant().minus(KEPT_AFTER_END)))
                .execute());
  }

  /** Remembers that a token was used now. */
  public void used(long id) {
    database.run(
        handle ->
            handle
                .createUpdate("UPDATE access_token SET last_used_at = :now WHERE id = :id")
                .bind("now", Micros.of(clock.instant()))
                .bind("id", id)
                .execute());
  }

  private static AccessToken read(ResultSet row) throws SQLException {
    var limited = row.getString("projects") != null;
    var expires = row.getObject("expires_at");
    var used = row.getObject("last_used_at");
    var end = expires == null ? null : Micros.instant(row.getLong("expires_at"));
    return new AccessToken(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("username"),
        row.getString("name"),
        new TokenScope(
            row.getLong("id"),
            TokenScope.Level.valueOf(row.getString("level")),
            limited ? NamedProject.read(row.getString("named")) : null,
            end),
        Micros.instant(row.getLong("created_at")),
        end,
        used == null ? null : Micros.instant(row.getLong("last_used_at")));
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
