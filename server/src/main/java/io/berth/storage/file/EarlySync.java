package io.berth.storage.file;

import io.berth.storage.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Brings a large file to stable storage while it is still being written, one sync at a time beside
 * the writer, so that the last one has little left to do. Belongs to the writer's thread.
 */
final class EarlySync implements AutoCloseable {
  private static final long STEP = 16L << 20;

  private final FileChannel channel;
  private final Runnable whenLost;
  private long unsynced;
  private @Nullable FutureTask<Boolean> running;

  /**
   * @param whenLost what a sync that failed is told to, before it is thrown
   */
  EarlySync(FileChannel channel, Runnable whenLost) {
    this.channel = channel;
    this.whenLost = whenLost;
  }

  /**
   * So many bytes more were written.
   *
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when an earlier sync failed
   */
  void wrote(int count) {
    unsynced += count;
    if (unsynced >= STEP && (running == null || running.isDone())) {
      close();
      var sync =
          new FutureTask<>(
              () -> {
                channel.force(false);
                return true;
              });
      running = sync;
      unsynced = 0;
      Thread.startVirtualThread(sync);
    }
  }

  /**
   * Returns when no sync runs: closing the file under one would look like a failure of the disk.
   *
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when it failed
   */
  @Override
  public void close() {
    boolean interrupted = false;
    try {
      for (var sync = running; sync != null; sync = running) {
        try {
          sync.get();
          running = null;
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          running = null;
          whenLost.run();
          throw DiskFailure.of(
              e.getCause() instanceof IOException disk ? disk : new IOException(e.getCause()));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
