package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class WalSyncTest {
  private final AtomicInteger begun = new AtomicInteger();
  private final Semaphore entered = new Semaphore(0);
  private final Semaphore leave = new Semaphore(0);
  private volatile boolean broken;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** A disk whose syncs end when the test says so. */
  private final WalSync journal =
      new WalSync(
          () -> {
            begun.incrementAndGet();
            entered.release();
            leave.acquireUninterruptibly();
            if (broken) {
              throw new IOException("the disk is broken");
            }
          });

  @AfterEach
  void close() {
    leave.release(1_000);
    threads.close();
  }

  private Future<?> commit() {
    return threads.submit(
        () -> {
          journal.sync();
          return null;
        });
  }

  @Test
  void allThatComesWhileASyncRunsSharesTheNextOne() throws Exception {
    var first = commit();
    entered.acquire();
    var others = new ArrayList<Future<?>>();
    for (int i = 0; i < 64; i++) {
      others.add(commit());
    }
    awaitAsked(65);

    leave.release();
    first.get();
    entered.acquire();
    assertThat(others).noneMatch(Future::isDone);
    leave.release();
    for (var other : others) {
      other.get();
    }

    assertThat(begun).hasValue(2);
  }

  @Test
  void aSyncThatBeganBeforeACommitDoesNotCoverIt() throws Exception {
    var first = commit();
    entered.acquire();
    var late = commit();
    awaitAsked(2);

    leave.release();
    first.get();
    entered.acquire(); // the second sync is needed and runs

    assertThat(late.isDone()).isFalse();
    leave.release();
    late.get();
  }

  @Test
  void afterAFailedSyncNothingIsAcknowledgedAnyMore() throws Exception {
    var first = commit();
    entered.acquire();
    var waiting = commit();
    awaitAsked(2);
    broken = true;
    leave.release();

    assertThatThrownBy(first::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("the disk is broken");
    assertThatThrownBy(waiting::get).hasRootCauseMessage("the disk is broken");
    broken = false;
    assertThatThrownBy(journal::sync).isInstanceOf(IOException.class);
    assertThat(begun).hasValue(1);
  }

  @Test
  void someoneInterruptedWaitsAllTheSame() throws Exception {
    var first = commit();
    entered.acquire();
    var interrupted = new Semaphore(0);
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    journal.sync();
                    if (Thread.currentThread().isInterrupted()) {
                      interrupted.release();
                    }
                  } catch (IOException _) {
                    // the permit that is missing tells
                  }
                });
    awaitAsked(2);
    assertThat(thread.join(java.time.Duration.ofMillis(50))).isFalse();

    leave.release(2);
    first.get();

    assertThat(interrupted.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptDoesNotBreakTheSyncOfARealLog(@TempDir Path folder) throws Exception {
    var database = Files.writeString(folder.resolve("berth.db"), "x");
    Files.writeString(folder.resolve("berth.db-wal"), "frames");
    var log = WalSync.of(database);

    Thread.currentThread().interrupt();
    log.sync();

    assertThat(Thread.interrupted()).isTrue();
    log.sync();
  }

  @Test
  void theLogLiesBesideTheRealFile(@TempDir Path folder) throws Exception {
    var real = Files.createDirectory(folder.resolve("real"));
    var link = Files.createSymbolicLink(folder.resolve("link.db"), real.resolve("berth.db"));
    try (var database = Database.sqlite(link)) {
      database.run(handle -> handle.execute("CREATE TABLE t (id INTEGER)"));

      assertThat(real.resolve("berth.db-wal")).isNotEmptyFile();
    }
  }

  @Test
  void aLogThatIsGoneWasSyncedByTheOneWhoRemovedIt(@TempDir Path folder) throws Exception {
    var database = Files.writeString(folder.resolve("berth.db"), "x");

    WalSync.of(database).sync();

    assertThat(folder.resolve("berth.db-wal")).doesNotExist();
  }

  /** Until so many have asked in all: they are then behind the lock, whatever they do next. */
  private void awaitAsked(int count) throws Exception {
    Await.until(count + " who asked", () -> journal.asked() >= count);
  }
}
