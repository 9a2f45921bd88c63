package io.berth.identity.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.secret.Sha256;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The passwords of provider users for clients that cannot open a browser
 * (docs/reference/contracts/identity.md#cli-secrets): one each, sealed so that its owner can read
 * it again. Table cli_secret.
 */
public final class CliSecrets {
  public static final String COLUMN = "cli_secret.secret_sealed";
  private static final int LENGTH = 32;

  private final Database database;
  private final Vault vault;
  private final SecureRandom random;
  private final Clock clock;

  /** Kept as it is stored: in memory, too, a secret is only open while it is compared. */
  private final QueryCache<Owner, Optional<byte[]>> sealed;

  private record Owner(RegistryId registry, long userId) {}

  public CliSecrets(Database database, Vault vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
    this.sealed = new QueryCache<>(database, 20_000);
  }

  /** The secret in clear, for its owner. */
  public Optional<String> find(RegistryId registry, long userId) {
    return sealed
        .get(new Owner(registry, userId), this::read)
        .map(bytes -> vault.openText(COLUMN, bytes));
  }

  private Optional<byte[]> read(Owner owner) {
    return database.read((Handle handle) -> read(handle, owner));
  }

  private static Optional<byte[]> read(Handle handle, Owner owner) {
    return handle
        .createQuery(
            "SELECT c.secret_sealed FROM cli_secret c JOIN registry_user u ON u.id = c.user_id"
                + " WHERE u.registry_id = :registry AND u.id = :id")
        .bind("registry", owner.registry().value())
        .bind("id", owner.userId())
        .mapTo(byte[].class)
        .findOne();
  }

  /**
   * Gives a user a secret who has none.
   *
   * @param sealed the secret, sealed for {@link #COLUMN}
   */
  public static void insertIfNone(Handle handle, long userId, byte[] sealed, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO cli_secret (user_id, secret_sealed, created_at)"
                + " VALUES (:user, :secretSealed, :now) ON CONFLICT (user_id) DO NOTHING")
        .bind("user", userId)
        .bind("secretSealed", sealed)
        .bind("now", Micros.of(now))
        .execute();
  }

  /** Takes their secrets from some users, at most a few hundred. */
  static void deleteOf(Handle handle, List<Long> users) {
    handle
        .createUpdate("DELETE FROM cli_secret WHERE user_id IN (<users>)")
        .bindList("users", users)
        .execute();
  }

  /** Another one when the secret is another; tells nothing of it. Empty when there is none. */
  public Optional<String> version(RegistryId registry, long userId) {
    return sealed
        .get(new Owner(registry, userId), this::read)
        .map(bytes -> Base64.getEncoder().encodeToString(bytes));
  }

  /** Whether this is the user's secret; the time taken does not tell how much of it is right. */
  public boolean matches(RegistryId registry, long userId, String given) {
    return find(registry, userId).map(secret -> Sha256.same(secret, given)).orElse(false);
  }

  /**
   * Makes a new secret; the old one and registry tokens of the user stop working.
   *
   * @throws FaultException NotFound USER when the registry has no such user of a provider or
   *     account
   */
  public String generate(RegistryId registry, long userId) {
    var secret = SecretPolicy.random(random, LENGTH);
    store(registry, userId, secret);
    return secret;
  }

  /**
   * Takes the secret its owner chose; the old one and registry tokens of the user stop working.
   *
   * @throws FaultException Invalid BODY when it breaks the policy, NotFound USER
   */
  public void set(RegistryId registry, long userId, String secret) {
    SecretPolicy.check(secret);
    store(registry, userId, secret);
  }

  private void store(RegistryId registry, long userId, String secret) {
    var stored =
        database.write(
            (Handle handle) -> {
              // Registry tokens that were got with the old one go with it.
              if (read(handle, new Owner(registry, userId)).isPresent()) {
                UserRow.voidTokens(handle, List.of(userId));
              }
              return handle
                  .createUpdate(
                      """
                      INSERT INTO cli_secret (user_id, secret_sealed, created_at)
                      SELECT id, :secret, :now FROM registry_user
                      WHERE registry_id = :registry AND id = :user AND origin IN ('PROVIDER', 'ACCOUNT')
                      ON CONFLICT (user_id) DO UPDATE SET
                        secret_sealed = excluded.secret_sealed,
                        created_at = excluded.created_at, last_used_at = NULL
                      """)
                  .bind("secret", vault.seal(COLUMN, secret))
                  .bind("now", Micros.of(clock.instant()))
                  .bind("registry", registry.value())
                  .bind("user", userId)
                  .execute();
            });
    if (stored == 0) {
      throw FaultException.notFound(
          Fault.Thing.USER,
          "no user of an OpenID Connect provider and no account's user has the id " + userId);
    }
  }
}
