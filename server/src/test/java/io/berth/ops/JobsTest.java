package io.berth.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class JobsTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void aJobThatFailsRunsAgain() throws InterruptedException {
    var runs = new CountDownLatch(3);
    try (var jobs = new Jobs(metrics, RandomGenerator.getDefault())) {
      jobs.onEachServer(
          Duration.ofMillis(5),
          "fails",
          () -> {
            runs.countDown();
            throw new IllegalStateException("as meant");
          });

      assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(metrics.counter("berth.job.failures", "name", "fails").count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void closingEndsAJobEvenInTheMiddleOfARun() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var finished = new AtomicInteger();
    var jobs = new Jobs(metrics, RandomGenerator.getDefault());
    jobs.onEachServer(
        Duration.ofMillis(1),
        "long",
        () -> {
          inside.countDown();
          new CountDownLatch(1).await();
          return finished.incrementAndGet();
        });
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

    jobs.close();

    assertThat(finished).hasValue(0);
  }

  @Test
  void aRunThatFailsBecauseTheServerStopsIsNoFailure() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var jobs = new Jobs(metrics, RandomGenerator.getDefault());
    jobs.onEachServer(
        Duration.ofMillis(1),
        "interrupted",
        () -> {
          inside.countDown();
          try {
            new CountDownLatch(1).await();
            return 0;
          } catch (InterruptedException e) {
            throw new IllegalStateException("the database is away", e);
          }
        });
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

    jobs.close();

    assertThat(metrics.counter("berth.job.failures", "name", "interrupted").count()).isZero();
  }
}
