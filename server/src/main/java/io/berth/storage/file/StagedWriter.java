package io.berth.storage.file;

import io.berth.storage.BufferPool;
import io.berth.storage.DiskFailure;
import io.berth.storage.RunningHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a stream holds to the end of a file, in few large pieces, and hashes it: of a large
 * body one piece is hashed on another thread while it is written and the next is read, so that a
 * single upload has two processors (of many at once each has one anyway, and hashes what is in its
 * cache still), and what is written is brought to stable storage meanwhile ({@link EarlySync}).
 * Belongs to the writer's thread; the hash is whole when it is closed.
 */
final class StagedWriter implements AutoCloseable {
  private static final long LOOK_AROUND = 4L << 20;
  private static final long LARGE = 1L << 20;

  /** So many bodies of this machine have another thread. */
  private static final Semaphore SPARE =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  private final FileChannel channel;
  private final RunningHash hash;
  private final FreeSpace space;
  private final BufferPool buffers;
  private final EarlySync sync;
  private byte[] current;
  private byte @Nullable [] other;
  private @Nullable FutureTask<Boolean> hashing;
  private boolean isSpared;
  private long written;
  private long looked;

  /**
   * @param hash of what the file holds already
   * @param whenLost what a sync that failed is told to
   */
  StagedWriter(
      FileChannel channel,
      RunningHash hash,
      FreeSpace space,
      BufferPool buffers,
      Runnable whenLost) {
    this.channel = channel;
    this.hash = hash;
    this.space = space;
    this.buffers = buffers;
    this.sync = new EarlySync(channel, whenLost);
    this.current = buffers.take();
  }

  /**
   * Takes all there is; what came before the stream broke off is written.
   *
   * @throws IOException the stream's; the disk's are refusals
   */
  void take(InputStream bytes) throws IOException {
    IOException broken = null;
    for (boolean goesOn = true; goesOn; ) {
      int count = 0;
      try {
        while (count < current.length && goesOn) {
          int read = bytes.read(current, count, current.length - count);
          goesOn = read >= 0;
          count += Math.max(0, read);
        }
      } catch (IOException e) {
        broken = e;
        goesOn = false;
      }
      if (count > 0) {
        put(count);
      }
    }
    if (broken != null) {
      throw broken;
    }
  }

  private void put(int count) {
    try {
      if (written >= looked) {
        space.require();
        looked = written + LOOK_AROUND;
      }
      isSpared = isSpared || (written >= LARGE && SPARE.tryAcquire());
      if (!isSpared) {
        hash.update(current, 0, count);
        write(count);
      } else {
        awaitHash();
        var piece = current;
        var beside =
            new FutureTask<>(
                () -> {
                  hash.update(piece, 0, count);
                  return true;
                });
        hashing = beside;
        Thread.startVirtualThread(beside);
        write(count);
        current = other == null ? buffers.take() : other;
        other = piece;
      }
    } catch (IOException e) {
      throw DiskFailure.of(e);
    }
    written += count;
    sync.wrote(count);
  }

  private void write(int count) throws IOException {
    var bytes = ByteBuffer.wrap(current, 0, count);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Returns when no other thread has the hash or a buffer. */
  private void awaitHash() {
    boolean interrupted = false;
    for (var beside = hashing; beside != null; beside = hashing) {
      try {
        beside.get();
        hashing = null;
      } catch (InterruptedException _) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a hash function failed", e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns when nothing is under way.
   *
   * @throws io.berth.fault.FaultException StorageFull or Unavailable when an early sync failed
   */
  @Override
  public void close() {
    try {
      awaitHash();
      buffers.give(current);
      if (other != null) {
        buffers.give(other);
      }
    } finally {
      if (isSpared) {
        isSpared = false;
        SPARE.release();
      }
      sync.close();
    }
  }
}
