package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  private final List<Integer> items = IntStream.range(0, 6).boxed().toList();

  @Test
  void aWorkerRestsTwiceAsLongAsItsStepTook() throws Exception {
    var begun = Collections.synchronizedList(new ArrayList<Long>());
    Workers.each(
        items,
        1,
        _ -> {
          begun.add(System.nanoTime());
          Await.pass(Duration.ofMillis(20));
        });

    // A pause takes as long as it is told at least, so these are bounds and no measurements.
    for (int i = 1; i < begun.size(); i++) {
      assertThat(Duration.ofNanos(begun.get(i) - begun.get(i - 1)))
          .isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }
  }

  @Test
  void allItemsAreTakenOnceByAsManyWorkersAsAskedFor() throws Exception {
    var both = new CountDownLatch(2);
    var taken = Collections.synchronizedList(new ArrayList<Integer>());
    Workers.each(
        items,
        2,
        item -> {
          taken.add(item);
          both.countDown();
          await(both);
        });
    assertThat(taken).containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void afterAFailureNothingNewIsBegunAndItIsThrown() {
    var begun = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Workers.each(
                    items,
                    1,
                    _ -> {
                      begun.incrementAndGet();
                      throw new IllegalStateException("the disk is gone");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the disk is gone");
    assertThat(begun).hasValue(1);
  }

  @Test
  void anInterruptedCallerIsTold() {
    var begun = new AtomicInteger();
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                Workers.each(
                    items,
                    1,
                    _ -> {
                      begun.incrementAndGet();
                      Await.pass(Duration.ofMillis(20));
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(begun.get()).isLessThan(items.size());
    assertThat(Thread.interrupted()).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
