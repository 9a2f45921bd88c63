package io.berth.storage.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * GETs from a store in plain HTTP, past the SDK's client: what that one reads has been copied from
 * the kernel into the heap before anybody sees it, which is half of what handing an object on
 * costs. All of them go to one host, of the store's address. A thread looks after silences.
 */
final class PlainConnections implements AutoCloseable {
  private static final int KEPT = 64;
  private static final Duration KEPT_FOR = Duration.ofSeconds(20);
  private static final int HTTP = 80;
  private static final int LOOKS = 4;

  private final Duration patience;
  private final Duration connect;
  private final Set<PlainConnection> busy = ConcurrentHashMap.newKeySet();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean closed;

  private record Idle(PlainConnection connection, long since) {}

  /**
   * @param patience how long a silence is waited for
   * @param connect how long the store may take to accept a connection
   */
  PlainConnections(Duration patience, Duration connect) {
    this.patience = patience;
    this.connect = connect;
    Thread.ofVirtual().name("silences of the store").start(this::watch);
  }

  /**
   * The bytes at a signed address.
   *
   * @param range the value of {@code Range}
   * @return empty for every answer that is no part of an object whose length is known: whoever
   *     wants to know why asks again with the SDK
   * @throws SocketTimeoutException when the store was silent for too long
   * @throws IOException when it cannot be reached, or broke off
   */
  Optional<ObjectStream> get(URI address, String range) throws IOException {
    var kept = kept();
    if (kept != null) {
      try {
        return answer(kept, address, range);
      } catch (SocketTimeoutException | ClosedByInterruptException e) {
        throw e;
      } catch (IOException _) {
        // The store ended it in the moment in which it was used again.
      }
    }
    return answer(connected(address), address, range);
  }

  private Optional<ObjectStream> answer(PlainConnection connection, URI address, String range)
      throws IOException {
    boolean taken = false;
    try {
      var head = connection.get(address, range);
      // 200 would be all of the object, from whoever knows no ranges.
      taken = head.status() == 206 && head.length() >= 0;
      return taken ? Optional.of(new PlainStream(this, connection, head)) : Optional.empty();
    } finally {
      if (!taken) {
        free(connection, false);
      }
    }
  }

  private PlainConnection connected(URI address) throws IOException {
    int port = address.getPort() < 0 ? HTTP : address.getPort();
    IOException failure = null;
    for (var host : InetAddress.getAllByName(address.getHost())) {
      var channel = SocketChannel.open();
      try {
        channel.socket().connect(new InetSocketAddress(host, port), (int) connect.toMillis());
        var connection = new PlainConnection(channel);
        busy.add(connection);
        return connection;
      } catch (IOException e) {
        channel.close();
        failure = e;
      }
    }
    throw failure == null ? new IOException("the store's name has no address") : failure;
  }

  /** The one that was used last; null when none is left that the store has not ended. */
  private @Nullable PlainConnection kept() {
    while (true) {
      PlainConnection connection;
      synchronized (idle) {
        var last = idle.pollLast();
        if (last == null) {
          return null;
        }
        connection = last.connection;
      }
      if (!connection.isOver()) {
        busy.add(connection);
        return connection;
      }
      connection.close();
    }
  }

  /**
   * Nobody reads it any more.
   *
   * @param whole whether everything was read, and the store keeps it open
   */
  void free(PlainConnection connection, boolean whole) {
    busy.remove(connection);
    if (whole) {
      synchronized (idle) {
        if (!closed && idle.size() < KEPT) {
          idle.addLast(new Idle(connection, System.nanoTime()));
          return;
        }
      }
    }
    connection.close();
  }

  private void watch() {
    try {
      while (!over.await(patience.dividedBy(LOOKS).toNanos(), TimeUnit.NANOSECONDS)) {
        busy.forEach(connection -> connection.endIfSilent(patience));
        endIdle(KEPT_FOR);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void endIdle(Duration after) {
    long now = System.nanoTime();
    synchronized (idle) {
      while (!idle.isEmpty() && now - idle.peekFirst().since >= after.toNanos()) {
        idle.pollFirst().connection.close();
      }
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    over.countDown();
    endIdle(Duration.ZERO);
    busy.forEach(PlainConnection::close);
  }
}
