package io.berth.catalog;

import java.time.Instant;

/**
 * What a project may hold and what it holds.
 *
 * @param hard bytes, {@link Quotas#UNLIMITED} for no limit of its own
 * @param used bytes, each digest once
 */
public record Quota(
    long projectId,
    String projectName,
    String ownerName,
    long hard,
    long used,
    Instant createdAt,
    Instant updatedAt) {}
