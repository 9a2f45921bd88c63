package io.berth.ops.gc;

import io.berth.catalog.BlobRemovals;
import io.berth.catalog.GarbageQueries;
import io.berth.content.BlobLocation;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stored bytes that no table speaks of: what a server left that died between putting a blob in its
 * place and recording it. Those of a place that their digest gives are removed under a tombstone
 * like any blob, so somebody who commits the same blob meanwhile is safe; those under a key of
 * their own are {@link OrphanedObjects}.
 */
public final class OrphanedFiles {
  private static final int BATCH = 500;

  private final GarbageQueries garbage;
  private final BlobStore store;
  private final GarbageCollector collector;
  private final Map<String, OrphanedObjects> objects = new HashMap<>();
  private final InstantSource clock;
  private final Duration age;

  /**
   * @param age how old they must be
   */
  OrphanedFiles(
      GarbageQueries garbage,
      BlobStore store,
      GarbageCollector collector,
      InstantSource clock,
      Duration age) {
    this.garbage = garbage;
    this.store = store;
    this.collector = collector;
    store
        .parts()
        .forEach(
            (name, part) ->
                objects.put(
                    name, new OrphanedObjects(garbage.blobs(), name, part, age, System::nanoTime)));
    this.clock = clock;
    this.age = age;
  }

  /**
   * Removes all there are, store by store; returns how many.
   *
   * @throws IOException when a store cannot be walked; the others were
   */
  public long collect() throws IOException {
    var before = clock.instant().minus(age);
    long[] removed = {0};
    store.eachPart((name, part) -> removed[0] += blobs(name, part, before));
    return removed[0];
  }

  private long blobs(String name, BlobStore part, Instant before) throws IOException {
    var objects = Objects.requireNonNull(this.objects.get(name));
    var batch = new ArrayList<BlobRemovals.Taken>();
    long[] removed = {0};
    part.walk(
        stored -> {
          switch (stored) {
            case BlobStore.Stored.ByKey object -> objects.saw(object.key());
            case BlobStore.Stored.ByDigest file -> {
              if (file.storedAt().isBefore(before)) {
                batch.add(
                    new BlobRemovals.Taken(
                        BlobLocation.of(file.digest()).in(name), file.size(), 0));
              }
            }
          }
          if (batch.size() == BATCH) {
            removed[0] += removeUnknown(name, batch);
            batch.clear();
          }
        });
    return removed[0] + removeUnknown(name, batch) + objects.end();
  }

  private long removeUnknown(String name, List<BlobRemovals.Taken> found) {
    if (found.isEmpty()) {
      return 0;
    }
    var unknown =
        garbage.blobs().unknown(name, found.stream().map(it -> it.location().digest()).toList());
    if (unknown.isEmpty()) {
      return 0;
    }
    long begun = System.nanoTime();
    var taken =
        garbage
            .blobs()
            .takeUnknown(
                found.stream().filter(f -> unknown.contains(f.location().digest())).toList());
    return collector.remove(taken, begun, null).blobs();
  }
}
