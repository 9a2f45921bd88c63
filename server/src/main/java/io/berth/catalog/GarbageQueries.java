package io.berth.catalog;

import io.berth.sql.Database;
import java.time.Duration;
import java.time.InstantSource;

/** What decides about garbage, kind by kind. */
public final class GarbageQueries {
  private final ManifestSweep manifests;
  private final LinkSweep links;
  private final BlobRemovals blobs;
  private final GarbageEstimate estimate;

  /**
   * @param lease how long content is kept that nothing needs yet
   */
  GarbageQueries(Database database, InstantSource clock, Duration lease) {
    manifests = new ManifestSweep(database, clock, lease);
    links = new LinkSweep(database, clock);
    blobs = new BlobRemovals(database, clock);
    estimate = new GarbageEstimate(database, clock, manifests);
  }

  public ManifestSweep manifests() {
    return manifests;
  }

  public LinkSweep links() {
    return links;
  }

  public BlobRemovals blobs() {
    return blobs;
  }

  public GarbageEstimate estimate() {
    return estimate;
  }
}
