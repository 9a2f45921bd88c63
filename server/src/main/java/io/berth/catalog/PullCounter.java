package io.berth.catalog;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts pulls in memory and writes them now and then: a pull must not wait for a disk. What was
 * not yet written when the process dies is lost; these are statistics.
 */
public final class PullCounter {
  private record Artifact(long repositoryId, long manifestId) {}

  private final Database database;
  private final InstantSource clock;
  private final ConcurrentHashMap<Artifact, Long> counted = new ConcurrentHashMap<>();

  PullCounter(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Counts one pull of a manifest. */
  public void count(StoredManifest manifest) {
    counted.merge(new Artifact(manifest.repositoryId(), manifest.id()), 1L, Long::sum);
  }

  /** Writes what was counted. */
  public void flush() {
    var now = Micros.of(clock.instant());
    for (var artifact : counted.keySet()) {
      var pulls = counted.remove(artifact);
      if (pulls != null) {
        write(Map.entry(artifact, pulls), now);
      }
    }
  }

  private void write(Map.Entry<Artifact, Long> counted, long now) {
    database.run(
        handle -> {
          Repositories.pulled(handle, counted.getKey().repositoryId(), counted.getValue());
          ManifestRow.pulled(handle, counted.getKey().manifestId(), now);
        });
  }
}
