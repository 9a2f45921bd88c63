package io.berth.ops.gc;

import io.berth.catalog.BlobRemovals;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.storage.BlobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Objects that no row names: of a server that died before it recorded one, and of commits of bytes
 * that were there already. When an object came to be cannot be told by its date, which some stores
 * take from the beginning of its upload. So it goes when two looks see it without a row, a time
 * apart that no commit takes from making an object to recording it: it gives up after ten minutes
 * (docs/adr/0058-objects-without-a-row.md). Of one walk at a time.
 */
final class OrphanedObjects {
  private static final int BATCH = 500;

  /** Looks nobody remembers after a restart: then it only takes longer. */
  private static final int REMEMBERED = 100_000;

  private static final Duration LEAST_AGE = Duration.ofHours(1);

  /** From the last look at the tables to the deletion. */
  private static final Duration AT_ONCE = Duration.ofSeconds(30);

  private static final Digest NO_DIGEST =
      new Digest(Digest.Algorithm.SHA256, "0".repeat(64)); // a deletion asks for the key only

  private final BlobRemovals blobs;
  private final String name;
  private final BlobStore store;
  private final long age;
  private final LongSupplier ticks;
  private Map<String, Long> seenBefore = new HashMap<>();
  private Map<String, Long> seenNow = new HashMap<>();
  private final List<String> batch = new ArrayList<>();
  private long removed;

  /**
   * @param name of the store
   * @param age how long an object must have been without a row; never less than an hour
   * @param ticks the monotonic clock, in nanoseconds
   */
  OrphanedObjects(
      BlobRemovals blobs, String name, BlobStore store, Duration age, LongSupplier ticks) {
    this.blobs = blobs;
    this.name = name;
    this.store = store;
    this.age = (age.compareTo(LEAST_AGE) < 0 ? LEAST_AGE : age).toNanos();
    this.ticks = ticks;
  }

  /** A walk has come to this one. */
  void saw(String key) {
    batch.add(key);
    if (batch.size() == BATCH) {
      decide();
    }
  }

  /** The walk is over; how many it removed. */
  long end() {
    decide();
    seenBefore = seenNow;
    seenNow = new HashMap<>();
    long all = removed;
    removed = 0;
    return all;
  }

  private void decide() {
    if (batch.isEmpty()) {
      return;
    }
    long now = ticks.getAsLong();
    var doomed = new ArrayList<BlobLocation>();
    for (var key : blobs.unknownKeys(batch)) {
      long first = seenBefore.getOrDefault(key, now);
      if (now - first >= age) {
        doomed.add(new BlobLocation(name, NO_DIGEST, key));
      } else if (seenNow.size() < REMEMBERED) {
        seenNow.put(key, first);
      }
    }
    batch.clear();
    if (!doomed.isEmpty()) {
      removed += store.delete(doomed, () -> ticks.getAsLong() - now < AT_ONCE.toNanos()).size();
    }
  }
}
