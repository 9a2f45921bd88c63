package io.berth.catalog;

import io.berth.content.RepositoryName;
import io.berth.tenant.RegistryId;
import java.time.Instant;

/**
 * A repository; its name is the full one, project included.
 *
 * @param pushed false until its first manifest came: nobody is shown it yet
 */
public record Repository(
    long id,
    RegistryId registry,
    long projectId,
    RepositoryName name,
    String description,
    long pullCount,
    Instant createdAt,
    Instant updatedAt,
    boolean pushed) {}
