package io.berth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits for what another thread or another process does. The only place where tests let time pass:
 * whoever waits says what for, and goes on as soon as it is so.
 */
public final class Await {
  /** How long a test waits for what takes moments: two test processes may share one processor. */
  public static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration BETWEEN = Duration.ofMillis(5);

  private Await() {}

  /**
   * Until the condition holds.
   *
   * @param what named when it does not within {@link #LONG}
   */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    until(what, condition, it -> it);
  }

  /**
   * Until what is asked for is as wanted; that is then returned.
   *
   * @param what named, with the last value seen, when it is not within {@link #LONG}
   */
  public static <T> T until(String what, Callable<T> asked, Predicate<T> wanted) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (true) {
      var value = asked.call();
      if (wanted.test(value)) {
        return value;
      }
      assertThat(System.nanoTime()).as("%s, at last %s", what, value).isLessThan(end);
      pass(BETWEEN);
    }
  }

  /**
   * Lets time pass, all of it: for who sends slowly, for a time-out that is to be outlasted, and
   * for what must not happen meanwhile. An interrupt ends it and stays set.
   */
  public static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long rest = time.toNanos(); rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
