package io.berth.ops.gc;

import io.berth.catalog.BlobRemovals;
import io.berth.catalog.LinkSweep;
import io.berth.catalog.ManifestSweep;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the candidates that a collection will look at: no more are garbage, and many may not be.
 * {@code registry} is null for all registries.
 */
final class GarbageDue {
  private static final String OF_REGISTRY =
      " AND repository_id IN (SELECT id FROM repository WHERE registry_id = :registry)";

  private final Database database;
  private final InstantSource clock;

  GarbageDue(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** {@link ManifestSweep#untagged} in all its pages. */
  long untagged(@Nullable RegistryId registry, long beforeId, Instant untouchedSince) {
    return count(
        "manifest WHERE id < :before AND touched_at < :untouched AND leased_until <= :now"
            + " AND NOT EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = manifest.id)",
        OF_REGISTRY,
        registry,
        Map.of(
            "before", beforeId,
            "untouched", Micros.of(untouchedSince),
            "now", Micros.of(clock.instant())));
  }

  /** {@link ManifestSweep#followers}. */
  long followers(@Nullable RegistryId registry, Instant at) {
    return count(
        "gc_manifest WHERE due_at <= :at", OF_REGISTRY, registry, Map.of("at", Micros.of(at)));
  }

  /** {@link LinkSweep#due}. */
  long links(@Nullable RegistryId registry, Instant at) {
    return count("gc_link WHERE due_at <= :at", OF_REGISTRY, registry, Map.of("at", Micros.of(at)));
  }

  /** {@link BlobRemovals#due}. */
  long blobs(@Nullable RegistryId registry, Instant at) {
    return count(
        "gc_blob WHERE due_at <= :at",
        " AND registry_id = :registry",
        registry,
        Map.of("at", Micros.of(at)));
  }

  private long count(
      String rows, String ofRegistry, @Nullable RegistryId registry, Map<String, Long> values) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT count(*) FROM " + rows + (registry == null ? "" : ofRegistry))
                  .bindMap(values);
          if (registry != null) {
            query.bind("registry", registry.value());
          }
          return query.mapTo(Long.class).one();
        });
  }
}
