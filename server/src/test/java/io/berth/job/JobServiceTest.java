package io.berth.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.CatalogFixture;
import io.berth.fault.FaultException;
import io.berth.listing.ListQuery;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Executions from the moment somebody asks until they are over, whatever happens to servers. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class JobServiceTest {
  private final TestClock clock = new TestClock();
  private final Database database;
  private final JobService jobs;
  private final RegistryId registry;

  JobServiceTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    jobs = new JobService(database, clock);
    registry = CatalogFixture.registry(database, "one");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Vendor policy(long id) {
    return new Vendor(registry.value(), null, JobType.RETENTION, id);
  }

  private Execution ask(Vendor vendor) {
    return jobs.executions.ask(vendor, Execution.Trigger.MANUAL, "ada", Map.of("dry", true));
  }

  private Execution found(Execution execution) {
    return jobs.executions.find(registry, execution.id()).orElseThrow();
  }

  /** A server that works until it is let go on. */
  private static final class Stalling {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch wakesUp = new CountDownLatch(1);
    final Thread thread;

    Stalling(Database database, TestClock clock) throws InterruptedException {
      var server = new JobService(database, clock);
      server.add(
          JobType.RETENTION,
          run -> {
            run.position("half");
            begun.countDown();
            wakesUp.await();
            run.log("late");
          });
      thread = Thread.ofVirtual().start(server::workOff);
      begun.await();
    }

    void wake() throws InterruptedException {
      wakesUp.countDown();
      thread.join();
    }
  }

  @Test
  void whatIsAskedForIsDoneAndToldOf() {
    jobs.add(
        JobType.RETENTION,
        run -> {
          assertThat(run.goesOn()).isTrue();
          run.log("half of it");
          run.progress(2, 2);
          run.attributes(Map.of("kept", 7));
          var part = run.part("team/app");
          assertThat(part).isNotNull();
          part.end(Execution.Status.SUCCESS, Map.of("total", 3), "a,b\n");
        });
    var asked = ask(policy(1));
    assertThat(asked.status()).isEqualTo(Execution.Status.PENDING);

    jobs.workOff();

    var over = found(asked);
    assertThat(over.status()).isEqualTo(Execution.Status.SUCCESS);
    assertThat(over.progress()).isEqualTo(new Execution.Progress(2, 2));
    assertThat(over.attributes()).isEqualTo("{\"kept\":7}");
    assertThat(over.endedAt()).isEqualTo(clock.instant());
    assertThat(jobs.executions.log(over.id())).contains("begun by ada").contains("half of it");
    var task = jobs.tasks.list(over.id(), ListQuery.ALL).items().getFirst();
    assertThat(task.name()).isEqualTo("team/app");
    assertThat(task.status()).isEqualTo(Execution.Status.SUCCESS);
    assertThat(jobs.tasks.log(task.id())).isEqualTo("a,b\n");
  }

  @Test
  void aPolicyHasOneExecutionAtATime() {
    jobs.add(JobType.RETENTION, _ -> {});
    ask(policy(1));
    assertThatThrownBy(() -> ask(policy(1)))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("not over yet");
    ask(policy(2));

    jobs.workOff();

    assertThat(ask(policy(1)).status()).isEqualTo(Execution.Status.PENDING);
  }

  @Test
  void oneThatFailsSaysWhyAndKeepsTheServersSecrets() {
    jobs.add(
        JobType.RETENTION,
        run -> {
          if (run.execution().vendor().id() == 1) {
            throw FaultException.precondition("the project is gone");
          }
          throw new IllegalStateException("SELECT secret");
        });
    var refused = ask(policy(1));
    var broken = ask(policy(2));

    jobs.workOff();

    assertThat(found(refused).status()).isEqualTo(Execution.Status.ERROR);
    assertThat(found(refused).message()).isEqualTo("the project is gone");
    assertThat(found(broken).message()).contains("internal error").doesNotContain("SELECT");
    assertThat(jobs.executions.log(broken.id())).doesNotContain("SELECT");
  }

  @Test
  void oneWhoseServerDiesIsBegunAgainWhereItWasAndTheFirstWritesNothingMore() throws Exception {
    var asked = ask(policy(1));
    var stalled = new Stalling(database, clock);
    var positions = new ArrayList<String>();
    jobs.add(JobType.RETENTION, run -> positions.add(String.valueOf(run.execution().position())));
    jobs.workOff();
    assertThat(found(asked).status()).isEqualTo(Execution.Status.RUNNING);

    clock.advance(Duration.ofMinutes(2));
    jobs.workOff();
    stalled.wake();

    assertThat(found(asked).status()).isEqualTo(Execution.Status.SUCCESS);
    assertThat(positions).containsExactly("half");
    assertThat(jobs.executions.log(asked.id())).contains("begun again").doesNotContain("late");
  }

  @Test
  void oneThatServersDieOverEndsWithThatAsItsReason() throws Exception {
    var asked = ask(policy(1));
    var dead = new ArrayList<Stalling>();
    for (int death = 0; death < 3; death++) {
      dead.add(new Stalling(database, clock));
      clock.advance(Duration.ofMinutes(2));
    }
    jobs.add(JobType.RETENTION, _ -> {});

    jobs.workOff();

    assertThat(found(asked).status()).isEqualTo(Execution.Status.ERROR);
    assertThat(found(asked).message()).contains("3 times a server");
    for (var server : dead) {
      server.wake();
    }
  }

  @Test
  void oneThatWaitsIsStoppedAtOnceAndOneUnderWayAtItsNextStep() {
    var waiting = ask(policy(1));
    assertThat(jobs.executions.stop(registry, waiting.id())).isTrue();
    assertThat(found(waiting).status()).isEqualTo(Execution.Status.STOPPED);

    var steps = new ArrayList<Boolean>();
    jobs.add(
        JobType.RETENTION,
        run -> {
          jobs.executions.stop(registry, run.execution().id());
          steps.add(run.goesOn());
        });
    var underWay = ask(policy(2));
    jobs.workOff();

    assertThat(steps).containsExactly(false);
    assertThat(found(underWay).status()).isEqualTo(Execution.Status.STOPPED);
    var other = CatalogFixture.registry(database, "two");
    assertThat(jobs.executions.stop(other, underWay.id())).isFalse();
  }

  @Test
  void aRegistryHasTwoUnderWayAtMostAndAnotherDoesNotWaitForThem() throws Exception {
    IntStream.range(1, 6).forEach(id -> ask(policy(id)));
    var stalled = List.of(new Stalling(database, clock), new Stalling(database, clock));
    var done = new ArrayList<String>();
    jobs.add(JobType.RETENTION, run -> done.add(run.execution().vendor().registry()));
    var other = CatalogFixture.registry(database, "two");
    ask(new Vendor(other.value(), null, JobType.RETENTION, 1));

    jobs.workOff();

    assertThat(done).containsExactly(other.value());
    for (var server : stalled) {
      server.wake();
    }
  }

  @Test
  void whatIsPausedWaits() {
    jobs.add(JobType.RETENTION, _ -> {});
    var asked = ask(policy(1));
    jobs.queues.pause(registry, List.of("RETENTION"));
    jobs.queues.pause(registry, List.of("RETENTION"));
    jobs.workOff();
    assertThat(found(asked).status()).isEqualTo(Execution.Status.PENDING);

    jobs.queues.resume(registry, List.of("RETENTION"));
    jobs.workOff();

    assertThat(found(asked).status()).isEqualTo(Execution.Status.SUCCESS);
  }

  @Test
  void aScheduleComesRoundOnceEachTimeUnlessSchedulesArePaused() {
    jobs.add(JobType.RETENTION, _ -> {});
    jobs.schedules.put(policy(1), "Hourly", new Cron("0 0 * * * *"), Map.of("dry", false));
    jobs.askForDue();
    assertThat(jobs.executions.open(registry)).isEmpty();

    clock.advance(Duration.ofMinutes(61));
    jobs.askForDue();
    jobs.askForDue();

    assertThat(jobs.executions.open(registry))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.trigger()).isEqualTo(Execution.Trigger.SCHEDULE);
              assertThat(it.parameters()).isEqualTo("{\"dry\":false}");
            });
    jobs.workOff();
    jobs.queues.pause(registry, List.of(PausedQueues.SCHEDULER));
    clock.advance(Duration.ofHours(5));
    jobs.askForDue();
    jobs.queues.resume(registry, List.of(PausedQueues.SCHEDULER));
    jobs.askForDue();
    assertThat(jobs.executions.open(registry)).isEmpty();

    jobs.schedules.delete(policy(1));
    clock.advance(Duration.ofHours(5));
    jobs.askForDue();
    assertThat(jobs.executions.open(registry)).isEmpty();
  }

  @Test
  void asManyAreKeptAsSomebodyMayLookAt() {
    jobs.add(JobType.RETENTION, _ -> {});
    for (int i = 0; i < Executions.KEPT + 5; i++) {
      ask(policy(1));
      jobs.workOff();
    }
    assertThat(jobs.executions.list(policy(1), ListQuery.ALL).total()).isEqualTo(Executions.KEPT);

    clock.advance(Duration.ofDays(91));
    jobs.executions.prune();
    assertThat(jobs.executions.list(policy(1), ListQuery.ALL).total()).isZero();
  }

  @Test
  void aLogIsBounded() {
    jobs.add(
        JobType.RETENTION,
        run -> IntStream.range(0, 20).forEach(_ -> run.log("x".repeat(Run.LONGEST_LOG / 10))));
    var asked = ask(policy(1));

    jobs.workOff();

    assertThat(jobs.executions.log(asked.id()))
        .hasSizeLessThan(Run.LONGEST_LOG + 200)
        .contains("the log is full");
  }
}
