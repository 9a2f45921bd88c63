package io.berth.control;

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
import org.jspecify.annotations.Nullable;

/**
 * Consumer keys on their way from {@code POST /auth/credential} to the person who accepts or
 * refuses them: the pending rows of table credential
 * (docs/reference/contracts/control-api.md#application-keys). A request that nobody answers is void
 * after a day.
 */
final class KeyRequests {
  private static final Duration PATIENCE = Duration.ofDays(1);

  /** Requests of one application that may wait at a time; each further one voids the oldest. */
  static final int MOST_WAITING = 200;

  private static final String DROP_OLDEST =
      """
      DELETE FROM credential
      WHERE application_id = ? AND status = 'pendingValidation' AND id <=
        (SELECT id FROM credential WHERE application_id = ? AND status = 'pendingValidation'
         ORDER BY id DESC LIMIT 1 OFFSET ?)
      """;

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  KeyRequests(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /**
   * What the application gets.
   *
   * @param consumerKey works once the request was accepted
   * @param token names the request to the validation page
   */
  record Asked(String consumerKey, String token) {
    @Override
    public String toString() {
      return "Asked[…]";
    }
  }

  Asked ask(
      Application application,
      List<Rule> rules,
      List<String> allowedIps,
      @Nullable String redirection) {
    var asked = new Asked(tokens.letters(32), tokens.letters(64));
    database.run(
        handle -> {
          database.oneByOne(handle, "credential of " + application.id());
          handle.execute(DROP_OLDEST, application.id(), application.id(), MOST_WAITING - 1);
          handle
              .createUpdate(
                  """
                    INSERT INTO credential
                      (application_id, consumer_key_hash, token_hash, status, rules, allowed_ips,
                       redirection, created_at)
                    VALUES (:application, :key, :token, 'pendingValidation', :rules, :ips,
                       :redirection, :now)
                    """)
              .bind("application", application.id())
              .bind("key", Tokens.hash(asked.consumerKey()))
              .bind("token", Tokens.hash(asked.token()))
              .bind("rules", Rule.write(rules))
              .bind("ips", allowedIps.isEmpty() ? null : String.join(",", allowedIps))
              .bind("redirection", redirection)
              .bind("now", Micros.of(clock.instant()))
              .execute();
        });
    return asked;
  }

  /** The request behind a token, while it waits for its answer. */
  Optional<KeyRequest> find(String token) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT application.name, application.description, owner.name AS owner_name,
                      credential.rules, credential.allowed_ips, credential.redirection
                    FROM credential
                    JOIN application ON application.id = credential.application_id
                    JOIN account owner ON owner.id = application.account_id
                    WHERE credential.token_hash = :token
                      AND credential.status = 'pendingValidation'
                      AND credential.created_at > :oldest AND application.status = 'active'
                    """)
                .bind("token", Tokens.hash(token))
                .bind("oldest", Micros.of(clock.instant().minus(PATIENCE)))
                .map((row, _) -> read(row))
                .findOne());
  }

  /**
   * Lets the consumer key act for the account.
   *
   * @param validity null for ever
   * @return false when somebody answered before
   */
  boolean accept(String token, Account account, @Nullable Duration validity) {
    var now = clock.instant();
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        """
                        UPDATE credential
                        SET status = 'validated', account_id = :account, expires_at = :expires
                        WHERE token_hash = :token AND status = 'pendingValidation'
                        """)
                    .bind("account", account.id())
                    .bind("expires", validity == null ? null : Micros.of(now.plus(validity)))
                    .bind("token", Tokens.hash(token))
                    .execute())
        == 1;
  }

  /** The consumer key will never work; false when somebody answered before. */
  boolean refuse(String token) {
    return database.write(
            (Handle handle) ->
                handle.execute(
                    "UPDATE credential SET status = 'refused'"
                        + " WHERE token_hash = ? AND status = 'pendingValidation'",
                    Tokens.hash(token)))
        == 1;
  }

  /** Forgets requests that nobody answered in time; how many. */
  int sweep() {
    return database.write(
        (Handle handle) ->
            handle.execute(
                "DELETE FROM credential WHERE token_hash IS NOT NULL"
                    + " AND status IN ('pendingValidation', 'refused') AND created_at < ?",
                Micros.of(clock.instant().minus(PATIENCE))));
  }

  private static KeyRequest read(ResultSet row) throws SQLException {
    var blocks = row.getString("allowed_ips");
    return new KeyRequest(
        row.getString("name"),
        row.getString("description"),
        row.getString("owner_name"),
        Rule.read(row.getString("rules")),
        blocks == null ? List.of() : List.of(blocks.split(",")),
        row.getString("redirection"));
  }
}
