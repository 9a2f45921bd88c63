package io.berth.http.engine;

import io.netty.util.internal.PlatformDependent;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much of all answers was given to the engine and not yet taken by the network. It lies in
 * direct memory, where a client that does not read leaves it until its time is over.
 */
final class ResponseBacklog {
  /** The part of direct memory that may hold such answers before each gets the least it needs. */
  private static final int PART = 8;

  private final LongAdder bytes = new LongAdder();
  private final long few = PlatformDependent.maxDirectMemory() / PART;

  void add(long more) {
    bytes.add(more);
  }

  /** False while an answer may only have one small piece on its way. */
  boolean few() {
    return bytes.sum() < few;
  }
}
