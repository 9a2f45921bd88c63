package io.berth.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection. Not for several threads at once, but another thread may {@link #close}
 * it.
 */
public final class Connection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BUFFER = 64 << 10;

  private final Endpoint endpoint;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private boolean usable = true;
  private byte @Nullable [] block;

  private Connection(Endpoint endpoint, Socket socket) throws IOException {
    this.endpoint = endpoint;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
  }

  /**
   * Connects to the loopback address.
   *
   * @throws IOException when nobody listens
   */
  public static Connection open(Endpoint endpoint) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()),
          (int) PATIENCE.toMillis());
      return new Connection(endpoint, socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** How long a read waits from now on. */
  public Connection patience(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    return this;
  }

  /** The socket's receive buffer, so that a slow reader is felt. */
  public Connection receiveBuffer(int bytes) throws IOException {
    socket.setReceiveBufferSize(bytes);
    return this;
  }

  /** True while another request may follow. */
  public boolean usable() {
    return usable && !socket.isClosed();
  }

  /** Sends bytes as they are. */
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The head of a request: Host, the given lines, and what the body needs. */
  public String head(String method, String target, Body body, String... headers) {
    var head = new StringBuilder(256);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
    head.append(endpoint.authority()).append("\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length() == Body.CHUNKED) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (body.length() != Body.ABSENT) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /**
   * Sends a request and reads its answer, also one that comes before the body is through.
   *
   * @throws IOException when the connection breaks before the whole answer is there
   */
  public Answer exchange(String method, String target, Body body, String... headers)
      throws IOException {
    try {
      send(method, target, body, headers);
    } catch (IOException e) {
      usable = false;
      try {
        return read(method, new ByteArrayOutputStream());
      } catch (IOException later) {
        e.addSuppressed(later);
        throw e;
      }
    }
    return read(method, new ByteArrayOutputStream());
  }

  /** Sends a request only. */
  public void send(String method, String target, Body body, String... headers) throws IOException {
    var head = head(method, target, body, headers).getBytes(StandardCharsets.ISO_8859_1);
    if (body instanceof Body.Whole(byte[] bytes, _) && bytes.length < BUFFER) {
      var both = new byte[head.length + bytes.length];
      System.arraycopy(head, 0, both, 0, head.length);
      System.arraycopy(bytes, 0, both, head.length, bytes.length);
      out.write(both);
    } else {
      out.write(head);
      if (body.length() == Body.CHUNKED) {
        var chunks = new ChunkedOutput(out);
        body.writeTo(chunks);
        chunks.finish();
      } else {
        body.writeTo(out);
      }
    }
    out.flush();
  }

  /** Reads an answer whose body is kept. */
  public Answer read(String method) throws IOException {
    return read(method, new ByteArrayOutputStream());
  }

  /**
   * Reads an answer. Its body goes into the sink; one kept in memory is in the answer too.
   *
   * @throws IOException also when the body ends early
   */
  public Answer read(String method, OutputStream sink) throws IOException {
    try {
      var answer = readHead();
      var status = answer.status();
      if (!method.equals("HEAD") && status != 204 && status != 304) {
        copyBody(answer, sink);
      }
      if (answer.header("Connection").toLowerCase(Locale.ROOT).contains("close")) {
        usable = false;
      }
      var body = sink instanceof ByteArrayOutputStream kept ? kept.toByteArray() : new byte[0];
      return new Answer(status, answer.headers(), body);
    } catch (IOException e) {
      usable = false;
      throw e;
    }
  }

  /** Reads status line and headers only; the body is next on {@link #input}. */
  public Answer readHead() throws IOException {
    int status = 100;
    Map<String, String> headers = Map.of();
    while (status == 100) {
      status = status(line());
      headers = headers();
    }
    return new Answer(status, headers, new byte[0]);
  }

  /** What the server sends, after what was read. */
  public InputStream input() {
    return in;
  }

  private static int status(String line) throws IOException {
    if (!line.startsWith("HTTP/1.") || line.length() < 12) {
      throw new IOException("not an HTTP answer: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, String> headers() throws IOException {
    var headers = new HashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("not a header: " + line);
      }
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    return headers;
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
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

  private void copyBody(Answer answer, OutputStream sink) throws IOException {
    if (answer.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
      for (long size = chunk(); size > 0; size = chunk()) {
        copy(size, sink);
        line();
      }
      headers();
      return;
    }
    var length = answer.header("Content-Length");
    if (length.isEmpty()) {
      in.transferTo(sink);
      usable = false;
    } else {
      copy(Long.parseLong(length), sink);
    }
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().split(";", 2)[0].strip(), 16);
  }

  private void copy(long count, OutputStream sink) throws IOException {
    var buffer = block;
    if (buffer == null) {
      buffer = new byte[BUFFER];
      block = buffer;
    }
    long left = count;
    while (left > 0) {
      int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (got < 0) {
        throw new EOFException(left + " bytes of the body are missing");
      }
      sink.write(buffer, 0, got);
      left -= got;
    }
  }

  /** Closes at once, in the middle of whatever is under way. */
  @Override
  public void close() {
    usable = false;
    try {
      socket.close();
    } catch (IOException _) {
      // Closed either way.
    }
  }
}
