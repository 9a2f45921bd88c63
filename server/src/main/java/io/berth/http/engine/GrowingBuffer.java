package io.berth.http.engine;

import io.berth.memory.RequestBudget;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a body whose length nobody vouches for: room is asked for and made as bytes arrive, as
 * much as has arrived, or four times that when it is the last time.
 */
final class GrowingBuffer {
  private static final int FIRST = 1024;
  private static final int LARGEST = 64 * 1024;

  /** Room for all that was announced is made once this part of it is there. */
  private static final int BELIEVED_PART = 4;

  private final RequestBudget spending;
  private final long announced;
  private final List<byte[]> full = new ArrayList<>(2);
  private byte[] block = {};
  private int filled;
  private int total;
  private long taken;

  /**
   * @param announced how many bytes the client says will come, -1 when it says nothing
   */
  GrowingBuffer(RequestBudget spending, long announced) {
    this.spending = spending;
    this.announced = announced;
  }

  int size() {
    return total;
  }

  /** Adds the bytes from a position on. */
  void add(Buffer bytes, int from) {
    int position = from;
    while (position < bytes.length()) {
      if (filled == block.length) {
        grow(bytes.length() - position);
      }
      int n = Math.min(bytes.length() - position, block.length - filled);
      bytes.getBytes(position, position + n, block, filled);
      position += n;
      filled += n;
      total += n;
    }
  }

  private void grow(int wanted) {
    long left = announced - total;
    if (left > 0 && (total >= announced / BELIEVED_PART || wanted >= left)) {
      whole((int) announced);
      return;
    }
    int size = Math.clamp(Math.max(total, wanted), FIRST, LARGEST);
    spending.body(size);
    taken += size;
    if (filled > 0) {
      full.add(block);
    }
    block = new byte[size];
    filled = 0;
  }

  /** Moves everything into one block of this size. */
  private void whole(int size) {
    spending.body(size);
    var all = new byte[size];
    int position = 0;
    for (var part : full) {
      System.arraycopy(part, 0, all, position, part.length);
      position += part.length;
    }
    System.arraycopy(block, 0, all, position, filled);
    full.clear();
    block = all;
    filled = total;
    spending.bodyDropped(taken);
    taken = size;
  }

  /** All of them; nothing may be added any more. */
  byte[] bytes() {
    if (total != block.length) {
      whole(total);
    }
    return block;
  }
}
