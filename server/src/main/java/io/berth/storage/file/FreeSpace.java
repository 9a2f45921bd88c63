package io.berth.storage.file;

import io.berth.storage.DiskFailure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The free space of the disk that holds the blobs, and the part of it that pushes leave alone, so
 * that the tables can still be written and content deleted when the disk is full.
 */
public final class FreeSpace {
  private static final int LARGEST_PART = 20;

  private final FileStore disk;
  private final long reserve;

  /**
   * @param wanted bytes to leave alone; at most a twentieth of the disk is
   */
  FreeSpace(Path root, long wanted) throws IOException {
    this.disk = Files.getFileStore(root);
    this.reserve = Math.min(wanted, disk.getTotalSpace() / LARGEST_PART);
  }

  /** Free bytes now. */
  public long free() throws IOException {
    return disk.getUsableSpace();
  }

  /** Bytes left alone by pushes. */
  public long reserve() {
    return reserve;
  }

  /** True while nothing can be pushed. */
  public boolean exhausted() throws IOException {
    return free() <= reserve;
  }

  /**
   * @throws io.berth.fault.FaultException StorageFull
   */
  void require() throws IOException {
    if (exhausted()) {
      throw DiskFailure.full();
    }
  }
}
