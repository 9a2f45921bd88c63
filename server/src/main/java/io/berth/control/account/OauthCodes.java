package io.berth.control.account;

import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Authorization codes and the tokens they are exchanged for: tables oauth_code, oauth_token and
 * oauth_refresh (RFC 6749 sections 4.1 and 6, RFC 7636). All are kept as hashes. A refresh token is
 * good once; one that comes a second time was stolen from somebody, and everything that came from
 * the same code ends (RFC 9700 section 4.14.2).
 */
public final class OauthCodes {
  private static final Duration CODE_LIFE = Duration.ofMinutes(1);

  /** How long a program may be unused before its person has to let it in again. */
  static final Duration REFRESH_LIFE = Duration.ofDays(30);

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public OauthCodes(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /** A code for the account that accepted; {@code challenge} as of RFC 7636 section 4.2. */
  public String issue(String clientId, Account account, String redirectUri, String challenge) {
    var code = tokens.letters(43);
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO oauth_code
                      (code_hash, client_id, account_id, redirect_uri, challenge, expires_at)
                    VALUES (:codeHash, :client, :account, :redirectUri, :challenge, :expires)
                    """)
                .bind("codeHash", Sha256.hex(code))
                .bind("client", clientId)
                .bind("account", account.id())
                .bind("redirectUri", redirectUri)
                .bind("challenge", challenge)
                .bind("expires", Micros.of(clock.instant().plus(CODE_LIFE)))
                .execute());
    return code;
  }

  private record Stored(
      String clientId, long accountId, String redirectUri, String challenge, long expiresAt) {}

  /** What a client gets for a code or a refresh token. */
  public record Issued(String accessToken, String refreshToken) {
    /** Without the tokens: this ends up in logs. */
    @Override
    public String toString() {
      return "Issued[…]";
    }
  }

  /**
   * Tokens for a code. A code that comes a second time ends the tokens of the first (RFC 6749
   * section 4.1.2).
   *
   * @return absent when the code is unknown, used, too old, or another client's, redirection's or
   *     verifier's
   */
  public Optional<Issued> exchange(
      String clientId, String code, String redirectUri, String verifier) {
    var hash = Sha256.hex(code);
    var now = clock.instant();
    return database.write(
        (Handle handle) -> {
          var stored =
              handle
                  .createQuery("SELECT * FROM oauth_code WHERE code_hash = :codeHash")
                  .bind("codeHash", hash)
                  .map(
                      (row, _) ->
                          new Stored(
                              row.getString("client_id"),
                              row.getLong("account_id"),
                              row.getString("redirect_uri"),
                              row.getString("challenge"),
                              row.getLong("expires_at")))
                  .findOne();
          if (stored.isEmpty() || !stored.get().clientId().equals(clientId)) {
            return Optional.empty();
          }
          int first =
              handle
                  .createUpdate(
                      "UPDATE oauth_code SET used_at = :now WHERE code_hash = :codeHash"
                          + " AND used_at IS NULL")
                  .bind("now", Micros.of(now))
                  .bind("codeHash", hash)
                  .execute();
          if (first == 0) {
            end(handle, hash);
            return Optional.empty();
          }
          if (stored.get().expiresAt() <= Micros.of(now)
              || !stored.get().redirectUri().equals(redirectUri)
              || !Sha256.same(stored.get().challenge(), Sha256.base64Url(verifier))) {
            return Optional.empty();
          }
          return Optional.of(issue(handle, hash, clientId, stored.get().accountId()));
        });
  }

  /**
   * New tokens for a refresh token, which is used up.
   *
   * @return absent when the token is unknown, used, too old or another client's, or its account may
   *     not come in any more
   */
  public Optional<Issued> refresh(String clientId, String refreshToken) {
    var hash = Sha256.hex(refreshToken);
    var now = Micros.of(clock.instant());
    return database.write(
        (Handle handle) -> {
          var known =
              handle
                  .createQuery(
                      """
                      SELECT r.code_hash, r.account_id FROM oauth_refresh r
                      JOIN account a ON a.id = r.account_id AND a.disabled_at IS NULL
                      WHERE r.token_hash = :tokenHash AND r.client_id = :client
                      AND r.expires_at > :now
                      """)
                  .bind("tokenHash", hash)
                  .bind("client", clientId)
                  .bind("now", now)
                  .map(
                      (row, _) -> new Family(row.getString("code_hash"), row.getLong("account_id")))
                  .findOne();
          if (known.isEmpty()) {
            return Optional.empty();
          }
          int first =
              handle
                  .createUpdate(
                      "UPDATE oauth_refresh SET used_at = :now WHERE token_hash = :tokenHash"
                          + " AND used_at IS NULL")
                  .bind("now", now)
                  .bind("tokenHash", hash)
                  .execute();
          if (first == 0) {
            end(handle, known.get().code());
            return Optional.empty();
          }
          return Optional.of(issue(handle, known.get().code(), clientId, known.get().accountId()));
        });
  }

  /** All tokens that came from one code. */
  private record Family(String code, long accountId) {}

  private Issued issue(Handle handle, String code, String clientId, long accountId) {
    var now = clock.instant();
    var issued = new Issued(tokens.letters(64), tokens.letters(64));
    ServiceAccounts.insert(handle, issued.accessToken(), clientId, accountId, code, now);
    handle
        .createUpdate(
            """
            INSERT INTO oauth_refresh (token_hash, code_hash, client_id, account_id, expires_at)
            VALUES (:tokenHash, :codeHash, :client, :account, :expires)
            """)
        .bind("tokenHash", Sha256.hex(issued.refreshToken()))
        .bind("codeHash", code)
        .bind("client", clientId)
        .bind("account", accountId)
        .bind("expires", Micros.of(now.plus(REFRESH_LIFE)))
        .execute();
    return issued;
  }

  private static void end(Handle handle, String code) {
    ServiceAccounts.endOfCode(handle, code);
    handle
        .createUpdate("DELETE FROM oauth_refresh WHERE code_hash = :codeHash")
        .bind("codeHash", code)
        .execute();
  }

  /**
   * Ends a token of this client, a refresh token with all that came from the same code; nothing
   * happens when there is none (RFC 7009 section 2).
   */
  public void revoke(String clientId, String token) {
    var hash = Sha256.hex(token);
    database.run(
        handle -> {
          ServiceAccounts.end(handle, clientId, token);
          handle
              .createQuery(
                  "SELECT code_hash FROM oauth_refresh WHERE token_hash = :tokenHash"
                      + " AND client_id = :client")
              .bind("tokenHash", hash)
              .bind("client", clientId)
              .mapTo(String.class)
              .findOne()
              .ifPresent(code -> end(handle, code));
        });
  }

  /** Ends all that programs got to act for an account: codes, their tokens and refresh tokens. */
  static void endAll(Handle handle, Account account) {
    handle
        .createUpdate("DELETE FROM oauth_code WHERE account_id = :account")
        .bind("account", account.id())
        .execute();
    handle
        .createUpdate("DELETE FROM oauth_refresh WHERE account_id = :account")
        .bind("account", account.id())
        .execute();
    ServiceAccounts.endOfCodes(handle, account);
  }

  /** Forgets codes whose first token has ended, and refresh tokens that have; how many. */
  public int sweep() {
    return database.write(
        (Handle handle) ->
            handle
                    .createUpdate("DELETE FROM oauth_code WHERE expires_at < :before")
                    .bind("before", Micros.of(clock.instant().minus(ServiceAccounts.TOKEN_LIFE)))
                    .execute()
                + handle
                    .createUpdate("DELETE FROM oauth_refresh WHERE expires_at < :now")
                    .bind("now", Micros.of(clock.instant()))
                    .execute());
  }
}
