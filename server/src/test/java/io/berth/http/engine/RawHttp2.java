package io.berth.http.engine;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client of HTTP/2 over TLS that writes each frame by hand (RFC 9113 section 4.1). */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  private static final int PRIORITY_FLAG = 0x20;
  private static final int PRIORITY_BYTES = 5;

  private final SSLSocket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

  /** One frame that came. */
  record Frame(int type, int flags, int stream, byte[] payload) {
    boolean ends() {
      return (flags & END_STREAM) != 0;
    }
  }

  /**
   * @param serverName what TLS is asked for, "" for nothing
   */
  RawHttp2(int port, String serverName) throws IOException {
    socket = tls(port, serverName, "h2");
    in = new DataInputStream(socket.getInputStream());
    socket
        .getOutputStream()
        .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0);
  }

  /** A TLS connection that trusts anybody; "" for no word about its protocol. */
  static SSLSocket tls(int port, String serverName, String protocol) throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      var socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(8_000);
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(
          protocol.isEmpty() ? new String[0] : new String[] {protocol});
      parameters.setServerNames(
          serverName.isEmpty() ? List.of() : List.of(new SNIHostName(serverName)));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  void frame(int type, int flags, int stream, int... payload) throws IOException {
    var bytes = new byte[payload.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    frame(type, flags, stream, bytes);
  }

  void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream(9 + payload.length);
    frame.write(payload.length >> 16);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    for (int shift = 24; shift >= 0; shift -= 8) {
      frame.write(stream >> shift);
    }
    frame.writeBytes(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** Literal fields without indexing (RFC 7541 section 6.2.2); names and values by turns. */
  static byte[] fields(String... namesAndValues) {
    var block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      block.write(0);
      text(block, namesAndValues[i]);
      text(block, namesAndValues[i + 1]);
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else {
      block.write(127);
      int rest = bytes.length - 127;
      for (; rest >= 128; rest >>= 7) {
        block.write(rest % 128 + 128);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  /** A GET that ends with its head. */
  void get(int stream, String authority, String path) throws IOException {
    head(
        stream,
        true,
        fields(":method", "GET", ":scheme", "https", ":authority", authority, ":path", path));
  }

  void head(int stream, boolean ends, byte[] block) throws IOException {
    frame(HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, block);
  }

  Frame next() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & Integer.MAX_VALUE;
    return new Frame(type, flags, stream, in.readNBytes(length));
  }

  /** The answer to a GET of /who at a host. */
  String answer(int stream, String authority) throws IOException {
    get(stream, authority, "/who");
    return answer(stream);
  }

  /** Status and text of the answer, "reset" for a stream, "gone" for a connection that ended. */
  String answer(int stream) throws IOException {
    var answer = new StringBuilder();
    try {
      while (true) {
        var frame = next();
        if (frame.type() == GOAWAY) {
          return answer + "gone";
        }
        if (frame.stream() == stream) {
          switch (frame.type()) {
            case HEADERS -> answer.append(status(frame)).append(' ');
            case DATA -> answer.append(new String(frame.payload(), StandardCharsets.UTF_8));
            case RST_STREAM -> {
              return answer + "reset";
            }
            default -> {}
          }
          if ((frame.type() == HEADERS || frame.type() == DATA) && frame.ends()) {
            return answer.toString();
          }
        } else if (frame.type() == HEADERS) {
          status(frame); // the decoder's table goes on with every block
        }
      }
    } catch (java.io.EOFException | SocketException | SSLException _) {
      return answer + "gone";
    }
  }

  private CharSequence status(Frame frame) {
    int block = (frame.flags() & PRIORITY_FLAG) == 0 ? 0 : PRIORITY_BYTES;
    try {
      return decoder
          .decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()).skipBytes(block))
          .status();
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Reads until the server ends the connection; false when it goes on for eight seconds. */
  boolean ends() {
    try {
      while (true) {
        next();
      }
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // The server may have gone first.
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
