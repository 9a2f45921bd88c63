package io.berth.control;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The client credentials grant and its access tokens: table oauth_token
 * (docs/reference/contracts/control-api.md#oauth2). The clients themselves are kept by {@link
 * OauthClients}.
 */
public final class ServiceAccounts {
  static final Duration TOKEN_LIFE = Duration.ofHours(1);

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
  record Holder(long accountId, String clientId, boolean byCode) {}

  /** Whether client and secret belong together. */
  boolean isProven(String clientId, String clientSecret) {
    var hash = Tokens.hash(clientSecret);
    var known =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT secret_hash FROM oauth_client"
                            + " WHERE client_id = ? AND flow = 'CLIENT_CREDENTIALS'")
                    // No database keeps a zero character, and no client has one in its id.
                    .bind(0, clientId.replace("\0", ""))
                    .mapTo(String.class)
                    .findOne());
    return known.isPresent() && same(known.get(), hash);
  }

  /** An access token, or nothing when client and secret do not belong together. */
  Optional<String> issue(String clientId, String clientSecret) {
    if (!isProven(clientId, clientSecret)) {
      return Optional.empty();
    }
    var token = tokens.letters(64);
    var now = clock.instant();
    database.run(
        handle -> {
          handle.execute("DELETE FROM oauth_token WHERE expires_at < ?", Micros.of(now));
          handle.execute(
              """
              INSERT INTO oauth_token
                (token_hash, client_id, account_id, scope, created_at, expires_at)
              SELECT ?, client_id, account_id, 'all', ?, ? FROM oauth_client WHERE client_id = ?
              """,
              Tokens.hash(token),
              Micros.of(now),
              Micros.of(now.plus(TOKEN_LIFE)),
              clientId);
        });
    return Optional.of(token);
  }

  /** Whom an access token that has not expired speaks for. */
  Optional<Holder> holder(String token) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT account_id, client_id, code_hash FROM oauth_token"
                        + " WHERE token_hash = ? AND expires_at > ?")
                .bind(0, Tokens.hash(token))
                .bind(1, Micros.of(clock.instant()))
                .map(
                    (row, _) ->
                        new Holder(
                            row.getLong("account_id"),
                            row.getString("client_id"),
                            row.getString("code_hash") != null))
                .findOne());
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
