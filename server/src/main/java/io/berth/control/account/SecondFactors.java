package io.berth.control.account;

import io.berth.fault.FaultException;
import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The authenticators of accounts and their recovery codes: tables account_totp and
 * account_recovery_code. An authenticator counts from the moment its first code was confirmed.
 */
public final class SecondFactors {
  private static final String SECRET = "account_totp.secret_sealed";
  private static final int RECOVERY_CODES = 10;

  private final Database database;
  private final Vault vault;
  private final Tokens tokens;
  private final Clock clock;

  public SecondFactors(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  private record Stored(byte[] sealed, Totp totp, long lastStep, boolean enabled) {}

  public boolean enabled(Account account) {
    return stored(account).map(Stored::enabled).orElse(false);
  }

  /**
   * A new authenticator, which does not count before {@link #enable}. Replaces one that was never
   * enabled.
   *
   * @throws FaultException Conflict when one is enabled
   */
  public Totp enrol(Account account) {
    var totp = new Totp(tokens.bytes(Totp.SECRET_BYTES));
    int changed =
        database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO account_totp (account_id, secret_sealed, last_step, created_at)
                        VALUES (:account, :secret, 0, :now)
                        ON CONFLICT (account_id) DO UPDATE SET
                          secret_sealed = excluded.secret_sealed, last_step = 0,
                          created_at = excluded.created_at
                        WHERE account_totp.enabled_at IS NULL
                        """)
                    .bind("account", account.id())
                    .bind("secret", vault.seal(SECRET, totp.secret()))
                    .bind("now", Micros.of(clock.instant()))
                    .execute());
    if (changed == 0) {
      throw FaultException.conflict(
          "TOTP_ENABLED", "a second factor is enabled already; disable it first");
    }
    return totp;
  }

  /**
   * Lets the authenticator count, proven by a code of it.
   *
   * @return the recovery codes, shown once; absent when the code is wrong or nothing was enrolled
   */
  Optional<List<String>> enable(Account account, String code) {
    var stored = stored(account).filter(found -> !found.enabled());
    var step = stored.map(found -> step(found, code)).orElse(OptionalLong.empty());
    // The same authenticator still, and once: another may have been enrolled meanwhile.
    boolean isEnabled =
        step.isPresent()
            && database.write(
                    (Handle handle) ->
                        handle
                            .createUpdate(
                                "UPDATE account_totp SET enabled_at = :now, last_step = :lastStep"
                                    + " WHERE account_id = :account AND enabled_at IS NULL"
                                    + " AND secret_sealed = :secretSealed")
                            .bind("now", Micros.of(clock.instant()))
                            .bind("lastStep", step.getAsLong())
                            .bind("account", account.id())
                            .bind("secretSealed", stored.get().sealed())
                            .execute())
                == 1;
    return isEnabled ? Optional.of(newRecoveryCodes(account)) : Optional.empty();
  }

  /** Fresh recovery codes, each good for one sign-in; the former ones are void. */
  public List<String> newRecoveryCodes(Account account) {
    var codes =
        Stream.generate(() -> tokens.label(5) + "-" + tokens.label(5) + "-" + tokens.label(5))
            .limit(RECOVERY_CODES)
            .toList();
    database.run(
        handle -> {
          handle
              .createUpdate("DELETE FROM account_recovery_code WHERE account_id = :account")
              .bind("account", account.id())
              .execute();
          for (var code : codes) {
            handle
                .createUpdate(
                    "INSERT INTO account_recovery_code (account_id, code_hash)"
                        + " VALUES (:account, :codeHash)")
                .bind("account", account.id())
                .bind("codeHash", hash(code))
                .execute();
          }
        });
    return codes;
  }

  public int recoveryCodesLeft(Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT count(*) FROM account_recovery_code WHERE account_id = :account")
                .bind("account", account.id())
                .mapTo(Integer.class)
                .one());
  }

  /** Removes authenticator and recovery codes. */
  public void disable(Account account) {
    database.run(handle -> remove(handle, account));
  }

  /** The same within a transaction of the caller's. */
  static void remove(Handle handle, Account account) {
    handle
        .createUpdate("DELETE FROM account_totp WHERE account_id = :account")
        .bind("account", account.id())
        .execute();
    handle
        .createUpdate("DELETE FROM account_recovery_code WHERE account_id = :account")
        .bind("account", account.id())
        .execute();
  }

  /** Whether this is a code of the enabled authenticator or a recovery code; it is used up then. */
  boolean take(Account account, String code) {
    return enabled(account) && (takeCode(account, code) || takeRecoveryCode(account, code));
  }

  private boolean takeCode(Account account, String code) {
    var stored = stored(account);
    if (stored.isEmpty()) {
      return false;
    }
    var step = step(stored.get(), code);
    // Of two that bring the same code at once, one moves the step.
    return step.isPresent()
        && database.write(
                (Handle handle) ->
                    handle
                        .createUpdate(
                            "UPDATE account_totp SET last_step = :lastStep"
                                + " WHERE account_id = :account AND last_step < :lastStep")
                        .bind("lastStep", step.getAsLong())
                        .bind("account", account.id())
                        .execute())
            == 1;
  }

  private OptionalLong step(Stored stored, String code) {
    return stored.totp().match(code, clock.instant(), stored.lastStep());
  }

  private boolean takeRecoveryCode(Account account, String code) {
    return database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "DELETE FROM account_recovery_code WHERE account_id = :account"
                            + " AND code_hash = :codeHash")
                    .bind("account", account.id())
                    .bind("codeHash", hash(code))
                    .execute())
        == 1;
  }

  private static String hash(String code) {
    return Sha256.hex(code.replaceAll("[ -]", "").toLowerCase(Locale.ROOT));
  }

  private Optional<Stored> stored(Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT secret_sealed, last_step, enabled_at FROM account_totp"
                        + " WHERE account_id = :account")
                .bind("account", account.id())
                .map(
                    (row, _) ->
                        new Stored(
                            row.getBytes("secret_sealed"),
                            new Totp(vault.open(SECRET, row.getBytes("secret_sealed"))),
                            row.getLong("last_step"),
                            row.getLong("enabled_at") > 0))
                .findOne());
  }
}
