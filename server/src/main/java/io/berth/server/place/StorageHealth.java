package io.berth.server.place;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.ops.Health;
import io.berth.storage.BlobStore;
import io.berth.storage.MovingBlobStore;
import io.berth.storage.file.FileBlobStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;

/** What health and metrics tell of the store of blobs, and of its disk when that is one of ours. */
public final class StorageHealth {
  private StorageHealth() {}

  public static Health watch(BlobStore store, Health health, MeterRegistry metrics) {
    health.with("storage", () -> works(store));
    var pushedTo = store instanceof MovingBlobStore moving ? moving.into() : store;
    return pushedTo instanceof FileBlobStore files ? space(files, health, metrics) : health;
  }

  private static Health space(FileBlobStore store, Health health, MeterRegistry metrics) {
    Gauge.builder("berth.storage.free", store, StorageHealth::free)
        .baseUnit("bytes")
        .description("free space on the disk of the blobs")
        .register(metrics);
    Gauge.builder("berth.storage.reserve", store, it -> it.space().reserve())
        .baseUnit("bytes")
        .description("free space that pushes leave alone")
        .register(metrics);
    return health.warning("storage-space", () -> !store.space().exhausted());
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
