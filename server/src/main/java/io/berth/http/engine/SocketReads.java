package io.berth.http.engine;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * How much is taken from a connection's socket at a time: little, so that bodies nobody reads yet
 * stay with the kernel and not in the heap, and much once somebody reads a large one.
 */
final class SocketReads extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final int NARROW = 2 * 1024;
  private static final int WIDE = 64 * 1024;
  private static final int MANY = 16;

  private volatile boolean wide;

  /** For a new connection, before anything came. */
  static void limit(HttpConnection connection) {
    if (connection instanceof ConnectionBase engine) {
      engine.channel().config().setRecvByteBufAllocator(new SocketReads());
    }
  }

  /** Whether a large body is being read. */
  static void widen(HttpConnection connection, boolean wide) {
    if (connection instanceof ConnectionBase engine
        && engine.channel().config().getRecvByteBufAllocator() instanceof SocketReads reads
        && reads.wide != wide) {
      reads.wide = wide;
      reads.maxMessagesPerRead(wide ? MANY : 1);
    }
  }

  @Override
  public MaxMessageHandle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return wide ? WIDE : NARROW;
      }
    };
  }
}
