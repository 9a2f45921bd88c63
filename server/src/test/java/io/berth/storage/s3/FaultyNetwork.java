package io.berth.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Lies between a store's client and the store, and does what networks and busy stores do. */
public final class FaultyNetwork implements AutoCloseable {
  private static final byte[] SLOW_DOWN =
      """
      HTTP/1.1 503 Slow Down\r
      Content-Type: application/xml\r
      Content-Length: 71\r
      Connection: close\r
      \r
      <Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>\r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] DENIED =
      """
      HTTP/1.1 403 Forbidden\r
      Content-Type: application/xml\r
      Content-Length: 68\r
      Connection: close\r
      \r
      <Error><Code>AccessDenied</Code><Message>Not yours</Message></Error>\r
      """
          .getBytes(StandardCharsets.US_ASCII);

  /** What becomes of a connection. */
  public enum Way {
    PASS,
    /** The store answers each request that it is too busy. */
    SLOW_DOWN,
    /** The store lets nobody delete. */
    NO_DELETES,
    /** It ends when so many bytes of an answer came through. */
    CUT_ANSWERS,
    /** It ends when so many bytes of a request came through. */
    CUT_REQUESTS
  }

  private final ServerSocket listener;
  private final int store;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Way way = Way.PASS;
  private volatile int after;

  /** How many connections the faults were done to. */
  final AtomicInteger faults = new AtomicInteger();

  public FaultyNetwork(int store) throws IOException {
    this.store = store;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From now on, also for the connections there are: these end. */
  public void becomes(Way next, int bytes) {
    after = bytes;
    way = next;
    open.forEach(FaultyNetwork::quietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        open.add(client);
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    var now = way;
    try (client) {
      if (now == Way.SLOW_DOWN) {
        faults.incrementAndGet();
        client.getInputStream().read(new byte[64 << 10]);
        client.getOutputStream().write(SLOW_DOWN);
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        return;
      }
      try (var there = new Socket(InetAddress.getLoopbackAddress(), store)) {
        open.add(there);
        var requests =
            Thread.startVirtualThread(
                () -> copy(client, there, now == Way.CUT_REQUESTS ? after : Long.MAX_VALUE));
        copy(there, client, now == Way.CUT_ANSWERS ? after : Long.MAX_VALUE);
        requests.join();
        open.remove(there);
      }
    } catch (IOException | InterruptedException _) {
      // ended by one side
    } finally {
      open.remove(client);
    }
  }

  private void copy(Socket from, Socket to, long most) {
    try (from;
        to) {
      long left = most;
      InputStream in = from.getInputStream();
      var buffer = new byte[16 << 10];
      for (int count = in.read(buffer); count >= 0 && left > 0; count = in.read(buffer)) {
        if (way == Way.NO_DELETES && asksToDelete(buffer, count)) {
          faults.incrementAndGet();
          from.getOutputStream().write(DENIED);
          return;
        }
        int some = (int) Math.min(count, left);
        to.getOutputStream().write(buffer, 0, some);
        left -= some;
        if (left == 0) {
          faults.incrementAndGet();
          return;
        }
      }
    } catch (IOException _) {
      // ended by one side
    }
  }

  private static boolean asksToDelete(byte[] bytes, int count) {
    var line = new String(bytes, 0, Math.min(count, 300), StandardCharsets.US_ASCII);
    return line.startsWith("POST ") && line.lines().findFirst().orElse("").contains("?delete");
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(FaultyNetwork::quietly);
  }
}
