package io.berth.identity;

import io.berth.tenant.RegistryId;
import java.time.Instant;

/** The OpenID Connect provider configured for a registry. */
public record Provider(
    String id,
    RegistryId registry,
    ProviderSettings settings,
    String status,
    Instant createdAt,
    Instant updatedAt) {}
