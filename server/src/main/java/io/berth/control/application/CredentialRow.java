package io.berth.control.application;

import io.berth.control.account.Account;
import io.berth.secret.Sha256;
import io.berth.sql.Micros;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Owns table credential, the consumer keys: every statement that writes it stands here, within the
 * transaction of whoever calls. Hashes are those of {@link Sha256#hex}; allowed IPs are CIDR
 * blocks, none for everywhere.
 */
final class CredentialRow {
  private CredentialRow() {}

  /** Adds a key that works at once; it never expires when no end is given. */
  static void grant(
      Handle handle,
      Application application,
      String keyHash,
      List<AccessRule> rules,
      @Nullable Instant expiresAt,
      Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO credential
              (application_id, account_id, consumer_key_hash, status, rules, created_at,
               expires_at)
            VALUES (:application, :account, :hash, 'validated', :rules, :now, :expires)
            """)
        .bind("application", application.id())
        .bind("account", application.accountId())
        .bind("hash", keyHash)
        .bind("rules", AccessRule.write(rules))
        .bind("now", Micros.of(now))
        .bind("expires", expiresAt == null ? null : Micros.of(expiresAt))
        .execute();
  }

  /**
   * A key that waits for somebody to accept it.
   *
   * @param tokenHash of the token that names it to the validation page
   * @param redirection where the page leads to afterwards, null for nowhere
   */
  record Request(
      String keyHash,
      String tokenHash,
      List<AccessRule> rules,
      List<String> allowedIps,
      @Nullable String redirection) {}

  static void request(Handle handle, Application application, Request request, Instant now) {
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
        .bind("key", request.keyHash())
        .bind("token", request.tokenHash())
        .bind("rules", AccessRule.write(request.rules()))
        .bind("ips", blocks(request.allowedIps()))
        .bind("redirection", request.redirection())
        .bind("now", Micros.of(now))
        .execute();
  }

  /** Removes the oldest requests of an application that are more than these. */
  static void keepNewest(Handle handle, Application application, int most) {
    handle
        .createUpdate(
            """
            DELETE FROM credential
            WHERE application_id = :application AND status = 'pendingValidation' AND id <=
              (SELECT id FROM credential
              WHERE application_id = :application AND status = 'pendingValidation'
               ORDER BY id DESC LIMIT 1 OFFSET :offset)
            """)
        .bind("application", application.id())
        .bind("offset", most)
        .execute();
  }

  /** Lets the key of a request act for an account; false when somebody answered before. */
  static boolean accept(
      Handle handle, String tokenHash, Account account, @Nullable Instant expiresAt) {
    return handle
            .createUpdate(
                """
                UPDATE credential
                SET status = 'validated', account_id = :account, expires_at = :expires
                WHERE token_hash = :token AND status = 'pendingValidation'
                """)
            .bind("account", account.id())
            .bind("expires", expiresAt == null ? null : Micros.of(expiresAt))
            .bind("token", tokenHash)
            .execute()
        == 1;
  }

  /** The key of a request will never work; false when somebody answered before. */
  static boolean refuse(Handle handle, String tokenHash) {
    return handle
            .createUpdate(
                "UPDATE credential SET status = 'refused' WHERE token_hash = :tokenHash"
                    + " AND status = 'pendingValidation'")
            .bind("tokenHash", tokenHash)
            .execute()
        == 1;
  }

  /** Removes requests that were not accepted and are older; how many. */
  static int sweep(Handle handle, Instant before) {
    return handle
        .createUpdate(
            "DELETE FROM credential WHERE token_hash IS NOT NULL"
                + " AND status IN ('pendingValidation', 'refused') AND created_at < :before")
        .bind("before", Micros.of(before))
        .execute();
  }

  static void used(Handle handle, long id, Instant now) {
    handle
        .createUpdate("UPDATE credential SET last_used_at = :now WHERE id = :id")
        .bind("now", Micros.of(now))
        .bind("id", id)
        .execute();
  }

  /** Ends a key. */
  static void expire(Handle handle, long id) {
    handle
        .createUpdate("UPDATE credential SET status = 'expired' WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** Sets where a key of an account may be used from. */
  static void restrict(Handle handle, Account account, long id, List<String> allowedIps) {
    handle
        .createUpdate(
            "UPDATE credential SET allowed_ips = :allowedIps WHERE id = :id"
                + " AND account_id = :account")
        .bind("allowedIps", blocks(allowedIps))
        .bind("id", id)
        .bind("account", account.id())
        .execute();
  }

  /** Removes a key of an account; false when it has none of that id. */
  static boolean delete(Handle handle, Account account, long id) {
    return handle
            .createUpdate("DELETE FROM credential WHERE id = :id AND account_id = :account")
            .bind("id", id)
            .bind("account", account.id())
            .execute()
        == 1;
  }

  /** Removes all keys of an application that an account made. */
  static void deleteOf(Handle handle, Account account, long applicationId) {
    handle
        .createUpdate(
            "DELETE FROM credential WHERE application_id IN (SELECT id FROM application"
                + " WHERE id = :id AND account_id = :account)")
        .bind("id", applicationId)
        .bind("account", account.id())
        .execute();
  }

  private static @Nullable String blocks(List<String> allowedIps) {
    return allowedIps.isEmpty() ? null : String.join(",", allowedIps);
  }
}
