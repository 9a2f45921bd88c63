package io.berth.storage.memory;

import io.berth.storage.BlobStore;
import io.berth.storage.BlobStoreContract;
import java.time.InstantSource;

final class MemoryBlobStoreTest extends BlobStoreContract {
  private final BlobStore store = new MemoryBlobStore(InstantSource.system());

  @Override
  protected BlobStore store() {
    return store;
  }
}
