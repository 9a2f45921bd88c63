package io.berth.job;

import io.berth.tenant.RegistryId;
import org.jspecify.annotations.Nullable;

/**
 * Whose executions they are, by Harbor's word: a policy, or a job of which a registry has one only.
 * At most one execution of a vendor is not over.
 *
 * @param registry a registry's id, "" for all registries
 * @param projectId the project whose end is the end of schedule and executions; null for none
 * @param id the policy's, {@link JobType#ONLY} where there is none
 */
public record Vendor(String registry, @Nullable Long projectId, JobType type, long id) {
  /** A job of which a registry has one only; {@code registry} null for all registries. */
  public static Vendor only(@Nullable RegistryId registry, JobType type) {
    return new Vendor(registry == null ? "" : registry.value(), null, type, JobType.ONLY);
  }
}
