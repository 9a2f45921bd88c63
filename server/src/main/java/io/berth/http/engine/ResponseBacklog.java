package io.berth.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much of all answers was given to the engine and not yet taken by the network. It lies in
 * direct memory, where a client that does not read leaves it until its time is over.
 */
final class ResponseBacklog {
  /** The part of direct memory that may hold such answers before each gets the least it needs. */
  private static final int PART = 8;

  /**
   * How large a chunk of an answer is at most. The allocator makes pieces of that size anew, and
   * the runtime clears them: so a few that were used are kept.
   */
  static final int CHUNK = 256 * 1024;

  private static final int KEPT = 32;

  private final ArrayBlockingQueue<ByteBuf> idle = new ArrayBlockingQueue<>(KEPT);

  private final LongAdder bytes = new LongAdder();
  private final long few = PlatformDependent.maxDirectMemory() / PART;

  void add(long more) {
    bytes.add(more);
  }

  /** False while an answer may only have one small piece on its way. */
  boolean few() {
    return bytes.sum() < few;
  }

  /** Direct memory for a chunk, with nothing written to it; it is given back, or released. */
  ByteBuf take(int size) {
    var kept = size == CHUNK ? idle.poll() : null;
    return kept == null ? ByteBufAllocator.DEFAULT.directBuffer(size, size) : kept.clear();
  }

  /** Nobody else has it. */
  void give(ByteBuf chunk) {
    if (chunk.capacity() != CHUNK || !idle.offer(chunk)) {
      chunk.release();
    }
  }
}
