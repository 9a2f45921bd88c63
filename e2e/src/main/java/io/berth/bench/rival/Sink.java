package io.berth.bench.rival;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least a registry must do with a blob: read the body, hash it, write it to a file, sync the
 * file, answer. It understands just enough HTTP for that, and is a process of its own.
 */
public final class Sink {
  private static final int BUFFER = 256 << 10;
  private static final AtomicLong FILES = new AtomicLong();

  private Sink() {}

  /**
   * @param words the port and the folder for the files
   */
  public static void main(String... words) throws IOException {
    var folder = Path.of(words[1]);
    try (var listener =
        new ServerSocket(Integer.parseInt(words[0]), 100, InetAddress.getLoopbackAddress())) {
      System.out.println("sink is ready");
      while (true) {
        var socket = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket, folder));
      }
    }
  }

  private static void serve(Socket socket, Path folder) {
    // One file per connection, written over and over: the disk does not fill up.
    var file = folder.resolve(String.valueOf(FILES.incrementAndGet() % 64));
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      var buffer = new byte[BUFFER];
      for (var line = line(in); !line.isEmpty(); line = line(in)) {
        long length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
          var lower = header.toLowerCase(Locale.ROOT);
          if (lower.startsWith("content-length:")) {
            length = Long.parseLong(lower.substring(15).strip());
          } else if (lower.startsWith("transfer-encoding:")) {
            length = -1;
          }
        }
        store(in, length, file, buffer);
        var answer = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | NoSuchAlgorithmException _) {
      // The client is done.
    }
  }

  private static void store(InputStream in, long length, Path file, byte[] buffer)
      throws IOException, NoSuchAlgorithmException {
    var hash = MessageDigest.getInstance("SHA-256");
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      if (length >= 0) {
        copy(in, length, hash, channel, buffer);
      } else {
        for (long size = chunk(in); size > 0; size = chunk(in)) {
          copy(in, size, hash, channel, buffer);
          line(in);
        }
        line(in);
      }
      channel.force(true);
    }
    hash.digest();
  }

  private static long chunk(InputStream in) throws IOException {
    return Long.parseLong(line(in), 16);
  }

  private static void copy(
      InputStream in, long count, MessageDigest hash, FileChannel channel, byte[] buffer)
      throws IOException {
    for (long left = count; left > 0; ) {
      int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (got < 0) {
        throw new EOFException();
      }
      hash.update(buffer, 0, got);
      var bytes = ByteBuffer.wrap(buffer, 0, got);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      left -= got;
    }
  }

  /** A line without its end; "" also at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder(80);
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
