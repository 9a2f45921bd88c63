package io.berth.catalog;

import io.berth.tenant.ProjectFacts;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Harbor project: the first component of its repositories' names, and what rights are given on.
 *
 * @param ownerId who made it, null when that user is gone or it came with the registry
 * @param ownerName the maker's username at that time, empty for none
 */
public record Project(
    long id,
    RegistryId registry,
    String name,
    boolean isPublic,
    @Nullable Long ownerId,
    String ownerName,
    Instant createdAt,
    Instant updatedAt)
    implements ProjectFacts {}
