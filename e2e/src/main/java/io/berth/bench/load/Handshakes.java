package io.berth.bench.load;

import io.berth.bench.rival.Rival;
import io.berth.client.AnyCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Connects over TLS again and again. Each connection sends a small request: in TLS 1.3 what resumes
 * a session comes after the handshake (RFC 8446 section 4.6.1), so something must be read.
 *
 * @param version as in {@code TLSv1.3}
 * @param resumed whether a connection goes on with the session of the one before
 */
public record Handshakes(String version, boolean resumed) {
  private static final String HOST = "localhost";

  /** Whether the rival goes on with a session, where that is what is asked. */
  public boolean possible(Rival rival) throws IOException {
    var context = AnyCertificate.context();
    long first = connect(context, rival).getCreationTime();
    return !resumed || connect(context, rival).getCreationTime() == first;
  }

  /** One connection after another by each of so many clients until time is over. */
  public Sample run(Rival rival, int clients, Duration time) throws Exception {
    var waits = new ConcurrentLinkedQueue<Long>();
    long cpu = rival.cpuMicros();
    long end = System.nanoTime() + time.toNanos();
    long took =
        Loads.together(
            clients,
            _ -> {
              var context = AnyCertificate.context();
              long first = connect(context, rival).getCreationTime();
              while (System.nanoTime() < end) {
                if (!resumed) {
                  forget(context);
                }
                long before = System.nanoTime();
                var session = connect(context, rival);
                waits.add(System.nanoTime() - before);
                if (resumed && session.getCreationTime() != first) {
                  throw new IOException(rival.name() + " resumed no session of " + version);
                }
              }
            });
    return Loads.rate(rival, cpu, took, waits, waits.size());
  }

  private SSLSession connect(SSLContext context, Rival rival) throws IOException {
    var plain = new Socket(InetAddress.getLoopbackAddress(), rival.tlsPort());
    try (var socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, HOST, rival.tlsPort(), true)) {
      socket.setTcpNoDelay(true);
      socket.setEnabledProtocols(new String[] {version});
      var request =
          "GET /v2/ HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
              .formatted(HOST, rival.tlsPort());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return socket.getSession();
    }
  }

  private static void forget(SSLContext context) {
    var known = context.getClientSessionContext();
    for (var id : Collections.list(known.getIds())) {
      var session = known.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
  }
}
