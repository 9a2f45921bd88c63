package io.berth.http.engine;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * Closes an HTTP/2 connection whose client asks for answers that cost it nothing: PING and SETTINGS
 * frames, each of which is to be acknowledged (RFC 9113 section 10.5). The engine counts resets,
 * continuations and empty frames itself. Confined to the event loop.
 */
final class ControlFrameLimit {
  /** Clients that measure the line send a few a second. */
  private static final int MOST = 200;

  private static final long WINDOW = Duration.ofSeconds(10).toNanos();

  private final HttpConnection connection;
  private long since = System.nanoTime();
  private int count;

  private ControlFrameLimit(HttpConnection connection) {
    this.connection = connection;
  }

  /** Counts from now on; an HTTP/1 connection has no such frames. */
  static void count(HttpConnection connection) {
    if (connection.protocolVersion() == HttpVersion.HTTP_2) {
      var frames = new ControlFrameLimit(connection);
      connection.pingHandler(_ -> frames.arrived());
      connection.remoteSettingsHandler(_ -> frames.arrived());
    }
  }

  private void arrived() {
    long now = System.nanoTime();
    if (now - since > WINDOW) {
      since = now;
      count = 0;
    }
    if (++count > MOST) {
      connection.close();
    }
  }
}
