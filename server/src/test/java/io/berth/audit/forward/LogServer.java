package io.berth.audit.forward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.http.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A syslog server on a port of its own: datagrams, or octet-counted messages over TCP or TLS; the
 * caller closes.
 */
public final class LogServer implements AutoCloseable {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AutoCloseable socket;
  private final int port;

  private LogServer(AutoCloseable socket, int port) {
    this.socket = socket;
    this.port = port;
  }

  public static LogServer udp() throws IOException {
    var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var server = new LogServer(socket, socket.getLocalPort());
    Thread.ofVirtual().start(() -> server.datagrams(socket));
    return server;
  }

  public static LogServer tcp() throws IOException {
    return tcp(0);
  }

  /** On a port that was another's before. */
  public static LogServer tcp(int port) throws IOException {
    return over(ServerSocketFactory.getDefault(), port);
  }

  /**
   * @param factory of TLS or of plain sockets
   */
  public static LogServer over(ServerSocketFactory factory, int port) throws IOException {
    var socket = factory.createServerSocket(port, 10, InetAddress.getLoopbackAddress());
    var server = new LogServer(socket, socket.getLocalPort());
    Thread.ofVirtual().start(() -> server.connections(socket));
    return server;
  }

  private void datagrams(DatagramSocket socket) {
    try {
      while (true) {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        received.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void connections(ServerSocket socket) {
    try {
      while (true) {
        var peer = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> read(peer));
      }
    } catch (IOException _) {
      // closed
    }
  }

  /** RFC 6587 section 3.4.1. */
  private void read(Socket peer) {
    try (peer) {
      var in = peer.getInputStream();
      while (true) {
        var count = count(in);
        if (count < 0) {
          return;
        }
        received.add(new String(in.readNBytes(count), UTF_8));
      }
    } catch (IOException _) {
      // gone
    }
  }

  private static int count(InputStream in) throws IOException {
    var digits = new StringBuilder();
    for (int c; (c = in.read()) != ' '; ) {
      if (c < '0' || c > '9') {
        return -1;
      }
      digits.append((char) c);
    }
    return Integer.parseInt(digits.toString());
  }

  public int port() {
    return port;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** How many connected. */
  public int connections() {
    return connections.get();
  }

  /**
   * The next message of this kind of event; those of other kinds are passed over.
   *
   * @throws AssertionError when none comes within a minute
   */
  public String next(String type) throws InterruptedException {
    while (true) {
      var next = received.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no " + type + " came within a minute");
      }
      if (next.contains(" " + type + " ")) {
        return next;
      }
    }
  }

  /** What came and was not taken yet. */
  public List<String> rest() {
    return List.copyOf(received);
  }

  /** The event in a message. */
  public static com.fasterxml.jackson.databind.JsonNode event(String message) throws IOException {
    return Json.tree(message.substring(message.indexOf("@cee: ") + 6).getBytes(US_ASCII));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
