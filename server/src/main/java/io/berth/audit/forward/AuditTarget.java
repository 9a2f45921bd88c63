package io.berth.audit.forward;

import io.berth.tenant.RegistryId;
import java.time.Instant;

/** A place that a registry's administrators named for its events. */
public record AuditTarget(
    long id, RegistryId registry, Asked asked, Instant createdAt, Instant updatedAt) {
  /** What they asked for. */
  public record Asked(String name, ForwardPlace place, boolean enabled) {}
}
