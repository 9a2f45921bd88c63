package io.berth.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.Fence;
import io.berth.testing.Await;
import io.berth.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Several servers with one job that one of them does at a time. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class SharedJobsTest {
  private static final String NAME = "one at a time";
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final SharedJobs.Timing QUICK =
      new SharedJobs.Timing(Duration.ofMillis(20), Duration.ofMillis(250));

  private final Database database;
  private final List<Jobs> servers = new ArrayList<>();

  SharedJobsTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    // The table that the jobs of these tests write.
    database.run(handle -> handle.execute("CREATE TABLE effect (who TEXT)"));
  }

  @AfterEach
  void close() {
    servers.forEach(Jobs::close);
    database.close();
  }

  private void server(Jobs.Job job) {
    var jobs = new Jobs(new SimpleMeterRegistry(), RandomGenerator.getDefault());
    servers.add(jobs);
    jobs.onOneServer(PAUSE, NAME, job);
    jobs.start(database, InstantSource.system(), QUICK);
  }

  @Test
  void ofSeveralServersOneAtATimeHasTheJob() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var runs = new CountDownLatch(15);
    for (int i = 0; i < 3; i++) {
      server(
          () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            write("run");
            inside.decrementAndGet();
            runs.countDown();
            return 1;
          });
    }

    Await.until("runs", () -> runs.getCount() == 0);

    assertThat(most).hasValue(1);
  }

  /** SQLite has one server, and so one clock. */
  @Test
  void aServerWhoseClockIsAheadTakesNothingFromOneThatWorks() throws Exception {
    var begun = new CountDownLatch(1);
    var ends = new CountDownLatch(1);
    var runs = new AtomicInteger();
    server(
        () -> {
          runs.incrementAndGet();
          begun.countDown();
          ends.await();
          return 0;
        });
    begun.await();
    var ahead = new Jobs(new SimpleMeterRegistry(), RandomGenerator.getDefault());
    servers.add(ahead);
    var looks = new CountDownLatch(20);
    ahead.onOneServer(PAUSE, NAME, runs::incrementAndGet);
    ahead.onOneServer(
        PAUSE,
        "counts looks",
        () -> {
          looks.countDown();
          return 0;
        });
    var hour = Duration.ofHours(database.dialect() == Dialect.SQLITE ? 0 : 1);
    ahead.start(database, InstantSource.offset(InstantSource.system(), hour), QUICK);
    Await.until("looks of the one ahead", () -> looks.getCount() == 0);

    assertThat(runs).hasValue(1);
    ends.countDown();
  }

  @Test
  void aFailingRunIsRunAgain() throws Exception {
    var runs = new CountDownLatch(3);
    server(
        () -> {
          runs.countDown();
          throw new IllegalStateException("as meant");
        });

    Await.until("runs", () -> runs.getCount() == 0);
  }

  /** The stalled server sleeps through its beats, as one does whose machine was paused. */
  @Test
  void whoStoodStillWhileAnotherTookItsRunUpWritesNothing() throws Exception {
    var stalls = new CountDownLatch(1);
    var wakes = new CountDownLatch(1);
    var refused = new AtomicReference<Throwable>();
    var first = new AtomicBoolean(true);
    server(
        () -> {
          if (first.getAndSet(false)) {
            write("first");
            stalls.countDown();
            wakes.await();
            try {
              write("late");
            } catch (Fence.LostException e) {
              refused.set(e);
              throw e;
            }
          }
          return 0;
        });
    stalls.await();

    // Its heart stops, and another server takes the run up.
    database.run(
        handle -> handle.execute("UPDATE job SET picked = ?, version = version + 1", false));
    var second = new CountDownLatch(1);
    server(
        () -> {
          write("second");
          second.countDown();
          return 0;
        });
    Await.until("other server's run", () -> second.getCount() == 0);
    wakes.countDown();
    Await.until("refusal", () -> refused.get() != null);

    assertThat(refused.get()).hasMessageContaining("was taken over by another server");
    assertThat(effects()).contains("first", "second").doesNotContain("late");
  }

  @Test
  void aRunWhoseServerDiedIsBegunAgainByAnother() throws Exception {
    var begun = new CountDownLatch(1);
    server(
        () -> {
          begun.countDown();
          return 0;
        });
    begun.await();
    servers.removeFirst().close();
    // What a killed server leaves: a run that is taken, and nobody who beats for it.
    database.run(
        handle ->
            handle.execute(
                "UPDATE job SET picked = ?, picked_by = 'dead', last_heartbeat = execution_time,"
                    + " version = 99",
                true));
    var again = new CountDownLatch(1);
    server(
        () -> {
          write("again");
          again.countDown();
          return 0;
        });

    Await.until("run begun again", () -> again.getCount() == 0);

    assertThat(effects()).contains("again");
    assertThat(version()).isGreaterThan(99);
  }

  @Test
  void aServerThatStopsLeavesItsRunToAnotherAtOnce() throws Exception {
    var inside = new CountDownLatch(1);
    server(
        () -> {
          inside.countDown();
          new CountDownLatch(1).await();
          return 0;
        });
    inside.await();

    servers.removeFirst().close();

    var again = new CountDownLatch(1);
    server(
        () -> {
          again.countDown();
          return 0;
        });
    Await.until("run of the other server", () -> again.getCount() == 0);
  }

  /** After a setting was changed, for example. */
  @Test
  void aShorterPauseCountsFromTheNextStartOn() throws Exception {
    var jobs = new Jobs(new SimpleMeterRegistry(), RandomGenerator.getDefault());
    jobs.onOneServer(Duration.ofDays(1), NAME, () -> 0);
    jobs.start(database, InstantSource.system(), QUICK);
    Await.until("row", () -> jobsThere() == 1);
    jobs.close();
    var runs = new CountDownLatch(1);

    server(
        () -> {
          runs.countDown();
          return 0;
        });

    Await.until("run after the shorter pause", () -> runs.getCount() == 0);
  }

  private void write(String who) {
    database.run(handle -> handle.execute("INSERT INTO effect (who) VALUES (?)", who));
  }

  private List<String> effects() {
    return database.read(
        (Handle handle) -> handle.createQuery("SELECT who FROM effect").mapTo(String.class).list());
  }

  private long version() {
    return number("SELECT version FROM job");
  }

  private long jobsThere() {
    return number("SELECT count(*) FROM job");
  }

  private long number(String sql) {
    return database.read((Handle handle) -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
