package io.berth.identity.provider;

import io.berth.tenant.RegistryId;
import java.time.Instant;

/**
 * An OpenID Connect provider of a registry.
 *
 * @param alias its name in URLs, empty for the primary one, which the control API manages
 */
public record Provider(
    String id,
    RegistryId registry,
    String alias,
    ProviderSettings settings,
    String status,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether this is the one that the control API manages. */
  public boolean primary() {
    return alias.isEmpty();
  }

  public Provider with(ProviderSettings other) {
    return new Provider(id, registry, alias, other, status, createdAt, updatedAt);
  }
}
