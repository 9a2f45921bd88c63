package io.berth.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a port of its own that means no good to whoever asks it. */
public final class HostilePeer implements AutoCloseable {
  private final ServerSocket server;
  private final Manners manners;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** How it treats one who connects; returns to hang up. */
  @FunctionalInterface
  public interface Manners {
    void meet(HostilePeer peer, Socket caller) throws IOException, InterruptedException;
  }

  public HostilePeer(Manners manners) {
    this.manners = manners;
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var caller = server.accept();
        connections.incrementAndGet();
        open.add(caller);
        Thread.ofVirtual().start(() -> meet(caller));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void meet(Socket caller) {
    try (caller) {
      manners.meet(this, caller);
    } catch (IOException | InterruptedException _) {
      // The caller had enough, or the test is over.
    }
  }

  /** Says this and hangs up, after the request's head has come. */
  public static HostilePeer saying(String answer) {
    return new HostilePeer(
        (peer, caller) -> {
          peer.readHead(caller);
          caller.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  /** Says the beginning, and then one more byte each time so many milliseconds have passed. */
  public static HostilePeer trickling(String beginning, int millis) {
    return new HostilePeer(
        (peer, caller) -> {
          peer.readHead(caller);
          var out = caller.getOutputStream();
          out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
          while (peer.waits(millis)) {
            out.write('x');
          }
        });
  }

  /** Says the beginning, and then this again and again. */
  public static HostilePeer endless(String beginning, String again) {
    return new HostilePeer(
        (peer, caller) -> {
          peer.readHead(caller);
          OutputStream out = caller.getOutputStream();
          out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
          var bytes = again.repeat(64).getBytes(StandardCharsets.ISO_8859_1);
          while (!peer.server.isClosed()) {
            out.write(bytes);
          }
        });
  }

  /** Takes the connection and never says a word. */
  public static HostilePeer silent() {
    return new HostilePeer((peer, _) -> peer.waits(600_000));
  }

  /** What the caller sent, up to the empty line. */
  public String readHead(Socket caller) throws IOException {
    var in = caller.getInputStream();
    var head = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.append((char) b);
      if (b == '\n' && head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  /** False when the test is over. */
  public boolean waits(int millis) throws InterruptedException {
    return !closed.await(millis, TimeUnit.MILLISECONDS);
  }

  public int port() {
    return server.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      server.close();
      for (var caller : open) {
        caller.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
