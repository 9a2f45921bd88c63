package io.berth.catalog;

import io.berth.content.Reference;
import io.berth.content.Tag;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts pulls in memory and writes them now and then: a pull must not wait for a disk. What was
 * not yet written when the process dies is lost; these are statistics.
 */
public final class PullCounter {
  /**
   * @param tag by which it was asked for; null when that was its digest
   */
  private record Pulled(long repositoryId, long manifestId, @Nullable Tag tag) {}

  private final Database database;
  private final InstantSource clock;
  private final ConcurrentHashMap<Pulled, Long> counted = new ConcurrentHashMap<>();

  PullCounter(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Counts one pull of a manifest.
   *
   * @param reference what it was asked for by
   */
  public void count(StoredManifest manifest, Reference reference) {
    var tag = reference instanceof Reference.ByTag by ? by.tag() : null;
    counted.merge(new Pulled(manifest.repositoryId(), manifest.id(), tag), 1L, Long::sum);
  }

  /** Writes what was counted. */
  public void flush() {
    var now = Micros.of(clock.instant());
    for (var pulled : counted.keySet()) {
      var pulls = counted.remove(pulled);
      if (pulls != null) {
        write(pulled, pulls, now);
      }
    }
  }

  private void write(Pulled pulled, long pulls, long now) {
    database.run(
        handle -> {
          Repositories.pulled(handle, pulled.repositoryId(), pulls);
          ManifestRow.pulled(handle, pulled.manifestId(), now);
          if (pulled.tag() != null) {
            Tags.pulled(handle, pulled.repositoryId(), pulled.tag(), now);
          }
        });
  }
}
