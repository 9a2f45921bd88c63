package io.berth.ops.scrub;

import java.time.Duration;

/** Keeps work at a rate by sleeping when it was faster. */
final class ReadRate {
  private final long perSecond;
  private final long begun = System.nanoTime();
  private long done;

  /**
   * @param perSecond Long.MAX_VALUE for no limit
   */
  ReadRate(long perSecond) {
    this.perSecond = perSecond;
  }

  /** So much was done; returns when it may go on. */
  void done(long amount) throws InterruptedException {
    done += amount;
    double due = (double) done / perSecond * 1e9;
    long ahead = (long) due - (System.nanoTime() - begun);
    if (ahead > 1_000_000) {
      Thread.sleep(Duration.ofNanos(ahead));
    }
  }
}
