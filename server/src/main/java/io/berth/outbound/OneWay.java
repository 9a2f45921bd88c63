package io.berth.outbound;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Brings bytes to somebody who answers nothing. */
final class OneWay {
  /** For so long whoever got the bytes may take to say that it did not want them. */
  private static final Duration PARTING = Duration.ofSeconds(1);

  /** What says that nobody listens comes at once, or not at all. */
  private static final Duration ECHO = Duration.ofMillis(50);

  /** Of what somebody says who should say nothing. */
  private static final int MOST_READ = 64 * 1024;

  private OneWay() {}

  static void send(OutboundBytes bytes, OutboundConnection dial, SSLContext context)
      throws IOException {
    switch (bytes.transport()) {
      case UDP -> throwIn(bytes, dial);
      case TCP -> pour(bytes, dial.connect());
      case TLS -> pour(bytes, dial.secure(dial.connect(), context, bytes.trust().verifyCert()));
    }
  }

  private static void throwIn(OutboundBytes bytes, OutboundConnection dial) throws IOException {
    var socket = dial.datagrams();
    for (var part : bytes.parts()) {
      socket.send(new DatagramPacket(part, part.length));
    }
    socket.setSoTimeout((int) ECHO.toMillis());
    try {
      socket.receive(new DatagramPacket(new byte[1], 1));
    } catch (SocketTimeoutException _) {
      // It was not sent back, and more is not known of datagrams.
    }
  }

  /**
   * A connection that breaks loses what was on the way without a word. So this end is closed, and
   * the other one, which closes when it has read everything, is waited for a little.
   */
  private static void pour(OutboundBytes bytes, Socket socket) throws IOException {
    var out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
    for (var part : bytes.parts()) {
      out.write(part);
    }
    out.flush();
    socket.shutdownOutput();
    socket.setSoTimeout((int) PARTING.toMillis());
    var in = socket.getInputStream();
    var buffer = new byte[1024];
    long end = System.nanoTime() + PARTING.toNanos();
    try {
      for (int read = 0, n; read < MOST_READ && System.nanoTime() < end; read += n) {
        n = in.read(buffer);
        if (n < 0) {
          return;
        }
      }
    } catch (SocketTimeoutException _) {
      // It keeps its end open, as it may.
    }
  }
}
