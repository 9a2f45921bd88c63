package io.berth.control;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Authorization codes and the access tokens they are exchanged for: tables oauth_code and
 * oauth_token (RFC 6749 section 4.1, RFC 7636). Both are kept as hashes.
 */
final class OauthCodes {
  private static final Duration CODE_LIFE = Duration.ofMinutes(1);

  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  OauthCodes(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /** A code for the account that accepted; {@code challenge} as of RFC 7636 section 4.2. */
  String issue(String clientId, Account account, String redirectUri, String challenge) {
    var code = tokens.letters(43);
    database.run(
        handle ->
            handle.execute(
                """
                INSERT INTO oauth_code
                  (code_hash, client_id, account_id, redirect_uri, challenge, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                Tokens.hash(code),
                clientId,
                account.id(),
                redirectUri,
                challenge,
                Micros.of(clock.instant().plus(CODE_LIFE))));
    return code;
  }

  private record Stored(
      String clientId, String redirectUri, String challenge, long expiresAt, boolean used) {}

  /**
   * An access token for a code. A code that comes a second time ends the tokens of the first
   * (section 4.1.2).
   *
   * @return absent when the code is unknown, used, too old, or another client's, redirection's or
   *     verifier's
   */
  Optional<String> exchange(String clientId, String code, String redirectUri, String verifier) {
    var hash = Tokens.hash(code);
    var now = clock.instant();
    var token = tokens.letters(64);
    return database.write(
        (Handle handle) -> {
          var stored =
              handle
                  .createQuery("SELECT * FROM oauth_code WHERE code_hash = ?")
                  .bind(0, hash)
                  .map(
                      (row, _) ->
                          new Stored(
                              row.getString("client_id"),
                              row.getString("redirect_uri"),
                              row.getString("challenge"),
                              row.getLong("expires_at"),
                              row.getLong("used_at") > 0))
                  .findOne();
          if (stored.isEmpty() || !stored.get().clientId().equals(clientId)) {
            return Optional.empty();
          }
          int first =
              handle.execute(
                  "UPDATE oauth_code SET used_at = ? WHERE code_hash = ? AND used_at IS NULL",
                  Micros.of(now),
                  hash);
          if (first == 0) {
            handle.execute("DELETE FROM oauth_token WHERE code_hash = ?", hash);
            return Optional.empty();
          }
          if (stored.get().expiresAt() <= Micros.of(now)
              || !stored.get().redirectUri().equals(redirectUri)
              || !same(stored.get().challenge(), challenge(verifier))) {
            return Optional.empty();
          }
          handle.execute(
              """
              INSERT INTO oauth_token
                (token_hash, client_id, account_id, scope, created_at, expires_at, code_hash)
              SELECT ?, client_id, account_id, 'all', ?, ?, code_hash
              FROM oauth_code WHERE code_hash = ?
              """,
              Tokens.hash(token),
              Micros.of(now),
              Micros.of(now.plus(ServiceAccounts.TOKEN_LIFE)),
              hash);
          return Optional.of(token);
        });
  }

  /** Ends a token of this client; nothing happens when there is none (RFC 7009 section 2.2). */
  void revoke(String clientId, String token) {
    database.run(
        handle ->
            handle.execute(
                "DELETE FROM oauth_token WHERE token_hash = ? AND client_id = ?",
                Tokens.hash(token),
                clientId));
  }

  /** Forgets codes whose tokens have ended too; how many. */
  int sweep() {
    return database.write(
        (Handle handle) ->
            handle.execute(
                "DELETE FROM oauth_code WHERE expires_at < ?",
                Micros.of(clock.instant().minus(ServiceAccounts.TOKEN_LIFE))));
  }

  /** RFC 7636 section 4.6, method S256. */
  static String challenge(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
