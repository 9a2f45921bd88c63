package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.Await;
import io.berth.testing.StatementLog;
import io.berth.testing.TestDatabases;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers on one PostgreSQL. */
final class ChangeLogTest {
  private final Database here = TestDatabases.fresh(Dialect.POSTGRESQL);
  private final Database there = TestDatabases.another(here);
  private final QueryCache<String, Long> known = new QueryCache<>(there, 100);
  private final AtomicInteger reads = new AtomicInteger();

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  private static long rows(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM account").mapTo(Long.class).one();
  }

  private long known() {
    return known.get(
        "",
        _ -> {
          reads.incrementAndGet();
          return there.read((Handle handle) -> rows(handle));
        });
  }

  private static void insert(Handle handle, String name) {
    handle.execute(
        "INSERT INTO account (name, email, password_hash, created_at) VALUES (?, '', '', 0)", name);
  }

  @Test
  void whatOneServerAcknowledgedTheNextLookAtAnotherSees() {
    for (int i = 0; i < 20; i++) {
      assertThat(known()).isEqualTo(i);
      var name = "account " + i;
      here.run(handle -> insert(handle, name));
    }
    assertThat(known()).isEqualTo(20);
  }

  @Test
  void whatNobodyChangedIsNotReadAgain() {
    here.run(handle -> insert(handle, "ada"));
    known();
    known();
    there.run(
        handle ->
            handle.execute("INSERT INTO spent_ticket (ticket_hash, expires_at) VALUES ('x', 1)"));
    known();
    assertThat(reads).hasValue(1);
  }

  @Test
  void itsOwnChangeMakesAServerReadOnce() {
    known();
    there.run(handle -> insert(handle, "ada"));
    known();
    known();
    assertThat(reads).hasValue(2);
  }

  /** Numbers are given at the first write, and become visible at the commit. */
  @Test
  void anOlderTransactionThatCommitsLaterIsNotMissed() throws Exception {
    var inserted = new CountDownLatch(1);
    var mayCommit = new CountDownLatch(1);
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      var older =
          tasks.submit(
              () -> {
                here.run(
                    handle -> {
                      insert(handle, "older");
                      inserted.countDown();
                      mayCommit.await();
                    });
                return true;
              });
      inserted.await();
      for (int i = 0; i < 5; i++) {
        var name = "younger " + i;
        here.run(handle -> insert(handle, name));
        assertThat(known()).isEqualTo(i + 1);
      }
      mayCommit.countDown();
      older.get();
      assertThat(known()).isEqualTo(6);
    }
  }

  @Test
  void nobodySeesLessThanWhatAnotherServerAcknowledgedBefore() throws Exception {
    var acknowledged = new AtomicInteger();
    var over = new AtomicBoolean();
    var wrong = new ConcurrentLinkedQueue<String>();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int reader = 0; reader < 4; reader++) {
        tasks.execute(
            () -> {
              while (!over.get()) {
                int atLeast = acknowledged.get();
                long seen = known();
                if (seen < atLeast) {
                  wrong.add(seen + " after " + atLeast);
                }
              }
            });
      }
      var writers = new ArrayList<java.util.concurrent.Future<?>>();
      for (int writer = 0; writer < 3; writer++) {
        int number = writer;
        writers.add(
            tasks.submit(
                () -> {
                  for (int i = 0; i < 60; i++) {
                    var name = number + "/" + i;
                    here.run(handle -> insert(handle, name));
                    acknowledged.incrementAndGet();
                  }
                }));
      }
      for (var writer : writers) {
        writer.get();
      }
      over.set(true);
    }
    assertThat(wrong).isEmpty();
    assertThat(known()).isEqualTo(180);
  }

  /** As a request of the other server does it. */
  private void asOfNow(Runnable work) {
    there.asOfNow(ScopedValue.where(ScopedValue.newInstance(), "a request")).run(work);
  }

  @Test
  void aRequestLooksOnce() throws Exception {
    known();
    var log = new StatementLog(there);
    here.run(handle -> insert(handle, "ada"));
    asOfNow(
        () -> {
          assertThat(known()).isEqualTo(1);
          here.run(handle -> insert(handle, "bob"));
          assertThat(known()).as("as of its beginning").isEqualTo(1);
        });
    assertThat(log.take()).hasSize(1);
    assertThat(known()).isEqualTo(2);
  }

  @Test
  void aRequestSeesItsOwnWrites() throws Exception {
    asOfNow(
        () -> {
          assertThat(known()).isZero();
          there.run(handle -> insert(handle, "ada"));
          assertThat(known()).isEqualTo(1);
        });
  }

  @Test
  void aStandingAnswerFollowsTheOtherServerWithTheNextNotice() {
    var standing = new StandingQuery<>(there, () -> there.read(ChangeLogTest::rows));
    here.run(handle -> insert(handle, "ada"));
    there.noticeOthers();
    assertThat(standing.get()).isEqualTo(1);
  }

  @Test
  void aTransactionThatFailsLeavesNoRow() {
    try {
      here.run(
          handle -> {
            insert(handle, "ada");
            throw new IllegalStateException("on purpose");
          });
    } catch (IllegalStateException _) {
      // as wanted
    }
    assertThat(logged()).isZero();
    here.run(handle -> handle.execute("SELECT 1"));
    assertThat(logged()).as("nothing was changed").isZero();
    here.run(handle -> insert(handle, "ada"));
    assertThat(logged()).isEqualTo(1);
  }

  @Test
  void rowsThatEveryServerHasTakenAreForgotten() {
    here.run(handle -> insert(handle, "ada"));
    assertThat(here.forgetNoticed()).isZero();
    here.run(handle -> handle.execute("UPDATE table_change SET at = at - 3600"));
    assertThat(here.forgetNoticed()).isEqualTo(1);
    assertThat(known()).isEqualTo(1);
  }

  private long logged() {
    return here.read(
        (Handle handle) ->
            handle.createQuery("SELECT count(*) FROM table_change").mapTo(Long.class).one());
  }

  @Test
  void whoComesWhileALookFailsFailsWithItInsteadOfWaitingOnceMore() throws Exception {
    var tries = new AtomicInteger();
    var goOn = new CountDownLatch(1);
    var away =
        (DataSource)
            Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (_, _, _) -> {
                  tries.incrementAndGet();
                  goOn.await();
                  throw new SQLTransientConnectionException("no connection is free");
                });
    var log = new ChangeLog(away, new TableVersions());
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var first = threads.submit(log::catchUp);
      Await.until("a look", () -> tries.get() == 1);
      var waiting = new AtomicReference<Thread>();
      var second =
          threads.submit(
              () -> {
                waiting.set(Thread.currentThread());
                log.catchUp();
              });
      Await.until(
          "one who waits for it",
          () -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
      goOn.countDown();

      for (var each : List.of(first, second)) {
        assertThatThrownBy(each::get).hasRootCauseMessage("no connection is free");
      }
    }
    assertThat(tries).hasValue(1);
  }
}
