package io.berth.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes a connection that serves no request and does not bring the whole head of the next one in
 * time, however steadily it trickles. The engine's idle time only sees connections that are silent.
 */
final class HeadPatience {
  private static final long NONE = -1;

  private final Vertx vertx;
  private final HttpConnection connection;
  private final long patience;
  private final AtomicInteger serving = new AtomicInteger();
  private final AtomicLong timer = new AtomicLong(NONE);

  /** The wait begins. */
  HeadPatience(Vertx vertx, HttpConnection connection, Duration patience) {
    this.vertx = vertx;
    this.connection = connection;
    this.patience = patience.toMillis();
    await();
  }

  /** A head is whole. */
  void served() {
    serving.incrementAndGet();
    forget();
  }

  /** Its answer went out. */
  void answered() {
    if (serving.decrementAndGet() == 0) {
      await();
    }
  }

  /** The connection is closed. */
  void forget() {
    long set = timer.getAndSet(NONE);
    if (set != NONE) {
      vertx.cancelTimer(set);
    }
  }

  private void await() {
    forget();
    timer.set(
        vertx.setTimer(
            patience,
            _ -> {
              if (serving.get() == 0) {
                connection.close();
              }
            }));
  }
}
