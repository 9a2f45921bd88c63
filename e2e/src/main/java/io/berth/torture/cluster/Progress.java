package io.berth.torture.cluster;

import java.util.concurrent.atomic.LongAdder;

/** How uploads went, over all clients, and what the experiment's outages allow. */
final class Progress {
  /** What an upload may come to, beside going on. */
  enum Allowed {
    /** It stands where it was acknowledged until it is a blob. */
    NOTHING,
    /** A request can be held up, given up by its client, and be carried out later all the same. */
    LATE_REQUESTS
  }

  private final Allowed allowed;
  private final boolean breaksOff;
  private final LongAdder chunks = new LongAdder();
  private final LongAdder resumed = new LongAdder();
  private final LongAdder anew = new LongAdder();

  /**
   * @param breaksOff whether uploads must be broken off for the experiment to show anything
   */
  Progress(Allowed allowed, boolean breaksOff) {
    this.allowed = allowed;
    this.breaksOff = breaksOff;
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

  /** Whether a request may be carried out after it was given up: an upload may then be over. */
  boolean mayComeLate() {
    return allowed == Allowed.LATE_REQUESTS;
  }

  boolean hasShownSomething() {
    return !breaksOff || resumed.sum() > 0;
  }

  @Override
  public String toString() {
    return "%d chunks, %d uploads resumed, %d begun anew"
        .formatted(chunks.sum(), resumed.sum(), anew.sum());
  }
}
