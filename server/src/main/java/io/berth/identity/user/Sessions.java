package io.berth.identity.user;

import io.berth.identity.provider.ProviderPerson;
import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Browser sessions. The cookie holds 256 random bits, the table session their hash; a session ends
 * when it was idle for an hour, when it is twelve hours old, when somebody who may ends it, or with
 * its user.
 */
public final class Sessions {
  /** How long a session lives without a request. */
  public static final Duration IDLE = Duration.ofMinutes(60);

  /** How long a session lives at most. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
  private static final String ID_TOKEN = "session.id_token_sealed";
  private static final int NAME = 32;
  private static final String LIVES = " AND expires_at > :now AND last_seen_at > :idleSince";

  private final Database database;
  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;

  public Sessions(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Starts a session.
   *
   * @param person as the provider vouched for them in this moment, null for a local sign-in
   * @return what the cookie holds
   */
  public String start(User user, @Nullable ProviderPerson person, String address, String agent) {
    var id = new Tokens(random).url(32);
    var now = clock.instant();
    var idToken = person == null ? null : person.idToken();
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO session
                      (id_hash, registry_id, user_id, way, id_token_sealed, issuer, subject,
                       provider_session, address, agent, created_at, last_seen_at, expires_at)
                    VALUES (:id, :registry, :user, :way, :idToken, :issuer, :subject,
                       :providerSession, :address, :agent, :now, :now, :expires)
                    """)
                .bind("id", Sha256.hex(id))
                .bind("registry", user.registry().value())
                .bind("user", user.id())
                .bind("way", (person == null ? User.Origin.LOCAL : User.Origin.PROVIDER).name())
                .bind("idToken", idToken == null ? null : vault.seal(ID_TOKEN, idToken))
                .bind("issuer", person == null ? null : person.issuer())
                .bind("subject", person == null ? null : person.subject())
                .bind("providerSession", person == null ? null : person.providerSession())
                .bind("address", address)
                .bind("agent", agent.length() > 300 ? agent.substring(0, 300) : agent)
                .bind("now", Micros.of(now))
                .bind("expires", Micros.of(now.plus(LONGEST)))
                .execute());
    return id;
  }

  /**
   * The session of a cookie, unless it ended.
   *
   * @param renew whether this request counts as the person being there
   */
  public Optional<Session> find(RegistryId registry, String id, boolean renew) {
    var hash = Sha256.hex(id);
    var now = clock.instant();
    var found =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT * FROM session WHERE id_hash = :id AND registry_id = :registry"
                            + LIVES)
                    .bind("id", hash)
                    .bind("registry", registry.value())
                    .bind("now", Micros.of(now))
                    .bind("idleSince", Micros.of(now.minus(IDLE)))
                    .map((row, _) -> read(row))
                    .findOne());
    if (renew && found.isPresent() && found.get().lastSeenAt().isBefore(now.minus(TOUCH_EVERY))) {
      database.run(
          handle ->
              handle
                  .createUpdate("UPDATE session SET last_seen_at = :now WHERE id_hash = :idHash")
                  .bind("now", Micros.of(now))
                  .bind("idHash", hash)
                  .execute());
    }
    return found;
  }

  /** The sessions of a user that live, the newest first. */
  public List<Session> list(RegistryId registry, long userId) {
    var now = clock.instant();
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT * FROM session WHERE user_id = :user AND registry_id = :registry"
                        + LIVES
                        + " ORDER BY created_at DESC, id_hash")
                .bind("user", userId)
                .bind("registry", registry.value())
                .bind("now", Micros.of(now))
                .bind("idleSince", Micros.of(now.minus(IDLE)))
                .map((row, _) -> read(row))
                .list());
  }

  /** Ends the session of a cookie; nothing happens when there is none. */
  public void end(RegistryId registry, String id) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM session WHERE id_hash = :idHash AND registry_id = :registry")
                .bind("idHash", Sha256.hex(id))
                .bind("registry", registry.value())
                .execute());
  }

  /** Ends the session of this name of a user; false when there is none. */
  public boolean end(RegistryId registry, long userId, String name) {
    return name.length() == NAME
        && database.write(
                (Handle handle) ->
                    handle
                        .createUpdate(
                            "DELETE FROM session WHERE user_id = :user AND registry_id = :registry"
                                + " AND substr(id_hash, 1, 32) = :name")
                        .bind("user", userId)
                        .bind("registry", registry.value())
                        .bind("name", name)
                        .execute())
            == 1;
  }

  /**
   * Ends all sessions of a user with their registry tokens and the programs that wait to be let in;
   * access tokens and the CLI secret stay.
   */
  public void endAll(User user) {
    database.run(handle -> Revocation.sessions(handle, user.id(), null));
  }

  /**
   * Ends what a provider says has ended: one of its sessions, or all of a person's (OpenID Connect
   * Back-Channel Logout 1.0 section 2.7).
   *
   * @param subject null when only the session is named
   * @param providerSession null for all sessions of the subject
   * @return the username of each session that ended
   */
  public List<String> endAtProvider(
      RegistryId registry,
      String issuer,
      @Nullable String subject,
      @Nullable String providerSession) {
    if (subject == null && providerSession == null) {
      throw new IllegalArgumentException("neither subject nor session");
    }
    // Written out, because a null parameter has no type that PostgreSQL could compare.
    var which =
        "WHERE session.registry_id = :registry AND issuer = :issuer"
            + (subject == null ? "" : " AND subject = :subject")
            + (providerSession == null ? "" : " AND provider_session = :session");
    var bound = new HashMap<String, String>();
    bound.put("registry", registry.value());
    bound.put("issuer", issuer);
    if (subject != null) {
      bound.put("subject", subject);
    }
    if (providerSession != null) {
      bound.put("session", providerSession);
    }
    return database.write(
        (Handle handle) ->
            handle
                .createQuery(
                    "DELETE FROM session "
                        + which
                        + " RETURNING (SELECT u.username FROM registry_user u"
                        + " WHERE u.id = session.user_id) AS username")
                .bindMap(bound)
                .mapTo(String.class)
                .list());
  }

  /**
   * Ends the sessions of some users, at most a few hundred.
   *
   * @param kept the hash of the cookie of the session that goes on, null for none
   */
  static void endOf(Handle handle, List<Long> users, @Nullable String kept) {
    handle
        .createUpdate("DELETE FROM session WHERE user_id IN (<users>) AND id_hash <> :kept")
        .bindList("users", users)
        .bind("kept", kept == null ? "" : kept)
        .execute();
  }

  /** Ends the sessions that began at an issuer, named with or without a slash at its end. */
  public static void endOfIssuer(Handle handle, RegistryId registry, String issuer) {
    handle
        .createUpdate(
            "DELETE FROM session WHERE registry_id = :registry AND issuer IN (:issuer, :slashed)")
        .bind("registry", registry.value())
        .bind("issuer", issuer)
        .bind("slashed", issuer + "/")
        .execute();
  }

  /** Ends a user's sessions that began through a person who is no way in of the user any more. */
  static void endUnlinked(Handle handle, long userId) {
    handle
        .createUpdate(
            """
            DELETE FROM session WHERE user_id = :user AND way = 'PROVIDER' AND NOT EXISTS (
              SELECT 1 FROM user_identity i WHERE i.user_id = session.user_id
              AND i.issuer = session.issuer AND i.subject = session.subject)
            """)
        .bind("user", userId)
        .execute();
  }

  /** Forgets sessions that ended; how many. For a job. */
  public int sweep() {
    var now = clock.instant();
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate(
                    "DELETE FROM session WHERE expires_at <= :now OR last_seen_at <= :idleSince")
                .bind("now", Micros.of(now))
                .bind("idleSince", Micros.of(now.minus(IDLE)))
                .execute());
  }

  private Session read(ResultSet row) throws SQLException {
    var sealed = row.getBytes("id_token_sealed");
    return new Session(
        row.getString("id_hash").substring(0, NAME),
        row.getLong("user_id"),
        User.Origin.valueOf(row.getString("way")),
        sealed == null ? null : vault.openText(ID_TOKEN, sealed),
        row.getString("issuer"),
        row.getString("address"),
        row.getString("agent"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("last_seen_at")),
        Micros.instant(row.getLong("expires_at")));
  }
}
