package io.berth.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Route;
import io.berth.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies as they come over the wire, read by the request's thread. */
final class StreamingBodyTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("a test's own route");
  private static final int MOST = 1_000;

  private final AtomicReference<String> seen = new AtomicReference<>("");
  private final SmallServer server =
      SmallServer.start(
          UnaryOperator.identity(),
          List.of(
              Route.post("/length").asks(OPEN).by(it -> say("length " + it.body().length())),
              Route.post("/atMost")
                  .asks(OPEN)
                  .by(it -> say("bytes " + it.body().bytes(MOST).length)),
              Route.post("/one").asks(OPEN).by(it -> say("first " + it.body().stream().read())),
              Route.post("/all").asks(OPEN).by(this::all)));

  @AfterEach
  void stop() {
    server.close();
  }

  private static Response say(String text) {
    return Response.text(200, "text/plain", text);
  }

  private Response all(Request request) throws IOException {
    try {
      return say("all " + request.body().stream().readAllBytes().length);
    } catch (IOException | FaultException e) {
      seen.set(e.getClass().getSimpleName());
      throw e;
    }
  }

  private Socket send(String path, String rest) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    socket
        .getOutputStream()
        .write(
            ("POST " + path + " HTTP/1.1\r\nHost: x.localhost\r\nConnection: close\r\n" + rest)
                .getBytes(ISO_8859_1));
    return socket;
  }

  private String ask(String path, String rest) throws IOException {
    try (var socket = send(path, rest)) {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String told(int length) {
    return "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length);
  }

  private static String chunks(int many, int each) {
    var chunk = Integer.toHexString(each) + "\r\n" + "x".repeat(each) + "\r\n";
    return "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(many) + "0\r\n\r\n";
  }

  @Test
  void theLengthIsWhatTheHeadTells() throws IOException {
    assertThat(ask("/length", told(12))).endsWith("length 12");
    assertThat(ask("/length", chunks(1, 12))).endsWith("length -1");
    assertThat(ask("/length", "\r\n")).as("no body").endsWith("length 0");
    assertThat(ask("/length", told(0))).endsWith("length 0");
  }

  @Test
  void allOfItArrivesHoweverItIsCut() throws IOException {
    assertThat(ask("/all", told(300_000))).endsWith("all 300000");
    assertThat(ask("/all", chunks(300, 1_000))).endsWith("all 300000");
    assertThat(ask("/all", chunks(3_000, 1))).endsWith("all 3000");
    assertThat(ask("/all", "\r\n")).endsWith("all 0");
  }

  @Test
  void moreThanIsAllowedIsRefusedWhetherItIsToldOrNot() throws IOException {
    assertThat(ask("/atMost", told(MOST))).endsWith("bytes " + MOST);
    assertThat(ask("/atMost", chunks(10, 100))).endsWith("bytes " + MOST);
    assertThat(ask("/atMost", told(MOST + 1))).startsWith("HTTP/1.1 413 ");
    assertThat(ask("/atMost", chunks(11, 100))).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aBodyThatIsNotReadToItsEndIsNoHarm() throws IOException {
    assertThat(ask("/one", told(200_000))).endsWith("first " + (int) 'x');
    assertThat(ask("/all", told(5))).endsWith("all 5");
  }

  @Test
  void aClientThatGoesAwayEndsTheRead() throws Exception {
    send("/all", "Content-Length: 100\r\n\r\nhalf").close();
    Await.until("end of the read", () -> seen.get().equals("ClientDisconnected"));
  }

  @Test
  void whoExpectsToBeAskedIsAskedWhenTheBodyIsRead() throws IOException {
    try (var socket = send("/all", "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")) {
      assertThat(new String(socket.getInputStream().readNBytes(25), ISO_8859_1))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      socket.getOutputStream().write("abc".getBytes(ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).endsWith("all 3");
    }
    assertThat(ask("/length", "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"))
        .as("an answer that needs no body")
        .startsWith("HTTP/1.1 200 ");
  }
}
