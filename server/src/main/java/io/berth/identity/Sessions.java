package io.berth.identity;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.Vault;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Browser sessions. The cookie holds 256 random bits, the table session their hash; a session ends
 * when it was idle for an hour, when it is twelve hours old, or with its user.
 */
public final class Sessions {
  /** How long a session lives without a request. */
  public static final Duration IDLE = Duration.ofMinutes(60);

  /** How long a session lives at most. */
  public static final Duration LONGEST = Duration.ofHours(12);

  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
  private static final String ID_TOKEN = "session.id_token_sealed";

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
   * @param idToken kept for the provider's end-session endpoint
   * @return what the cookie holds
   */
  public String start(User user, @Nullable String idToken, String address, String agent) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO session
                      (id_hash, registry_id, user_id, way, id_token_sealed, address, agent,
                       created_at, last_seen_at, expires_at)
                    VALUES (:id, :registry, :user, :way, :idToken, :address, :agent,
                       :now, :now, :expires)
                    """)
                .bind("id", Digests.sha256(id))
                .bind("registry", user.registry().value())
                .bind("user", user.id())
                .bind("way", user.origin().name())
                .bind("idToken", idToken == null ? null : vault.seal(ID_TOKEN, idToken))
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
    var hash = Digests.sha256(id);
    var now = clock.instant();
    var row =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        """
                        SELECT user_id, way, id_token_sealed, created_at, last_seen_at, expires_at
                        FROM session
                        WHERE id_hash = :id AND registry_id = :registry
                          AND expires_at > :now AND last_seen_at > :idleSince
                        """)
                    .bind("id", hash)
                    .bind("registry", registry.value())
                    .bind("now", Micros.of(now))
                    .bind("idleSince", Micros.of(now.minus(IDLE)))
                    .map(
                        (r, _) ->
                            new Seen(
                                r.getLong("last_seen_at"),
                                new Session(
                                    r.getLong("user_id"),
                                    User.Origin.valueOf(r.getString("way")),
                                    opened(r.getBytes("id_token_sealed")),
                                    Micros.instant(r.getLong("created_at")),
                                    Micros.instant(r.getLong("expires_at")))))
                    .findOne());
    if (renew && row.isPresent() && row.get().at() < Micros.of(now.minus(TOUCH_EVERY))) {
      database.run(
          handle ->
              handle.execute(
                  "UPDATE session SET last_seen_at = ? WHERE id_hash = ?", Micros.of(now), hash));
    }
    return row.map(Seen::session);
  }

  /** Ends the session of a cookie; nothing happens when there is none. */
  public void end(RegistryId registry, String id) {
    database.run(
        handle ->
            handle.execute(
                "DELETE FROM session WHERE id_hash = ? AND registry_id = ?",
                Digests.sha256(id),
                registry.value()));
  }

  /** Ends all sessions of a user. */
  public void endAll(RegistryId registry, long userId) {
    database.run(
        handle ->
            handle.execute(
                "DELETE FROM session WHERE user_id = ? AND registry_id = ?",
                userId,
                registry.value()));
  }

  /** Forgets sessions that ended; how many. For a job. */
  public int sweep() {
    var now = clock.instant();
    return database.write(
        (Handle handle) ->
            handle.execute(
                "DELETE FROM session WHERE expires_at <= ? OR last_seen_at <= ?",
                Micros.of(now),
                Micros.of(now.minus(IDLE))));
  }

  private @Nullable String opened(byte @Nullable [] sealed) {
    return sealed == null ? null : vault.openText(ID_TOKEN, sealed);
  }

  private record Seen(long at, Session session) {}
}
