package io.berth.retention;

import io.berth.job.JobType;
import io.berth.job.Vendor;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose tags are kept by which rules.
 *
 * @param projectId null for the policy of all projects of the registry that have none of their own
 */
public record RetentionPolicy(
    long id,
    RegistryId registry,
    @Nullable Long projectId,
    RetentionTerms terms,
    Instant createdAt,
    Instant updatedAt) {
  /** Whose executions its runs are. */
  public Vendor vendor() {
    return new Vendor(registry.value(), projectId, JobType.RETENTION, id);
  }
}
