package io.berth.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Who may work in this process at the same time. An execution begins in the lane of the quick ones;
 * one that takes long moves over to the lane of the long ones at its next step, where they take
 * turns. So however many giants there are, the others do not wait for them.
 */
final class Lanes {
  static final int QUICK = 8;
  static final int LONG = 4;
  private static final int MOST = 256;
  private static final Duration STILL_QUICK = Duration.ofSeconds(10);
  private static final Duration TURN = Duration.ofSeconds(30);

  private final Semaphore quick = new Semaphore(QUICK, true);
  private final Semaphore slow = new Semaphore(LONG, true);
  private final Semaphore all = new Semaphore(MOST);
  private final LongSupplier ticks;

  /**
   * @param ticks the monotonic clock, in nanoseconds
   */
  Lanes(LongSupplier ticks) {
    this.ticks = ticks;
  }

  /** A place among the quick ones; empty when all are taken. */
  Optional<Place> enter() {
    if (!all.tryAcquire()) {
      return Optional.empty();
    }
    if (!quick.tryAcquire()) {
      all.release();
      return Optional.empty();
    }
    return Optional.of(new Place(ticks.getAsLong()));
  }

  /** Where an execution is. Of one thread. */
  final class Place {
    private boolean isQuick = true;
    private boolean held = true;
    private long since;

    private Place(long since) {
      this.since = since;
    }

    /** Between two steps: returns when the next may begin, which may take long. */
    void await() throws InterruptedException {
      var here = Duration.ofNanos(ticks.getAsLong() - since);
      var moves =
          isQuick
              ? here.compareTo(STILL_QUICK) > 0
              : here.compareTo(TURN) > 0 && slow.hasQueuedThreads();
      if (moves) {
        lane().release();
        held = false;
        isQuick = false;
        slow.acquire();
        held = true;
        since = ticks.getAsLong();
      }
    }

    private Semaphore lane() {
      return isQuick ? quick : slow;
    }

    void leave() {
      if (held) {
        lane().release();
      }
      all.release();
    }
  }
}
