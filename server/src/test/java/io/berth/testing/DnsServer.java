package io.berth.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server (RFC 1035) on loopback, over UDP and TCP, that says what a test wants. */
public final class DnsServer implements AutoCloseable {
  private static final int TXT = 16;
  private static final int CNAME = 5;
  private static final int SERVFAIL = 2;
  private static final int NXDOMAIN = 3;

  private final DatagramSocket datagrams;
  private final ServerSocket connections;
  private final Map<String, Zone> names = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** How a name is answered. */
  public enum Manner {
    RIGHTLY,
    /** Cut over UDP, whole over TCP. */
    TRUNCATED,
    FAILING,
    /** Never. */
    SILENT,
    /** To somebody else's question: the id is another. */
    SPOOFED,
    /** With a record of a name that was not asked for. */
    OFF_TOPIC
  }

  private record Zone(List<String> texts, Optional<String> alias, Manner manner) {}

  private DnsServer(DatagramSocket datagrams, ServerSocket connections) {
    this.datagrams = datagrams;
    this.connections = connections;
    Thread.ofVirtual().start(this::serveDatagrams);
    Thread.ofVirtual().start(this::serveConnections);
  }

  public static DnsServer start() {
    for (int i = 0; ; i++) {
      try {
        var here = InetAddress.getLoopbackAddress();
        var tcp = new ServerSocket(0, 50, here);
        try {
          return new DnsServer(new DatagramSocket(tcp.getLocalPort(), here), tcp);
        } catch (SocketException e) {
          tcp.close();
          if (i == 20) {
            throw e;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** As the setting takes it. */
  public String address() {
    var here = (InetSocketAddress) connections.getLocalSocketAddress();
    return here.getAddress().getHostAddress() + ":" + here.getPort();
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** From now on these texts stand at a name; none: there is no such name. */
  public void texts(String name, String... texts) {
    set(name, Manner.RIGHTLY, texts);
  }

  public void set(String name, Manner manner, String... texts) {
    names.put(name, new Zone(List.of(texts), Optional.empty(), manner));
  }

  public void alias(String name, String target) {
    names.put(name, new Zone(List.of(), Optional.of(target), Manner.RIGHTLY));
  }

  private void serveDatagrams() {
    var buffer = new byte[4096];
    while (!datagrams.isClosed()) {
      try {
        var packet = new DatagramPacket(buffer, buffer.length);
        datagrams.receive(packet);
        var question = new byte[packet.getLength()];
        System.arraycopy(buffer, 0, question, 0, question.length);
        var answer = answer(question, true);
        if (answer.length > 0) {
          datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException _) {
        // Closed, or nobody waits for the answer any more.
      }
    }
  }

  private void serveConnections() {
    while (!connections.isClosed()) {
      try {
        var connection = connections.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = new DataInputStream(connection.getInputStream());
      var out = new DataOutputStream(connection.getOutputStream());
      while (true) {
        var answer = answer(in.readNBytes(in.readUnsignedShort()), false);
        if (answer.length > 0) {
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
        }
      }
    } catch (IOException _) {
      // The other side is done.
    }
  }

  private byte[] answer(byte[] question, boolean udp) throws IOException {
    asked.incrementAndGet();
    var in = ByteBuffer.wrap(question);
    int id = in.getShort() & 0xFFFF;
    in.position(12);
    var labels = new StringBuilder();
    for (int length = in.get(); length > 0; length = in.get()) {
      var label = new byte[length];
      in.get(label);
      labels.append(labels.isEmpty() ? "" : ".").append(new String(label, US_ASCII));
    }
    int end = in.position() + 4;
    var name = labels.toString().toLowerCase(Locale.ROOT);
    var zone = names.getOrDefault(name, new Zone(List.of(), Optional.empty(), Manner.RIGHTLY));
    return switch (zone.manner()) {
      case SILENT -> new byte[0];
      case FAILING -> message(id, SERVFAIL, false, question, end, List.of());
      case TRUNCATED ->
          message(id, 0, udp, question, end, udp ? List.of() : records(name, zone.texts()));
      case SPOOFED -> message(id ^ 0x5A5A, 0, false, question, end, records(name, zone.texts()));
      case OFF_TOPIC ->
          message(id, 0, false, question, end, records("other.example.test", zone.texts()));
      case RIGHTLY -> {
        if (zone.alias().isPresent()) {
          var target = zone.alias().get();
          var further = names.get(target);
          var all = new java.util.ArrayList<byte[]>();
          all.add(record(name, CNAME, encoded(target)));
          if (further != null) {
            all.addAll(records(target, further.texts()));
          }
          yield message(id, 0, false, question, end, all);
        }
        yield message(
            id,
            zone.texts().isEmpty() ? NXDOMAIN : 0,
            false,
            question,
            end,
            records(name, zone.texts()));
      }
    };
  }

  private static byte[] message(
      int id, int code, boolean truncated, byte[] question, int end, List<byte[]> records)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeShort(id);
    out.writeShort(0x8180 | (truncated ? 0x0200 : 0) | code);
    out.writeShort(1);
    out.writeShort(records.size());
    out.writeInt(0);
    out.write(question, 12, end - 12);
    for (var record : records) {
      out.write(record);
    }
    return bytes.toByteArray();
  }

  private static List<byte[]> records(String name, List<String> texts) {
    return texts.stream().map(text -> record(name, TXT, strings(text))).toList();
  }

  /** In parts of at most 20 bytes, as long values come in several. */
  private static byte[] strings(String text) {
    var all = text.getBytes(UTF_8);
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < Math.max(all.length, 1); i += 20) {
      int length = Math.min(20, all.length - i);
      bytes.write(length);
      bytes.write(all, i, length);
    }
    return bytes.toByteArray();
  }

  private static byte[] record(String name, int type, byte[] data) {
    var head = encoded(name);
    return ByteBuffer.allocate(head.length + 10 + data.length)
        .put(head)
        .putShort((short) type)
        .putShort((short) 1)
        .putInt(300)
        .putShort((short) data.length)
        .put(data)
        .array();
  }

  private static byte[] encoded(String name) {
    var bytes = new ByteArrayOutputStream();
    for (var label : name.split("\\.", -1)) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(US_ASCII));
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      connections.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
