package io.berth.ops.gc;

import io.berth.sql.Fence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Several threads that work a list off, and leave room to the people the server is for: after each
 * step its thread rests for twice as long as the step took, a quarter of a second at most. So
 * whoever waits for the database's writer or the disk waits for one step, never for a queue of
 * them; and slow storage does not become three times as slow.
 */
final class Workers {
  private static final int REST = 2;

  /** Short beside the pause between two beats of a run that lets another server take it over. */
  private static final long LONGEST_REST = Duration.ofMillis(250).toNanos();

  private Workers() {}

  /** What is done with each item. */
  @FunctionalInterface
  interface Step<T> {
    void take(T item);
  }

  /** Returns when all is done; after a failure nothing new is begun, and it is thrown. */
  static <T> void each(List<T> items, int workers, Step<T> step) throws InterruptedException {
    var next = new AtomicInteger();
    var failure = new AtomicReference<@Nullable RuntimeException>();
    var failed = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int worker = 0; worker < Math.min(workers, items.size()); worker++) {
        Runnable turns =
            () -> {
              for (int i = next.getAndIncrement();
                  i < items.size() && failed.getCount() > 0;
                  i = next.getAndIncrement()) {
                long began = System.nanoTime();
                try {
                  step.take(items.get(i));
                  long rest = Math.min(REST * (System.nanoTime() - began), LONGEST_REST);
                  if (failed.await(rest, TimeUnit.NANOSECONDS)) {
                    return;
                  }
                } catch (InterruptedException _) {
                  return; // who waits for the threads is told
                } catch (RuntimeException e) {
                  failure.compareAndSet(null, e);
                  failed.countDown();
                }
              }
            };
        threads.execute(Fence.carried(turns));
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var first = failure.get();
    if (first != null) {
      throw first;
    }
  }
}
