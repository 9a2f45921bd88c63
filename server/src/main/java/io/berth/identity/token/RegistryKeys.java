package io.berth.identity.token;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/**
 * The key each registry signs with; column token_key_sealed of table registry. One registry's key
 * says nothing about another's, so no token crosses from tenant to tenant.
 */
public final class RegistryKeys {
  private static final String COLUMN = "registry.token_key_sealed";

  private final Database database;
  private final Vault vault;
  private final QueryCache<RegistryId, byte[]> keys;

  public RegistryKeys(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
    this.keys = new QueryCache<>(database, 10_000);
  }

  /** A message authentication code, HMAC-SHA-256 (RFC 2104), under a key of that purpose alone. */
  public byte[] mac(RegistryId registry, String purpose, String message) {
    return mac(mac(key(registry), purpose), message);
  }

  byte[] key(RegistryId registry) {
    return keys.get(registry, this::load);
  }

  /** {@link #key} where it is in memory and holds. */
  Optional<byte[]> peek(RegistryId registry) {
    return keys.peek(registry);
  }

  private byte[] load(RegistryId registry) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery("SELECT token_key_sealed FROM registry WHERE id = :id")
                    .bind("id", registry.value())
                    .mapTo(byte[].class)
                    .findOne())
        .map(bytes -> vault.open(COLUMN, bytes))
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.REGISTRY, "there is no such registry"));
  }

  private static byte[] mac(byte[] key, String message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is missing from this Java", e);
    }
  }
}
