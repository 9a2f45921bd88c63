package io.berth.torture.cluster;

import java.util.concurrent.atomic.LongAdder;

/** How uploads went, over all clients, and what the experiment's outages allow. */
final class Progress {
  private final boolean standsStill;
  private final LongAdder chunks = new LongAdder();
  private final LongAdder resumed = new LongAdder();
  private final LongAdder anew = new LongAdder();

  /**
   * @param standsStill whether a request can be held up, given up by its client, and be carried out
   *     later all the same
   */
  Progress(boolean standsStill) {
    this.standsStill = standsStill;
  }

  void chunk() {
    chunks.increment();
  }

  /** An upload was broken off and goes on from where it stands. */
  void resume() {
    resumed.increment();
  }

  void begunAnew() {
    anew.increment();
  }

  /** Two requests of one upload may have been under way at once, and one of them ended it. */
  boolean mayBeginAnew() {
    return standsStill;
  }

  /** See the constructor. */
  boolean mayComeLate() {
    return standsStill;
  }

  long resumedCount() {
    return resumed.sum();
  }

  @Override
  public String toString() {
    return "%d chunks, %d uploads resumed, %d begun anew"
        .formatted(chunks.sum(), resumed.sum(), anew.sum());
  }
}
