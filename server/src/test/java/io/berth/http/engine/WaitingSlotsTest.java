package io.berth.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.Route;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that make requests wait, and so try to hold the places of all others. */
final class WaitingSlotsTest {
  private static final int PLACES = 30;
  private static final String ATTACKER = "127.0.2.1";
  private static final String NEIGHBOUR = "127.0.2.2";

  private final List<Socket> sockets = new ArrayList<>();
  private SmallServer server = SmallServer.start(options -> options.requests(PLACES));

  @AfterEach
  void stop() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void oneClientsSlowBodiesLeaveOthersTheirPlaces() throws Exception {
    for (int i = 0; i < PLACES / 3; i++) {
      hold(ATTACKER, "localhost");
    }

    var refused = ask(ATTACKER, "localhost", "/quick");
    assertThat(refused).startsWith("HTTP/1.1 429 ").contains("Retry-After: 5");
    assertThat(refused).contains("your address has as many requests");
    assertThat(ask(NEIGHBOUR, "localhost", "/quick")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aRefusedClientGetsItsPlacesBackWhenItsRequestsEnd() throws Exception {
    for (int i = 0; i < PLACES / 3; i++) {
      hold(ATTACKER, "localhost");
    }
    assertThat(ask(ATTACKER, "localhost", "/quick")).startsWith("HTTP/1.1 429 ");

    for (var socket : sockets) {
      socket.close();
    }

    server.eventually(() -> ask(ATTACKER, "localhost", "/quick").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void oneRegistrysCrowdLeavesOtherRegistriesTheirPlaces() throws Exception {
    int held = 0;
    for (int i = 0; i < PLACES / 2; i++) {
      hold("127.0.3." + (i + 1), "crowded.localhost");
      held++;
    }
    assertThat(held).isEqualTo(PLACES / 2);

    assertThat(ask("127.0.4.1", "crowded.localhost", "/quick"))
        .startsWith("HTTP/1.1 429 ")
        .contains("the registry has as many requests");
    assertThat(ask("127.0.4.1", "calm.localhost", "/quick")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void anOverloadedServerSaysSo() throws Exception {
    int crowd = 0;
    for (int registry = 0; crowd < PLACES; registry++) {
      var host = "r" + registry + ".localhost";
      int share = Math.max(1, (PLACES - crowd) / 2);
      for (int i = 0; i < share; i++) {
        crowd++;
        hold("127.0.3." + crowd, host);
      }
    }

    assertThat(ask(NEIGHBOUR, "new.localhost", "/quick"))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 5")
        .contains("the server is overloaded");
    sockets.getFirst().close();
    server.eventually(() -> ask(NEIGHBOUR, "new.localhost", "/quick").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void aTrustedProxysReportedClientsCountAndNotTheProxy() throws Exception {
    server.close();
    server = SmallServer.start(options -> options.requests(PLACES).proxies("127.0.5.1"));
    for (int i = 0; i < PLACES / 3; i++) {
      hold("127.0.5.1", "localhost", "X-Forwarded-For: 2001:db8:0:1::" + i);
    }

    // Addresses of one /64 are one client.
    assertThat(ask("127.0.5.1", "localhost", "/quick", "X-Forwarded-For: 2001:db8:0:1::ffff"))
        .startsWith("HTTP/1.1 429 ");
    assertThat(ask("127.0.5.1", "localhost", "/quick", "X-Forwarded-For: 2001:db8:0:2::1"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(ask("127.0.5.1", "localhost", "/quick")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void whatIsAnsweredAtOnceNeedsNoPlace() throws Exception {
    for (int i = 0; i < PLACES / 3; i++) {
      hold(ATTACKER, "localhost");
    }

    assertThat(ask(ATTACKER, "localhost", "/memory")).startsWith("HTTP/1.1 200 ");
    assertThat(ask(ATTACKER, "localhost", "/aside")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aFileHasItsPlaceUntilItsClientTookItOrWent(@TempDir Path folder) throws Exception {
    server.close();
    // More than the kernel takes off our hands.
    var file = folder.resolve("large");
    long size = 64 << 20;
    try (var made = new RandomAccessFile(file.toFile(), "rw")) {
      made.setLength(size);
    }
    server =
        SmallServer.start(
            options -> options.requests(PLACES),
            List.of(
                Route.get("/large")
                    .asks(Access.<CallerFilter.Anybody>open("a test's own route"))
                    .by(_ -> Response.file(200, "a/b", file, 0, size))));
    for (int i = 0; i < PLACES / 3; i++) {
      assertThat(ask(connect(ATTACKER), "localhost", "/large")).startsWith("HTTP/1.1 200 ");
    }
    assertThat(ask(ATTACKER, "localhost", "/quick")).startsWith("HTTP/1.1 429 ");

    sockets.getFirst().close();
    server.eventually(() -> ask(ATTACKER, "localhost", "/quick").startsWith("HTTP/1.1 200 "));
    sockets.get(1).getInputStream().skipNBytes(size);
  }

  @Test
  void oneClientsIdleConnectionsLeaveOthersTheirs() throws Exception {
    // Twice as many connections as places, a third of them for one client.
    for (int i = 0; i < 2 * PLACES / 3; i++) {
      assertThat(ask(connect(ATTACKER), "localhost", "/quick")).startsWith("HTTP/1.1 200 ");
    }

    var one = connect(ATTACKER);
    one.setSoTimeout(10_000);
    assertThat(closed(one)).isTrue();
    assertThat(ask(NEIGHBOUR, "localhost", "/quick")).startsWith("HTTP/1.1 200 ");
  }

  private static boolean closed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private Socket connect(String from) throws IOException {
    var socket =
        new Socket(InetAddress.getLoopbackAddress(), server.port(), InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    sockets.add(socket);
    return socket;
  }

  /** A request whose body does not come. */
  private void hold(String from, String host, String... headers) throws IOException {
    var socket = connect(from);
    send(
        socket, "POST /body HTTP/1.1", host, "Content-Length: 99\r\nExpect: 100-continue", headers);
    assertThat(new String(socket.getInputStream().readNBytes(25), US_ASCII))
        .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
  }

  private String ask(String from, String host, String path, String... headers) throws IOException {
    try (var socket = connect(from)) {
      send(socket, "GET " + path + " HTTP/1.1", host, "Connection: close", headers);
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  /** Leaves the connection open. */
  private static String ask(Socket socket, String host, String path) throws IOException {
    send(socket, "GET " + path + " HTTP/1.1", host, "Accept: */*");
    return new String(socket.getInputStream().readNBytes(13), US_ASCII);
  }

  private static void send(Socket socket, String line, String host, String more, String... headers)
      throws IOException {
    var head = new StringBuilder(line + "\r\nHost: " + host + "\r\n" + more + "\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    socket.getOutputStream().write(head.append("\r\n").toString().getBytes(US_ASCII));
  }
}
