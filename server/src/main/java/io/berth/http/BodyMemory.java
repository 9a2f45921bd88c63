package io.berth.http;

import java.util.concurrent.atomic.AtomicLong;

/** How much of all requests' bodies waits in memory to be read by their handlers. */
final class BodyMemory {
  private static final long PLENTY = 32L << 20;

  private final AtomicLong waiting = new AtomicLong();

  void add(long bytes) {
    waiting.addAndGet(bytes);
  }

  /** False while bodies may only be read as fast as their handlers ask, without reading ahead. */
  boolean plenty() {
    return waiting.get() < PLENTY;
  }
}
