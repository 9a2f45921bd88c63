package io.berth.control.application;

import io.berth.control.account.Account;
import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Applications and the consumer keys given to them: tables application and credential. Sizes of the
 * keys as docs/reference/contracts/control-api.md#application-keys has them.
 */
public final class Applications {
  /** Ours have 16 letters; what a stranger made up is not worth remembering. */
  private static final int LONGEST_KEY = 64;

  /** All rules and networks of the keys that are kept; who makes a key says how many it has. */
  private static final long KEPT_RULES = 20_000;

  private static final String SECRET = "application.secret_sealed";

  private final Database database;
  private final Vault vault;
  private final Tokens tokens;
  private final Clock clock;
  private final QueryCache<String, Optional<Application>> byKey;
  private final QueryCache<KeyHash, Optional<ConsumerKey>> byConsumerKey;

  private record KeyHash(long application, String hash) {}

  public Applications(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.tokens = new Tokens(random);
    this.clock = clock;
    this.byKey = new QueryCache<>(database, 2_000);
    this.byConsumerKey =
        new QueryCache<>(
            database,
            KEPT_RULES,
            found -> 1 + found.map(it -> it.rules().size() + it.allowedIps().size()).orElse(0));
  }

  /** Makes an application of an account. */
  public Application create(Account account, String name, String description) {
    var secret = tokens.letters(32);
    return database.write(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    INSERT INTO application
                      (account_id, application_key, secret_sealed, name, description, status,
                       created_at)
                    VALUES (:account, :key, :secret, :name, :description, 'active', :now)
                    RETURNING id, account_id, application_key, secret_sealed, status
                    """)
                .bind("account", account.id())
                .bind("key", tokens.letters(16))
                .bind("secret", vault.seal(SECRET, secret))
                .bind("name", name)
                .bind("description", description)
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> application(row))
                .one());
  }

  /** Gives an application a consumer key of its owner that never expires; the key, shown once. */
  public String grant(Application application, List<AccessRule> rules) {
    return grant(application, rules, null);
  }

  /**
   * The same with an end.
   *
   * @param expiresAt null for never
   */
  public String grant(
      Application application, List<AccessRule> rules, @Nullable Instant expiresAt) {
    var key = tokens.letters(32);
    database.run(
        handle ->
            CredentialRow.grant(
                handle, application, Sha256.hex(key), rules, expiresAt, clock.instant()));
    return key;
  }

  /** The application of a key; its secret is kept in memory, opened, until the table changes. */
  public Optional<Application> find(String key) {
    return key.length() > LONGEST_KEY ? Optional.empty() : byKey.get(key, this::read);
  }

  private Optional<Application> read(String key) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT id, account_id, application_key, secret_sealed, status FROM application"
                        + " WHERE application_key = :applicationKey")
                .bind("applicationKey", key)
                .map((row, _) -> application(row))
                .findOne());
  }

  /** The credential behind a consumer key of this application. */
  public Optional<ConsumerKey> credential(Application application, String consumerKey) {
    return byConsumerKey.get(
        new KeyHash(application.id(), Sha256.hex(consumerKey)), this::readCredential);
  }

  private Optional<ConsumerKey> readCredential(KeyHash key) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT id, application_id, account_id, status, rules, allowed_ips, created_at,"
                        + " expires_at, last_used_at FROM credential"
                        + " WHERE consumer_key_hash = :consumerKeyHash"
                        + " AND application_id = :application")
                .bind("consumerKeyHash", key.hash())
                .bind("application", key.application())
                .map((row, _) -> credential(row))
                .findOne());
  }

  /** Notes a use; one a minute is enough to know. */
  public void used(ConsumerKey credential) {
    var now = clock.instant();
    var last = credential.lastUsedAt();
    if (last == null || last.isBefore(now.minusSeconds(60))) {
      database.run(handle -> CredentialRow.used(handle, credential.id(), now));
    }
  }

  /** Ends a consumer key. */
  public void expire(ConsumerKey credential) {
    database.run(handle -> CredentialRow.expire(handle, credential.id()));
  }

  /** Removes an application without keys that an account made; false when there is none. */
  static boolean delete(Handle handle, Account account, long id) {
    return handle
            .createUpdate("DELETE FROM application WHERE id = :id AND account_id = :account")
            .bind("id", id)
            .bind("account", account.id())
            .execute()
        == 1;
  }

  private Application application(ResultSet row) throws SQLException {
    return new Application(
        row.getLong("id"),
        row.getLong("account_id"),
        row.getString("application_key"),
        vault.openText(SECRET, row.getBytes("secret_sealed")),
        row.getString("status").equals("active"));
  }

  private static ConsumerKey credential(ResultSet row) throws SQLException {
    var account = row.getLong("account_id");
    return new ConsumerKey(
        row.getLong("id"),
        row.getLong("application_id"),
        account == 0 ? null : account,
        row.getString("status"),
        AccessRule.read(row.getString("rules")),
        blocks(row.getString("allowed_ips")),
        Micros.instant(row.getLong("created_at")),
        instant(row, "expires_at"),
        instant(row, "last_used_at"));
  }

  private static List<String> blocks(@Nullable String column) {
    return column == null ? List.of() : List.of(column.split(","));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var micros = row.getLong(column);
    return row.wasNull() ? null : Micros.instant(micros);
  }
}
