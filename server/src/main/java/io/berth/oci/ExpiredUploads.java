package io.berth.oci;

import io.berth.catalog.Uploads;
import io.berth.storage.BlobStore;
import java.io.IOException;

/** Drops uploads that nobody went on with, bytes first so that none are forgotten. */
public final class ExpiredUploads {
  private static final int BATCH = 100;

  private final Uploads uploads;
  private final BlobStore store;

  public ExpiredUploads(Uploads uploads, BlobStore store) {
    this.uploads = uploads;
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
  }
}
