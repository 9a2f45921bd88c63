package io.berth.storage.file;

import java.util.concurrent.ArrayBlockingQueue;

/** Buffers for file contents, used again without being cleared; a few are kept. */
final class BufferPool {
  static final int SIZE = 128 << 10;
  private static final int KEPT = 32;

  private final ArrayBlockingQueue<byte[]> idle = new ArrayBlockingQueue<>(KEPT);

  /** One of {@link #SIZE} bytes, with anything in it. */
  byte[] take() {
    var buffer = idle.poll();
    return buffer == null ? new byte[SIZE] : buffer;
  }

  /** Nobody may use it afterwards. */
  void give(byte[] buffer) {
    idle.offer(buffer);
  }
}
