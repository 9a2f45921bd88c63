package io.berth.torture.hostile;

import io.berth.e2e.fixtures.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connections of nobody in particular, from a few addresses of the loopback network. Each comes
 * again when it was cut off or answered, until all of it is over.
 */
final class Strangers implements AutoCloseable {
  private static final Duration BREATH = Duration.ofMillis(200);
  private static final int ADDRESSES = 6;
  private static final int SMALL_BUFFER = 4096;
  private static final int LONGEST_WAIT_MILLIS = 30_000;

  private final int port;
  private final int tlsPort;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();
  private final AtomicLong connections = new AtomicLong();
  private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
  private volatile boolean over;

  Strangers(int port, int tlsPort) {
    this.port = port;
    this.tlsPort = tlsPort;
  }

  /** What a connection does, from its begin until it has had enough. */
  interface Act {
    void on(Socket socket) throws IOException;
  }

  /** So many connections that do this. */
  void send(int many, boolean tls, Act act) {
    for (int i = 0; i < many; i++) {
      int number = threads.size();
      threads.add(Thread.startVirtualThread(() -> comeAgain(number, tls ? tlsPort : port, act)));
    }
  }

  private void comeAgain(int number, int to, Act act) {
    while (!over) {
      try (var socket = new Socket()) {
        open.put(socket, true);
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        socket.bind(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.7." + (1 + number % ADDRESSES)), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        connections.incrementAndGet();
        act.on(socket);
        open.remove(socket);
      } catch (IOException _) {
        // Cut off, or there is no port left; it tries again.
      }
      Await.pass(BREATH);
    }
  }

  /** Sends text. */
  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Waits for the answer's first line, and counts its status. */
  void readStatus(Socket socket) throws IOException {
    var line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    answers.computeIfAbsent(line.replace("HTTP/1.1 ", ""), _ -> new AtomicLong()).incrementAndGet();
  }

  /** Holds the connection and does nothing with it, until it is cut off or all is over. */
  void stay() {
    for (int i = 0; i < 50 && !over; i++) {
      Await.pass(BREATH);
    }
  }

  boolean isOver() {
    return over;
  }

  long connections() {
    return connections.get();
  }

  /** How many answers there were of each status. */
  Map<String, AtomicLong> answers() {
    return new java.util.TreeMap<>(answers);
  }

  @Override
  public void close() {
    over = true;
    for (var socket : open.keySet()) {
      try {
        socket.close();
      } catch (IOException _) {
        // Closed either way.
      }
    }
    for (var thread : threads) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
