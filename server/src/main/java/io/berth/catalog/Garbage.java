package io.berth.catalog;

import io.berth.sql.Database;
import java.time.Duration;
import java.time.InstantSource;

/** What decides about garbage, kind by kind. */
public record Garbage(
    ManifestSweep manifests, LinkSweep links, BlobRemovals blobs, GarbageEstimate estimate) {

  /**
   * @param lease how long content is kept that nothing needs yet
   */
  static Garbage of(Database database, InstantSource clock, Duration lease) {
    var manifests = new ManifestSweep(database, clock, lease);
    return new Garbage(
        manifests,
        new LinkSweep(database, clock),
        new BlobRemovals(database, clock),
        new GarbageEstimate(database, clock, manifests));
  }
}
