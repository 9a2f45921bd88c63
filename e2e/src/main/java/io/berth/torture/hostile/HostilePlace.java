package io.berth.torture.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands where a provider or a receiver should be, and means no good to who asks it. */
final class HostilePlace implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  /** What it does to who connects. */
  enum Manners {
    NEVER_ANSWERS,
    TRICKLES_HEAD,
    TRICKLES_BODY,
    ENDLESS_HEADERS,
    ENDLESS_BODY,
    ENDLESS_INTERIM_ANSWERS,
    GIANT_DOCUMENT,
    WRONG_PROTOCOL,
    REDIRECTS_TO_METADATA,
    REDIRECTS_TO_A_PORT_HERE,
    SLOW_HANDSHAKE
  }

  private final ServerSocket server = new ServerSocket();
  private final Manners manners;
  private final int trap;
  private final AtomicInteger callers = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param port where to stand; 0 for any
   * @param trap a port of this machine that it sends callers to
   */
  HostilePlace(int port, Manners manners, int trap) throws IOException {
    this.manners = manners;
    this.trap = trap;
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int callers() {
    return callers.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var caller = server.accept();
        callers.incrementAndGet();
        open.add(caller);
        Thread.ofVirtual().start(() -> meet(caller));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void meet(Socket caller) {
    try (caller) {
      treat(caller);
    } catch (IOException | InterruptedException _) {
      // The caller had enough.
    } finally {
      open.remove(caller);
    }
  }

  private void treat(Socket caller) throws IOException, InterruptedException {
    if (manners != Manners.SLOW_HANDSHAKE && manners != Manners.NEVER_ANSWERS) {
      readHead(caller);
    }
    switch (manners) {
      case NEVER_ANSWERS -> closed.await();
      case TRICKLES_HEAD -> trickle(caller, OK + "X-Slow: ");
      case TRICKLES_BODY -> trickle(caller, OK + "Content-Length: 100000\r\n\r\n");
      case ENDLESS_HEADERS -> endless(caller, OK, "X-More: 1\r\n");
      case ENDLESS_BODY -> endless(caller, OK + "\r\n", "{\"a\":");
      case ENDLESS_INTERIM_ANSWERS -> endless(caller, "", "HTTP/1.1 100 Continue\r\n\r\n");
      case GIANT_DOCUMENT -> endless(caller, OK + "Content-Length: 8000000000\r\n\r\n", "[[[[");
      case WRONG_PROTOCOL -> say(caller, "220 mail.example.test ESMTP\r\n");
      case REDIRECTS_TO_METADATA -> redirect(caller, "http://169.254.169.254/latest/meta-data/");
      case REDIRECTS_TO_A_PORT_HERE -> redirect(caller, "http://127.0.0.1:" + trap + "/");
      case SLOW_HANDSHAKE -> trickle(caller, "\u0016\u0003\u0003@\u0000");
    }
  }

  private static void redirect(Socket caller, String location) throws IOException {
    say(caller, "HTTP/1.1 307 Here\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static void say(Socket caller, String text) throws IOException {
    caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void trickle(Socket caller, String beginning) throws IOException, InterruptedException {
    say(caller, beginning);
    while (!closed.await(1, TimeUnit.SECONDS)) {
      say(caller, "x");
    }
  }

  private void endless(Socket caller, String beginning, String again) throws IOException {
    say(caller, beginning);
    var block = again.repeat(1000);
    while (!server.isClosed()) {
      say(caller, block);
    }
  }

  private static void readHead(Socket caller) throws IOException {
    var in = caller.getInputStream();
    int ends = 0;
    for (int b = in.read(); b >= 0 && ends < 2; b = in.read()) {
      ends = b == '\r' ? ends : b == '\n' ? ends + 1 : 0;
      if (ends == 2) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (var caller : open) {
      caller.close();
    }
  }
}
