package io.berth.control.registry;

import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.security.SecureRandom;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Who may fetch the figures of a registry: table registry_metrics_token, which has hashes only. */
public final class MetricsTokens {
  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public MetricsTokens(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /** A new token in place of the former one; shown once. */
  public String renew(RegistryId registry) {
    var token = tokens.letters(48);
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO registry_metrics_token (registry_id, token_hash, created_at)
                    VALUES (:registry, :tokenHash, :now)
                    ON CONFLICT (registry_id) DO UPDATE SET
                      token_hash = excluded.token_hash, created_at = excluded.created_at
                    """)
                .bind("registry", registry.value())
                .bind("tokenHash", Sha256.hex(token))
                .bind("now", Micros.of(clock.instant()))
                .execute());
    return token;
  }

  /** Ends the token, if there is one. */
  public void delete(RegistryId registry) {
    database.run(
        handle ->
            handle
                .createUpdate("DELETE FROM registry_metrics_token WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .execute());
  }

  /** Whether this is the token of the registry. */
  public boolean opens(RegistryId registry, String token) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT token_hash FROM registry_metrics_token"
                            + " WHERE registry_id = :registry")
                    .bind("registry", registry.value())
                    .mapTo(String.class)
                    .findOne())
        .filter(hash -> Sha256.matches(hash, token))
        .isPresent();
  }
}
