package io.berth.server.rehearsal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A rehearsal's client's connection: HTTP/1.1 over a blocking socket. What a client does is learnt
 * by the Java machine too, so this one does as little as it can.
 */
final class RehearsalConnection implements AutoCloseable {
  private static final int BUFFER = 16 << 10;
  private static final int PATIENCE = 10_000;

  private final Socket socket;
  private final InputStream in;

  /** A server's answer, read whole. */
  record Answer(int status, Map<String, String> headers, String body) {
    /** "" when there is no such header. */
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /**
   * @param socket connected; closed by {@link #close}
   */
  RehearsalConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  /** Plain, to a listener of this process, which answers within ten seconds or not at all. */
  static RehearsalConnection toLoopback(int port) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE);
      socket.setSoTimeout(PATIENCE);
      return new RehearsalConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param headers whole lines, each with its line's end
   */
  Answer send(String method, String path, String headers, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var length = method.equals("GET") ? "" : "Content-Length: " + bytes.length + "\r\n";
    var head =
        (method + " " + path + " HTTP/1.1\r\n" + headers + length + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    var both = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, both, 0, head.length);
    System.arraycopy(bytes, 0, both, head.length, bytes.length);
    socket.getOutputStream().write(both);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    var found = new HashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      found.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    var hasBody = !method.equals("HEAD") && status != 204 && status != 304;
    return new Answer(status, found, hasBody ? body(found) : "");
  }

  private String body(Map<String, String> headers) throws IOException {
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return read(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    var whole = new StringBuilder();
    for (int size = chunk(); size > 0; size = chunk()) {
      whole.append(read(size));
      line();
    }
    line();
    return whole.toString();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String read(int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server closed the connection within a body");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
