package io.berth.oci;

import io.berth.catalog.Catalog;
import io.berth.catalog.UnpushedRepositories;
import io.berth.catalog.Uploads;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Drops uploads that nobody went on with, bytes first so that none are forgotten, and repositories
 * that nothing came of.
 */
public final class ExpiredUploads {
  private static final int BATCH = 100;

  /** How long a repository waits for its first manifest with nothing in it. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Uploads uploads;
  private final UnpushedRepositories unpushed;
  private final InstantSource clock;
  private final BlobStore store;

  public ExpiredUploads(Catalog catalog, BlobStore store, InstantSource clock) {
    this.uploads = catalog.uploads();
    this.unpushed = catalog.unpushed();
    this.clock = clock;
    this.store = store;
  }

  /** Drops all whose time is over. */
  public void purge() throws IOException {
    for (var batch = uploads.expired(BATCH); !batch.isEmpty(); batch = uploads.expired(BATCH)) {
      for (var id : batch) {
        var session = store.resume(id);
        if (session.isPresent()) {
          session.get().cancel();
        }
        uploads.forget(id);
      }
    }
    unpushed.dropAbandoned(clock.instant().minus(ABANDONED), BATCH);
  }
}
