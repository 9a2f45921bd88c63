package io.berth.server.place;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.ops.Health;
import io.berth.ops.statistics.Growth;
import io.berth.storage.BlobStore;
import io.berth.storage.MeasuredBlobStore;
import io.berth.storage.MovingBlobStore;
import io.berth.storage.RegionalBlobStore;
import io.berth.storage.file.FileBlobStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What health and metrics tell of the stores of blobs, and of the disks that are ours. */
public final class StorageHealth {
  /** What the store of all regions that have none of their own is called in metrics. */
  private static final String COMMON = "common";

  private static final Logger LOG = LoggerFactory.getLogger(StorageHealth.class);
  private static final int MOST_NAMED = 5;

  private StorageHealth() {}

  /**
   * A store of a region's own that is away is told, and no reason to send the clients of all others
   * away.
   *
   * @param growth tells which registries grew, once a disk is full
   */
  public static Health watch(BlobStore store, Health health, MeterRegistry metrics, Growth growth) {
    store
        .parts()
        .forEach(
            (region, part) -> {
              if (region.isEmpty()) {
                health.with("storage", () -> works(part));
              } else {
                health.warning("storage-" + region, () -> works(part));
              }
              var pushedTo = part instanceof MovingBlobStore moving ? moving.into() : part;
              if (pushedTo instanceof FileBlobStore files) {
                space(files, region, health, metrics, growth);
              }
            });
    return health;
  }

  /**
   * The same store with its calls measured, apart for each region that has its own.
   *
   * @param slow calls that take longer are logged
   */
  public static BlobStore measured(BlobStore store, MeterRegistry metrics, Duration slow) {
    var parts = new TreeMap<String, BlobStore>();
    store
        .parts()
        .forEach(
            (region, part) ->
                parts.put(region, new MeasuredBlobStore(part, name(region), metrics, slow)));
    var common = Objects.requireNonNull(parts.remove(""));
    return new RegionalBlobStore(common, parts);
  }

  private static String name(String region) {
    return region.isEmpty() ? COMMON : region;
  }

  private static void space(
      FileBlobStore store, String region, Health health, MeterRegistry metrics, Growth growth) {
    var name = name(region);
    Gauge.builder("berth.storage.free", store, StorageHealth::free)
        .tag("store", name)
        .baseUnit("bytes")
        .description("free space on the disk of the blobs")
        .register(metrics);
    Gauge.builder("berth.storage.reserve", store, it -> it.space().reserve())
        .tag("store", name)
        .baseUnit("bytes")
        .description("free space that pushes leave alone")
        .register(metrics);
    var told = new AtomicBoolean();
    health.warning(
        "storage-space" + (region.isEmpty() ? "" : "-" + region),
        () -> {
          boolean full = store.space().exhausted();
          if (full && !told.getAndSet(true)) {
            tell(growth);
          } else if (!full) {
            told.set(false);
          }
          return !full;
        });
  }

  /** Once each time: whoever reads this has to know whom to ask. */
  private static void tell(Growth growth) {
    LOG.warn(
        "the disk of the blobs is full, and pushes are refused. Grown most within a week: {}",
        String.join(
            "; ", growth.fastest(MOST_NAMED).stream().map(Growth.Registry::toString).toList()));
  }

  /** A full disk still serves pulls and deletes, so it is no reason to send clients away. */
  private static boolean works(BlobStore store) throws IOException {
    try {
      store.check();
      return true;
    } catch (FaultException e) {
      return e.fault() instanceof Fault.StorageFull;
    }
  }

  private static double free(FileBlobStore store) {
    try {
      return store.space().free();
    } catch (IOException _) {
      return Double.NaN;
    }
  }
}
