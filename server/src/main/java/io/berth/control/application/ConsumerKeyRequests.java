package io.berth.control.application;

import io.berth.control.account.Account;
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
import org.jspecify.annotations.Nullable;

/**
 * Consumer keys on their way from {@code POST /auth/credential} to the person who accepts or
 * refuses them: the pending rows of table credential
 * (docs/reference/contracts/control-api.md#application-keys). A request that nobody answers is void
 * after a day.
 */
public final class ConsumerKeyRequests {
  private static final Duration PATIENCE = Duration.ofDays(1);

  /** Requests of one application that may wait at a time; each further one voids the oldest. */
  public static final int MOST_WAITING = 200;

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public ConsumerKeyRequests(Database database, SecureRandom random, Clock clock) {
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
  public record Asked(String consumerKey, String token) {
    @Override
    public String toString() {
      return "Asked[…]";
    }
  }

  public Asked ask(
      Application application,
      List<AccessRule> rules,
      List<String> allowedIps,
      @Nullable String redirection) {
    var asked = new Asked(tokens.letters(32), tokens.letters(64));
    database.run(
        handle -> {
          database.oneByOne(handle, "credential of " + application.id());
          CredentialRow.keepNewest(handle, application, MOST_WAITING - 1);
          CredentialRow.request(
              handle,
              application,
              new CredentialRow.Request(
                  Sha256.hex(asked.consumerKey()),
                  Sha256.hex(asked.token()),
                  rules,
                  allowedIps,
                  redirection),
              clock.instant());
        });
    return asked;
  }

  /** The request behind a token, while it waits for its answer. */
  public Optional<ConsumerKeyRequest> find(String token) {
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
                .bind("token", Sha256.hex(token))
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
  public boolean accept(String token, Account account, @Nullable Duration validity) {
    var end = validity == null ? null : clock.instant().plus(validity);
    return database.write(
        (Handle handle) -> CredentialRow.accept(handle, Sha256.hex(token), account, end));
  }

  /** The consumer key will never work; false when somebody answered before. */
  public boolean refuse(String token) {
    return database.write((Handle handle) -> CredentialRow.refuse(handle, Sha256.hex(token)));
  }

  /** Forgets requests that nobody answered in time; how many. */
  public int sweep() {
    return database.write(
        (Handle handle) -> CredentialRow.sweep(handle, clock.instant().minus(PATIENCE)));
  }

  private static ConsumerKeyRequest read(ResultSet row) throws SQLException {
    var blocks = row.getString("allowed_ips");
    return new ConsumerKeyRequest(
        row.getString("name"),
        row.getString("description"),
        row.getString("owner_name"),
        AccessRule.read(row.getString("rules")),
        blocks == null ? List.of() : List.of(blocks.split(",")),
        row.getString("redirection"));
  }
}
