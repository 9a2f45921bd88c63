package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.job.Execution;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.sql.Dialect;
import io.berth.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A garbage collection whose server stood still, and that another server took up meanwhile. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class GcFenceTest {
  private static final Duration GRACE = Duration.ofHours(2);

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final TestClock clock = new TestClock();

  @Test
  void theFormerOwnerWritesNothingAndTheRunIsCountedOnce() throws Exception {
    try (var gc = new GcFixture(dialect, folder, clock, GRACE)) {
      var repository = gc.repository("app");
      IntStream.range(0, 30).forEach(i -> gc.push(repository, "layer " + i));
      clock.advance(GRACE.plusMinutes(1));
      var asked = gc.runs.ask(gc.registry, "ada", GcFixture.options(false, false));
      var begun = new CountDownLatch(1);
      var wakesUp = new CountDownLatch(1);
      var stalls = new JobService(gc.database, clock);
      stalls.add(
          JobType.GARBAGE_COLLECTION,
          run -> {
            begun.countDown();
            wakesUp.await();
            gc.collector.execute(run);
          });
      var stalled = Thread.ofVirtual().start(stalls::workOff);
      begun.await();
      clock.advance(Duration.ofMinutes(2));

      gc.jobs.workOff(); // another server

      wakesUp.countDown();
      stalled.join();
      var over = gc.runs.find(gc.registry, asked.id()).orElseThrow();
      assertThat(over.execution().status()).isEqualTo(Execution.Status.SUCCESS);
      assertThat(over.execution().attempts()).isEqualTo(2);
      assertThat(over.freed().links()).isEqualTo(30);
      assertThat(over.freed().blobs()).isEqualTo(30);
    }
  }

  /** Several workers write at once and count beside the run's own row. */
  @Test
  void severalWorkersOfOneOwnerDoNotStandInEachOthersWay() {
    try (var gc = new GcFixture(dialect, folder, clock, GRACE)) {
      for (var name : List.of("a", "b", "c", "d")) {
        var repository = gc.repository(name);
        IntStream.range(0, 10).forEach(i -> gc.push(repository, name + i));
      }
      clock.advance(GRACE.plusMinutes(1));

      var run = gc.run(new GcRun.Options(false, GRACE, false, 4));

      assertThat(run.freed().links()).isEqualTo(40);
    }
  }
}
