package io.berth.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A connection to a store in plain HTTP/1.1 (RFC 9112), for one GET after the other. Used by one
 * thread at a time; {@link #endIfSilent} may be called by any.
 */
final class PlainConnection {
  private static final int LONGEST_HEAD = 16 << 10;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_ENDS = STATUS_AT + 3;
  private static final byte[] HEAD_ENDS = {'\r', '\n', '\r', '\n'};

  private final SocketChannel channel;

  /** What came with a head and is no part of it: between its position and its limit. */
  private final ByteBuffer ahead = ByteBuffer.allocate(LONGEST_HEAD).limit(0);

  /** When the wait for the store began; 0 while nobody waits. */
  private volatile long waitingSince;

  private volatile boolean silent;

  PlainConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * The head of an answer.
   *
   * @param headers by their names in small letters; of several with one name the last
   * @param length of the body; -1 when it says none, or in another way than by a number
   */
  record Head(int status, Map<String, String> headers, long length, boolean staysOpen) {
    Optional<String> value(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /**
   * Asks for what is at an address.
   *
   * @param range the value of {@code Range}
   * @throws IOException also when the store is silent for too long, or what it says is no head
   */
  Head get(URI address, String range) throws IOException {
    var host = address.getRawAuthority();
    var request =
        "GET "
            + address.getRawPath()
            + "?"
            + address.getRawQuery()
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nRange: "
            + range
            + "\r\nAccept-Encoding: identity\r\n\r\n";
    write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return head(readHead());
  }

  private void write(ByteBuffer request) throws IOException {
    waitingSince = System.nanoTime() | 1;
    try {
      while (request.hasRemaining()) {
        channel.write(request);
      }
    } catch (IOException e) {
      throw reason(e);
    } finally {
      waitingSince = 0;
    }
  }

  private String readHead() throws IOException {
    ahead.clear();
    int end = 0;
    while (end == 0) {
      if (!ahead.hasRemaining()) {
        throw new IOException("the head of the store's answer is too long");
      }
      if (wait(ahead) < 0) {
        throw new EOFException("the store closed the connection");
      }
      end = headEnd();
    }
    ahead.flip();
    var head = new byte[end];
    ahead.get(head);
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  /** Where the body begins; 0 when the head has not come in full. */
  private int headEnd() {
    for (int at = HEAD_ENDS.length; at <= ahead.position(); at++) {
      int same = 0;
      while (same < HEAD_ENDS.length
          && ahead.get(at - HEAD_ENDS.length + same) == HEAD_ENDS[same]) {
        same++;
      }
      if (same == HEAD_ENDS.length) {
        return at;
      }
    }
    return 0;
  }

  private static Head head(String text) throws IOException {
    if (!text.startsWith("HTTP/1.")) {
      throw new IOException("the store does not answer in HTTP/1.1");
    }
    try {
      int status = Integer.parseInt(text.substring(STATUS_AT, STATUS_ENDS));
      var headers = new HashMap<String, String>();
      text.lines()
          .skip(1)
          .filter(line -> line.indexOf(':') > 0)
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
              });
      boolean counted =
          headers.containsKey("content-length")
              && !headers.containsKey("transfer-encoding")
              && !headers.containsKey("content-encoding");
      boolean staysOpen =
          text.startsWith("HTTP/1.1")
              && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
      return new Head(
          status,
          headers,
          counted ? Long.parseLong(headers.get("content-length")) : -1,
          counted && staysOpen);
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw new IOException("the head of the store's answer is none", e);
    }
  }

  /** Some bytes of a body; -1 when the store ended the connection. */
  int read(ByteBuffer into) throws IOException {
    if (!ahead.hasRemaining()) {
      return wait(into);
    }
    int some = Math.min(ahead.remaining(), into.remaining());
    into.put(into.position(), ahead, ahead.position(), some);
    ahead.position(ahead.position() + some);
    into.position(into.position() + some);
    return some;
  }

  private int wait(ByteBuffer into) throws IOException {
    waitingSince = System.nanoTime() | 1;
    try {
      return channel.read(into);
    } catch (IOException e) {
      throw reason(e);
    } finally {
      waitingSince = 0;
    }
  }

  private IOException reason(IOException e) {
    if (!silent) {
      return e;
    }
    var timeout = new SocketTimeoutException("the store does not answer");
    timeout.initCause(e);
    return timeout;
  }

  /** Ends a wait that takes longer. */
  void endIfSilent(Duration patience) {
    long since = waitingSince;
    if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
      silent = true;
      close();
    }
  }

  /** Whether the store ended it while nobody read. */
  boolean isOver() {
    try {
      channel.configureBlocking(false);
      try {
        // Nothing may come before it is asked for.
        return channel.read(ByteBuffer.allocate(1)) != 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException _) {
      return true;
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is gone in any case.
    }
  }
}
