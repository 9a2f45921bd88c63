package io.berth.ops.scrub;

import io.berth.catalog.BlobRemovals;
import io.berth.catalog.Catalog;
import io.berth.catalog.DamagedContent;
import io.berth.catalog.StoredBlob;
import io.berth.content.Digest;
import io.berth.sql.Database;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Whether the tables and the store belong together, as they must after both were restored from
 * backups of their own: looks at names and sizes, and changes nothing. {@link Scrub} looks at
 * bytes.
 */
public final class StoreCheck {
  /** How many are asked for at a time: an object store answers each after some milliseconds. */
  private static final int AT_A_TIME = 32;

  private static final int BATCH = 500;

  /** How many repositories are named for one blob. */
  private static final int TOLD = 5;

  private final BlobStore store;
  private final DamagedContent damages;
  private final BlobRemovals removals;
  private final Instant before;

  /**
   * @param grace bytes that came later than this ago may be on their way into the tables
   */
  public StoreCheck(Database database, BlobStore store, Clock clock, Duration grace) {
    this.store = store;
    this.damages = new DamagedContent(database, clock);
    this.removals = new Catalog(database, clock, grace, 0, _ -> {}).garbage().blobs();
    this.before = clock.instant().minus(grace);
  }

  /**
   * What was found.
   *
   * @param blobs that the tables have
   * @param missing those of them whose bytes are not in the store, or are of another size
   * @param damaged those that were known to be missing or damaged before, besides
   * @param unknown files or objects that no table speaks of: the collector removes them
   */
  public record Report(long blobs, long missing, long damaged, long unknown, long unknownBytes) {}

  /**
   * Looks at everything once.
   *
   * @param tell hears of each blob that is missing, and who holds it
   */
  public Report run(Consumer<String> tell) throws IOException, InterruptedException {
    long blobs = 0;
    long missing = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var page = damages.blobs(null, AT_A_TIME); !page.isEmpty(); ) {
        var sizes = new ArrayList<Future<Boolean>>();
        for (var blob : page) {
          sizes.add(threads.submit(() -> isThere(blob)));
        }
        for (int i = 0; i < page.size(); i++) {
          blobs++;
          if (!get(sizes.get(i)) && isMissing(page.get(i))) {
            missing++;
            tell.accept("missing " + page.get(i).digest() + holders(page.get(i)));
          }
        }
        page = damages.blobs(page.getLast(), AT_A_TIME);
      }
    }
    long unknown = 0;
    long unknownBytes = 0;
    for (var part : store.parts().entrySet()) {
      var found = new Unknown(part.getKey());
      part.getValue().walk(found::saw);
      found.look();
      unknown += found.many;
      unknownBytes += found.bytes;
    }
    return new Report(blobs, missing, damages.outstanding(), unknown, unknownBytes);
  }

  private boolean isThere(StoredBlob blob) throws IOException {
    var size = store.size(blob.location());
    return size.isPresent() && size.getAsLong() == blob.size();
  }

  private static boolean get(Future<Boolean> size) throws IOException, InterruptedException {
    try {
      return size.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException other -> throw other;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** The collector may have removed it, or a push put it elsewhere, since the tables were read. */
  private boolean isMissing(StoredBlob blob) throws IOException {
    var now = damages.blob(blob.location());
    return now.isPresent() && !isThere(now.get());
  }

  private String holders(StoredBlob blob) {
    var names =
        damages.holders(blob, TOLD).stream()
            .map(holder -> holder.registry().value() + " " + holder.repository().value())
            .toList();
    return names.isEmpty() ? "" : ", needed by " + String.join(", ", names);
  }

  /** Counts what no table speaks of, some at a time. */
  private final class Unknown {
    private final String name;
    private final Map<Digest, Long> files = new HashMap<>();
    private final Map<String, Long> objects = new HashMap<>();
    private long many;
    private long bytes;

    Unknown(String name) {
      this.name = name;
    }

    void saw(BlobStore.Stored stored) {
      if (stored.storedAt().isAfter(before)) {
        return;
      }
      switch (stored) {
        case BlobStore.Stored.ByDigest file -> files.put(file.digest(), file.size());
        case BlobStore.Stored.ByKey object -> objects.put(object.key(), object.size());
      }
      if (files.size() + objects.size() == BATCH) {
        look();
      }
    }

    void look() {
      if (!files.isEmpty()) {
        count(files, removals.unknown(name, List.copyOf(files.keySet())));
      }
      if (!objects.isEmpty()) {
        count(objects, new HashSet<>(removals.unknownKeys(objects.keySet())));
      }
      files.clear();
      objects.clear();
    }

    private <T> void count(Map<T, Long> sizes, Iterable<T> unknown) {
      for (var one : unknown) {
        many++;
        bytes += sizes.getOrDefault(one, 0L);
      }
    }
  }
}
