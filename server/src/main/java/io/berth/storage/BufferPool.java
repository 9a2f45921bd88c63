package io.berth.storage;

import java.util.concurrent.ArrayBlockingQueue;

/** Buffers for file contents, used again without being cleared; a few are kept. */
public final class BufferPool {
  public static final int SIZE = 128 << 10;
  private static final int KEPT = 32;

  private final ArrayBlockingQueue<byte[]> idle = new ArrayBlockingQueue<>(KEPT);

  /** One of {@link #SIZE} bytes, with anything in it. */
  public byte[] take() {
    var buffer = idle.poll();
    return buffer == null ? new byte[SIZE] : buffer;
  }

  /** Nobody may use it afterwards. */
  public void give(byte[] buffer) {
    idle.offer(buffer);
  }
}
