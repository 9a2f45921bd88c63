package io.berth.control.account;

import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The client credentials grant and its access tokens: table oauth_token
 * (docs/reference/contracts/control-api.md#oauth2). The clients themselves are kept by {@link
 * OauthClients}.
 */
public final class ServiceAccounts {
  public static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public ServiceAccounts(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /**
   * Whom a token speaks for.
   *
   * @param byCode whether the account let the client have it, by the authorization code flow
   */
  public record Holder(long accountId, String clientId, boolean byCode) {}

  /** Whether client and secret belong together. */
  public boolean isProven(String clientId, String clientSecret) {
    var hash = Sha256.hex(clientSecret);
    var known =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT secret_hash FROM oauth_client WHERE client_id = :client"
                            + " AND flow = 'CLIENT_CREDENTIALS'")
                    // No database keeps a zero character, and no client has one in its id.
                    .bind("client", clientId.replace("\0", ""))
                    .mapTo(String.class)
                    .findOne());
    return known.isPresent() && Sha256.same(known.get(), hash);
  }

  /** An access token, or nothing when client and secret do not belong together. */
  public Optional<String> issue(String clientId, String clientSecret) {
    if (!isProven(clientId, clientSecret)) {
      return Optional.empty();
    }
    var token = tokens.letters(64);
    var now = clock.instant();
    database.run(
        handle -> {
          handle
              .createUpdate("DELETE FROM oauth_token WHERE expires_at < :now")
              .bind("now", Micros.of(now))
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO oauth_token
                    (token_hash, client_id, account_id, scope, created_at, expires_at)
                  SELECT :tokenHash, client_id, account_id, 'all', :now, :expires
                  FROM oauth_client WHERE client_id = :client
                  """)
              .bind("tokenHash", Sha256.hex(token))
              .bind("now", Micros.of(now))
              .bind("expires", Micros.of(now.plus(TOKEN_LIFE)))
              .bind("client", clientId)
              .execute();
        });
    return Optional.of(token);
  }

  /**
   * Keeps an access token that a program got to act for an account.
   *
   * @param code the hash of the authorization code it came from
   */
  static void insert(
      Handle handle, String token, String clientId, long accountId, String code, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO oauth_token
              (token_hash, client_id, account_id, scope, created_at, expires_at, code_hash)
            VALUES (:tokenHash, :client, :account, 'all', :now, :expires, :codeHash)
            """)
        .bind("tokenHash", Sha256.hex(token))
        .bind("client", clientId)
        .bind("account", accountId)
        .bind("now", Micros.of(now))
        .bind("expires", Micros.of(now.plus(TOKEN_LIFE)))
        .bind("codeHash", code)
        .execute();
  }

  /** Ends a token of this client; nothing happens when there is none. */
  static void end(Handle handle, String clientId, String token) {
    handle
        .createUpdate(
            "DELETE FROM oauth_token WHERE token_hash = :tokenHash AND client_id = :client")
        .bind("tokenHash", Sha256.hex(token))
        .bind("client", clientId)
        .execute();
  }

  /** Ends the tokens that came from a code. */
  static void endOfCode(Handle handle, String code) {
    handle
        .createUpdate("DELETE FROM oauth_token WHERE code_hash = :codeHash")
        .bind("codeHash", code)
        .execute();
  }

  /** Ends the tokens that came from any code, for this account. */
  static void endOfCodes(Handle handle, Account account) {
    handle
        .createUpdate(
            "DELETE FROM oauth_token WHERE account_id = :account AND code_hash IS NOT NULL")
        .bind("account", account.id())
        .execute();
  }

  /** Whom an access token that has not expired speaks for. */
  public Optional<Holder> holder(String token) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT account_id, client_id, code_hash FROM oauth_token"
                        + " WHERE token_hash = :tokenHash AND expires_at > :now")
                .bind("tokenHash", Sha256.hex(token))
                .bind("now", Micros.of(clock.instant()))
                .map(
                    (row, _) ->
                        new Holder(
                            row.getLong("account_id"),
                            row.getString("client_id"),
                            row.getString("code_hash") != null))
                .findOne());
  }
}
