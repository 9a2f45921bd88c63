package io.berth.control;

import io.berth.tenant.Registry;
import org.jspecify.annotations.Nullable;

/** A registry on the wire (docs/reference/contracts/control-api.md#models). */
record RegistryView(
    String id,
    String name,
    String projectID,
    String region,
    String status,
    long size,
    String url,
    String version,
    boolean iamEnabled,
    @Nullable String createdAt,
    @Nullable String updatedAt,
    @Nullable String deliveredAt) {

  static RegistryView of(ManagedRegistry registry, String url, long size) {
    return new RegistryView(
        registry.id().value(),
        registry.name(),
        registry.cloudProjectId(),
        registry.region(),
        registry.status().name(),
        size,
        url,
        Registry.HARBOR_RELEASE,
        registry.iamEnabled(),
        Times.text(registry.createdAt()),
        Times.text(registry.updatedAt()),
        Times.text(registry.deliveredAt()));
  }
}
