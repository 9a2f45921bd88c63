package io.berth.control.account;

import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The browsers accounts are signed in with: table account_session. The cookie holds a random
 * secret, the table its hash; a session ends when it was idle for an hour, when it is twelve hours
 * old, with its account, or when somebody ends it.
 */
public final class AccountSessions {
  static final Duration IDLE = Duration.ofHours(1);
  static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
  private static final int LONGEST_AGENT = 300;

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public AccountSessions(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /** Starts a session; what the cookie holds. */
  public String start(Account account, String address, String agent) {
    var secret = tokens.letters(43);
    var now = clock.instant();
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO account_session
                      (account_id, secret_hash, address, agent, created_at, last_seen_at,
                       expires_at)
                    VALUES (:account, :hash, :address, :agent, :now, :now, :expires)
                    """)
                .bind("account", account.id())
                .bind("hash", Sha256.hex(secret))
                .bind("address", address)
                .bind("agent", agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)))
                .bind("now", Micros.of(now))
                .bind("expires", Micros.of(now.plus(LONGEST)))
                .execute());
    return secret;
  }

  /** The session of a cookie, unless it ended; finding it counts as being there. */
  public Optional<AccountSession> find(String secret) {
    var now = clock.instant();
    var found =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        """
                        SELECT * FROM account_session
                        WHERE secret_hash = :hash AND expires_at > :now AND last_seen_at > :idle
                        """)
                    .bind("hash", Sha256.hex(secret))
                    .bind("now", Micros.of(now))
                    .bind("idle", Micros.of(now.minus(IDLE)))
                    .map((row, _) -> read(row))
                    .findOne());
    found
        .filter(session -> session.lastSeenAt().isBefore(now.minus(TOUCH_EVERY)))
        .ifPresent(
            session ->
                database.run(
                    handle ->
                        handle
                            .createUpdate(
                                "UPDATE account_session SET last_seen_at = :now WHERE id = :id")
                            .bind("now", Micros.of(now))
                            .bind("id", session.id())
                            .execute()));
    return found;
  }

  /** The sessions of an account that have not ended, newest first. */
  public List<AccountSession> list(Account account) {
    var now = clock.instant();
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT * FROM account_session
                    WHERE account_id = :account AND expires_at > :now AND last_seen_at > :idle
                    ORDER BY id DESC
                    """)
                .bind("account", account.id())
                .bind("now", Micros.of(now))
                .bind("idle", Micros.of(now.minus(IDLE)))
                .map((row, _) -> read(row))
                .list());
  }

  /** Ends a session of this account; false when it has none with this id. */
  public boolean end(Account account, long id) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "DELETE FROM account_session WHERE id = :id AND account_id = :account")
                    .bind("id", id)
                    .bind("account", account.id())
                    .execute())
        == 1;
  }

  /**
   * Ends the sessions of an account but one.
   *
   * @param kept the id of the session that goes on, 0 for none
   */
  static void endAll(Handle handle, Account account, long kept) {
    handle
        .createUpdate("DELETE FROM account_session WHERE account_id = :account AND id <> :kept")
        .bind("account", account.id())
        .bind("kept", kept)
        .execute();
  }

  /** Forgets sessions that ended; how many. */
  public int sweep() {
    var now = clock.instant();
    return database.write(
        (Handle handle) ->
            handle
                .createUpdate(
                    "DELETE FROM account_session"
                        + " WHERE expires_at <= :now OR last_seen_at <= :idleSince")
                .bind("now", Micros.of(now))
                .bind("idleSince", Micros.of(now.minus(IDLE)))
                .execute());
  }

  private static AccountSession read(ResultSet row) throws SQLException {
    return new AccountSession(
        row.getLong("id"),
        row.getLong("account_id"),
        row.getString("address"),
        row.getString("agent"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("last_seen_at")),
        Micros.instant(row.getLong("expires_at")));
  }
}
