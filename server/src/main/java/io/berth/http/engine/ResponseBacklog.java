package io.berth.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How much of all answers was given to the engine and not yet taken by the network. It lies in
 * direct memory, where a client that does not read leaves it until its time is over.
 */
final class ResponseBacklog {
  /** The part of direct memory that may hold such answers before each gets the least it needs. */
  private static final int PART = 8;

  private static final Duration STALLED = Duration.ofMinutes(2);

  /** How large a chunk of what lies in direct memory is at most. */
  static final int CHUNK = 256 * 1024;

  /** Some that were used stay for the next answers: 8 MiB at most. */
  private static final int KEPT = 32;

  /**
   * For chunks before and after they are encrypted: with a heap of this size the usual allocator
   * keeps nothing this large, and gets and clears it anew for each.
   */
  static final ByteBufAllocator LARGE_BUFFERS =
      new PooledByteBufAllocator(
          true, 0, Runtime.getRuntime().availableProcessors(), 8 * 1024, 9, 256, 0, false);

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

  /**
   * Direct memory for a chunk of that size or larger, with nothing written to it.
   *
   * @param size at most {@link #CHUNK}
   */
  ByteBuf take(int size) {
    var kept = size > CHUNK / 2 ? idle.poll() : null;
    return kept == null ? LARGE_BUFFERS.directBuffer(size) : kept.clear();
  }

  /** The network has it, and its owner needs it no more. */
  void give(ByteBuf chunk) {
    if (chunk.capacity() < CHUNK || chunk.refCnt() != 1 || !idle.offer(chunk)) {
      chunk.release();
    }
  }

  /**
   * Counts the chunks of an answer that the client has not taken yet. Who waits for room is woken
   * when half of them are gone, not for each: a thread that is woken costs as much as encrypting
   * what it brings.
   */
  static final class OfAnswer {
    private static final int NOBODY = -1;

    private final int most;
    private final AtomicInteger count = new AtomicInteger();

    /** How many may be left when the one who waits is woken. */
    private volatile int wanted = NOBODY;

    private volatile @Nullable Thread waiting;

    OfAnswer(int most) {
      this.most = most;
    }

    void more() {
      count.incrementAndGet();
    }

    void less() {
      if (count.decrementAndGet() <= wanted) {
        LockSupport.unpark(waiting);
      }
    }

    /** False when the client takes nothing for two minutes; at once while there is room. */
    boolean awaitRoom() throws IOException {
      return count.get() < most || await(most / 2);
    }

    /** The same for all of them. */
    boolean awaitNone() throws IOException {
      return await(0);
    }

    private boolean await(int left) throws IOException {
      waiting = Thread.currentThread();
      wanted = left;
      int before = count.get();
      long from = System.nanoTime();
      while (count.get() > left) {
        long rest = STALLED.toNanos() - (System.nanoTime() - from);
        if (rest > 0) {
          LockSupport.parkNanos(this, rest);
        } else if (count.get() == before) {
          return false;
        } else {
          before = count.get();
          from = System.nanoTime();
        }
        if (Thread.interrupted()) {
          Thread.currentThread().interrupt();
          throw new IOException("the server is stopping");
        }
      }
      wanted = NOBODY;
      return true;
    }
  }
}
