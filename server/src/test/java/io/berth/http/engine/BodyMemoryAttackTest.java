package io.berth.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.memory.Budget;
import io.berth.memory.Budgets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies and answers that are made to fill the server's memory. */
final class BodyMemoryAttackTest {
  private static final int MIB = 1 << 20;

  private final Budgets memory =
      new Budgets(new Budget(8 * MIB, 1), new Budget(8 * MIB, 1), new Budget(4 * MIB, 1));
  private final SmallServer server = SmallServer.start(options -> options.memory(memory));
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void aDeclaredLengthTakesNoMemory() throws Exception {
    for (int i = 0; i < 200; i++) {
      var idle = connect();
      send(idle, head("/bytes", 4 * MIB - 1) + "x");
    }
    // Each has sent one byte, and got the smallest room there is.
    server.eventually(() -> memory.bodies().used() >= 200 * 1024);

    assertThat(memory.bodies().used()).isEqualTo(200 * 1024);
    assertThat(post("/bytes", "hello")).startsWith("HTTP/1.1 200 ").endsWith("5");
  }

  @Test
  void bodiesBeyondTheBudgetAreRefusedAndItsOwnersAreNot() throws Exception {
    int refused = 0;
    for (int i = 0; i < 12; i++) {
      var one = connect();
      send(one, head("/bytes", MIB));
      long before = memory.bodies().used();
      one.getOutputStream().write(new byte[MIB - 1]);
      one.setSoTimeout(50);
      var said = new AtomicBoolean();
      server.eventually(
          () -> {
            said.compareAndSet(false, saysNo(one));
            return said.get() || memory.bodies().used() >= before + MIB - 1;
          });
      if (said.get()) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5);
    assertThat(memory.bodies().used()).isLessThanOrEqualTo(memory.bodies().limit());

    // Somebody else still gets in, and those that were let in are served.
    assertThat(post(connect("127.0.6.1"), "/bytes", "hello")).startsWith("HTTP/1.1 200 ");
    int served = 0;
    for (var one : sockets) {
      if (!one.isClosed()) {
        one.setSoTimeout(20_000);
        one.getOutputStream().write(0);
        served += new String(one.getInputStream().readNBytes(12), US_ASCII).endsWith("200") ? 1 : 0;
      }
    }
    assertThat(served).isEqualTo(12 - refused);
  }

  private boolean saysNo(Socket one) throws IOException {
    try {
      var answer = new String(one.getInputStream().readNBytes(12), US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 503");
      one.close();
      return true;
    } catch (java.net.SocketTimeoutException _) {
      return false;
    }
  }

  @Test
  void whatAnEndedRequestHeldIsThereAgain() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertThat(post("/bytes", "x".repeat(MIB))).startsWith("HTTP/1.1 200 ").endsWith("1048576");
      assertThat(post("/json", "[[],[],[]]")).startsWith("HTTP/1.1 200 ").endsWith("3");
    }
    for (int i = 0; i < 20; i++) {
      try (var broken = connect()) {
        send(broken, head("/bytes", MIB) + "x".repeat(100_000));
      }
    }

    server.eventually(
        () ->
            memory.bodies().used() == 0
                && memory.trees().used() == 0
                && memory.answers().used() == 0);
  }

  @Test
  void aBodyOfManyTinyChunksTakesWhatItsBytesTake() throws Exception {
    var chunks = "1\r\nx\r\n".repeat(20_000) + "0\r\n\r\n";

    var socket = connect();
    send(
        socket,
        "POST /bytes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunks);
    assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).endsWith("20000");
    server.eventually(() -> memory.bodies().used() == 0);
  }

  @Test
  void answersThatNobodyReadsStayWithinTheBudget() throws Exception {
    for (int i = 0; i < 20; i++) {
      var deaf = new Socket();
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      sockets.add(deaf);
      // More than the kernel itself keeps for a connection, which may be a few MiB.
      send(
          deaf,
          ("GET /answer?size=" + 12 * MIB / 10 + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(8));
    }
    server.eventually(() -> memory.answers().used() > MIB);

    assertThat(memory.answers().used()).isLessThanOrEqualTo(memory.answers().limit());
    var tooMuch = get("/answer?size=" + 3 * MIB);
    assertThat(tooMuch).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5");
    assertThat(get("/answer?size=10000")).startsWith("HTTP/1.1 200 ");

    for (var deaf : sockets) {
      deaf.close();
    }
    // The requests that were queued behind those answers come and go meanwhile.
    server.eventually(() -> get("/answer?size=" + MIB).startsWith("HTTP/1.1 200 "));
    server.eventually(() -> memory.answers().used() == 0);
  }

  private Socket connect() throws IOException {
    return connect("127.0.0.1");
  }

  private Socket connect(String from) throws IOException {
    var socket =
        new Socket(InetAddress.getLoopbackAddress(), server.port(), InetAddress.ofLiteral(from), 0);
    sockets.add(socket);
    return socket;
  }

  private static String head(String path, long length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private String post(String path, String body) throws IOException {
    return post(connect(), path, body);
  }

  private static String post(Socket to, String path, String body) throws IOException {
    try (var socket = to) {
      send(
          socket,
          "POST "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private String get(String path) throws IOException {
    try (var socket = connect()) {
      send(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }
}
