package io.berth.http.engine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that does not bring the whole head of a request in time, however steadily it
 * trickles. The engine's idle time only sees connections that are silent, and it alone decides how
 * long one may rest between two requests: the time for a head runs from its first byte, and from
 * the beginning of a connection. With HTTP/2 one head's bytes cannot be told from those that keep a
 * connection alive, so there the time between two requests is limited instead.
 */
final class HeaderTimeout {
  private static final Duration BETWEEN_STREAMS = Duration.ofMinutes(2);
  private static final long NONE = -1;
  private static final long NEVER = Long.MAX_VALUE;

  private final Vertx vertx;
  private final HttpConnection connection;
  private final Duration patience;
  private final boolean seesBytes;
  private final AtomicInteger serving = new AtomicInteger();

  /** When the wait ends, in nanoseconds since this was made; {@link #NEVER} while nobody waits. */
  private final AtomicLong due = new AtomicLong(NEVER);

  /**
   * Whether a timer is set that looks when that is. One is enough for many requests, as no wait
   * ends before it; to set one for each would cost more than to read a head.
   */
  private final AtomicBoolean isLooking = new AtomicBoolean();

  private volatile long timer = NONE;

  private final long made = System.nanoTime();
  private volatile @Nullable HttpServerRequest last;

  /** The wait begins. */
  HeaderTimeout(Vertx vertx, HttpConnection connection, Duration patience) {
    this.vertx = vertx;
    this.connection = connection;
    this.patience = patience;
    this.seesBytes = watch();
    await(patience);
  }

  private boolean watch() {
    if (connection.protocolVersion() == HttpVersion.HTTP_2
        || !(connection instanceof ConnectionBase engine)) {
      return false;
    }
    engine
        .channel()
        .pipeline()
        .addFirst(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object bytes) {
                arrived();
                context.fireChannelRead(bytes);
              }
            });
    return true;
  }

  private void arrived() {
    if (serving.get() == 0 && due.get() == NEVER) {
      var before = last;
      // What still comes of the body of a request that was answered early begins no head.
      if (before == null || before.isEnded()) {
        await(patience);
      }
    }
  }

  /** A head is whole. */
  void served(HttpServerRequest request) {
    serving.incrementAndGet();
    last = request;
    due.set(NEVER);
  }

  /** Its answer went out. */
  void answered() {
    if (serving.decrementAndGet() == 0 && !seesBytes) {
      await(BETWEEN_STREAMS);
    }
  }

  /** The connection is closed. */
  void closed() {
    due.set(NEVER);
    long set = timer;
    if (set != NONE) {
      vertx.cancelTimer(set);
    }
  }

  private void await(Duration time) {
    due.set(System.nanoTime() - made + time.toNanos());
    lookAfter(time.toMillis());
  }

  private void lookAfter(long millis) {
    if (isLooking.compareAndSet(false, true)) {
      timer = vertx.setTimer(millis, _ -> look());
    }
  }

  private void look() {
    isLooking.set(false);
    long end = due.get();
    if (end == NEVER) {
      return;
    }
    long left = end - (System.nanoTime() - made);
    if (left > 0) {
      lookAfter(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    } else if (serving.get() == 0) {
      connection.close();
    }
  }
}
