package io.berth.server.place;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.ops.Health;
import io.berth.ops.statistics.Growth;
import io.berth.storage.BlobStore;
import io.berth.storage.MovingBlobStore;
import io.berth.storage.file.FileBlobStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What health and metrics tell of the store of blobs, and of its disk when that is one of ours. */
public final class StorageHealth {
  private static final Logger LOG = LoggerFactory.getLogger(StorageHealth.class);
  private static final int MOST_NAMED = 5;

  private StorageHealth() {}

  /**
   * @param growth tells which registries grew, once the disk is full
   */
  public static Health watch(BlobStore store, Health health, MeterRegistry metrics, Growth growth) {
    health.with("storage", () -> works(store));
    var pushedTo = store instanceof MovingBlobStore moving ? moving.into() : store;
    return pushedTo instanceof FileBlobStore files ? space(files, health, metrics, growth) : health;
  }

  private static Health space(
      FileBlobStore store, Health health, MeterRegistry metrics, Growth growth) {
    Gauge.builder("berth.storage.free", store, StorageHealth::free)
        .baseUnit("bytes")
        .description("free space on the disk of the blobs")
        .register(metrics);
    Gauge.builder("berth.storage.reserve", store, it -> it.space().reserve())
        .baseUnit("bytes")
        .description("free space that pushes leave alone")
        .register(metrics);
    var told = new AtomicBoolean();
    return health.warning(
        "storage-space",
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
