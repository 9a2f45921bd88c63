package io.berth.http.engine;

import java.util.concurrent.atomic.LongAdder;

/** How much of all requests' bodies was read ahead and waits in memory for their handlers. */
final class BodyMemory {
  /** The part of the heap that may wait before nothing is read ahead any more. */
  private static final int PART = 16;

  private final LongAdder waiting = new LongAdder();
  private final long plenty = Runtime.getRuntime().maxMemory() / PART;

  void add(long bytes) {
    waiting.add(bytes);
  }

  /** False while bodies may only be read as fast as their handlers ask, without reading ahead. */
  boolean plenty() {
    return waiting.sum() < plenty;
  }
}
