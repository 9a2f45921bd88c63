package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.sql.Dialect;
import io.berth.sql.Fence;
import io.berth.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
      gc.runs.ask(gc.registry, GcRun.Kind.MANUAL, "ada", GcFixture.options(false, false));
      var stalled = gc.runs.claim().orElseThrow();
      clock.advance(Duration.ofMinutes(2));
      var taken = gc.runs.claim().orElseThrow();
      assertThat(taken.fence()).isGreaterThan(stalled.fence());

      gc.collector.execute(stalled); // it wakes up

      assertThat(gc.runs.find(gc.registry, taken.id()).orElseThrow().freed().links()).isZero();

      gc.collector.execute(taken);
      gc.collector.execute(stalled);

      var over = gc.runs.find(gc.registry, taken.id()).orElseThrow();
      assertThat(over.status()).isEqualTo(GcRun.Status.SUCCESS);
      assertThat(over.freed().links()).isEqualTo(30);
      assertThat(over.freed().blobs()).isEqualTo(30);
    }
  }

  /** Several workers write at once and count in the run's own row, so they must not exclude one. */
  @Test
  void severalWorkersOfOneOwnerDoNotStandInEachOthersWay() throws Exception {
    try (var gc = new GcFixture(dialect, folder, clock, GRACE)) {
      for (var name : List.of("a", "b", "c", "d")) {
        var repository = gc.repository(name);
        IntStream.range(0, 10).forEach(i -> gc.push(repository, name + i));
      }
      clock.advance(GRACE.plusMinutes(1));
      gc.runs.ask(gc.registry, GcRun.Kind.MANUAL, "ada", new GcRun.Options(false, GRACE, false, 4));

      gc.collector.execute(gc.runs.claim().orElseThrow());

      assertThat(gc.runs.find(gc.registry, 1).orElseThrow().freed().links()).isEqualTo(40);
    }
  }

  @Test
  void whatTheFormerOwnerOfARunWritesIsRefusedAndWhatTheNewOneWritesIsNot() {
    try (var gc = new GcFixture(dialect, folder, clock, GRACE)) {
      gc.runs.ask(gc.registry, GcRun.Kind.MANUAL, "ada", GcFixture.options(false, false));
      var run = gc.runs.claim().orElseThrow();
      gc.runs.leave(run.id());
      var other = gc.runs.claim().orElseThrow();

      assertThatThrownBy(() -> gc.runs.fence(run).around().run(() -> gc.runs.log(run.id(), "late")))
          .isInstanceOf(Fence.LostException.class);
      gc.runs.fence(other).around().run(() -> gc.runs.log(other.id(), "in time"));

      assertThat(gc.runs.log(gc.registry, run.id()).orElseThrow())
          .contains("in time")
          .doesNotContain("late");
    }
  }
}
