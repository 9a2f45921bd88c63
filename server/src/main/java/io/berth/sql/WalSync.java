package io.berth.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings SQLite's write-ahead log to stable storage, with one sync for all commits that wait for
 * one (docs/adr/0016-group-commit.md). SQLite itself commits without a sync and only syncs around a
 * checkpoint; since the log is one file that grows at its end, a sync that begins after a commit
 * covers that commit and all before it.
 *
 * <p>A sync that failed may have lost what it was to write, and no later one would tell (the kernel
 * reports it once). So after a failure nothing is acknowledged any more until a restart, which
 * reads what is really there.
 */
final class WalSync {
  private final Disk disk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private long asked;
  private long synced;
  private boolean running;
  private @Nullable IOException failed;

  /** What brings the bytes written so far to stable storage. */
  @FunctionalInterface
  interface Disk {
    void sync() throws IOException;
  }

  WalSync(Disk disk) {
    this.disk = disk;
  }

  /**
   * The log of this database file, which must exist: SQLite keeps the log beside the real one,
   * wherever links lead to it.
   */
  static WalSync of(Path database) {
    try {
      var real = database.toRealPath();
      var log = real.resolveSibling(real.getFileName() + "-wal");
      return new WalSync(() -> force(log));
    } catch (IOException e) {
      throw new UncheckedIOException("no database file " + database, e);
    }
  }

  /**
   * Returns when all that was committed before the call is on stable storage.
   *
   * @throws IOException when it is not known to be: in this sync or an earlier one
   */
  void sync() throws IOException {
    lock.lock();
    try {
      long mine = ++asked;
      while (synced < mine) {
        if (failed != null) {
          throw new IOException("the database's log could not be synced", failed);
        }
        if (running) {
          ended.awaitUninterruptibly();
        } else {
          syncForAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many have asked for a sync so far. */
  long asked() {
    lock.lock();
    try {
      return asked;
    } finally {
      lock.unlock();
    }
  }

  /** One sync, without the lock, for everybody who asked before it began. */
  private void syncForAll() {
    running = true;
    long covered = asked;
    lock.unlock();
    IOException failure = null;
    try {
      disk.sync();
    } catch (IOException e) {
      failure = e;
    } finally {
      lock.lock();
      running = false;
      failed = failure;
      if (failure == null) {
        synced = covered;
      }
      ended.signalAll();
    }
  }

  /** The log is opened anew each time, since the last connection's close removes it. */
  private static void force(Path log) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try (var channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
          channel.force(false);
          return;
        } catch (ClosedByInterruptException _) {
          interrupted = Thread.interrupted(); // others wait for this sync: it is not given up
        } catch (NoSuchFileException _) {
          return; // SQLite removes it only after it synced the database file itself
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
