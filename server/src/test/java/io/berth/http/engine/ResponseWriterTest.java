package io.berth.http.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on the wire for each kind of content. */
final class ResponseWriterTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("a test's own route");
  private static final int LARGE = 300_000;

  @TempDir Path folder = Path.of("");
  private SmallServer server;

  @BeforeEach
  void start() throws IOException {
    var file = Files.write(folder.resolve("file"), "0123456789".getBytes(ISO_8859_1));
    server =
        SmallServer.start(
            UnaryOperator.identity(),
            List.of(
                get("/none", Response.of(204)),
                get("/small", Response.bytes(200, "a/b", "small".getBytes(ISO_8859_1))),
                get("/large", Response.bytes(200, "a/b", new byte[LARGE])),
                get("/empty", Response.bytes(200, "a/b", new byte[0])),
                get("/part", Response.file(200, "a/b", file, 2, 5)),
                get("/open", streamed(-1, LARGE)),
                get("/told", streamed(LARGE, LARGE)),
                get("/less", streamed(LARGE, 5)),
                get("/refused", refused(LARGE, 0)),
                get("/refused-open", refused(-1, 0)),
                get("/refused-late", refused(LARGE, LARGE / 2))));
  }

  private static Response streamed(long told, int written) {
    return Response.streamed(200, "a/b", told, out -> out.write(new byte[written]));
  }

  private static Response refused(long told, int written) {
    return Response.streamed(
        200,
        "a/b",
        told,
        out -> {
          out.write(new byte[written]);
          out.flush();
          throw new FaultException(new Fault.Unavailable(Duration.ofSeconds(7), "away"));
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Route<Anybody> get(String path, Response response) {
    return Route.get(path).asks(OPEN).by(_ -> response);
  }

  private String ask(String method, String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              (method + " " + path + " HTTP/1.1\r\nHost: x.localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String head(String answer) {
    return answer.substring(0, answer.indexOf("\r\n\r\n") + 2).toLowerCase(java.util.Locale.ROOT);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void bytesAreSentWithTheirLength() throws IOException {
    for (var path : List.of("/small", "/large", "/empty")) {
      var answer = ask("GET", path);
      int length = path.equals("/small") ? 5 : path.equals("/large") ? LARGE : 0;
      assertThat(head(answer)).startsWith("http/1.1 200 ").contains("content-length: " + length);
      assertThat(body(answer)).hasSize(length);
    }
  }

  @Test
  void anAnswerWithoutContentTellsNoLength() throws IOException {
    var answer = ask("GET", "/none");
    assertThat(head(answer)).startsWith("http/1.1 204 ").doesNotContain("content-length");
    assertThat(body(answer)).isEmpty();
  }

  @Test
  void partOfAFileIsSentAsItLies() throws IOException {
    var answer = ask("GET", "/part");
    assertThat(head(answer)).contains("content-length: 5");
    assertThat(body(answer)).isEqualTo("23456");
  }

  @Test
  void aStreamOfKnownLengthTellsItAndAnotherComesInChunks() throws IOException {
    var told = ask("GET", "/told");
    assertThat(head(told)).contains("content-length: " + LARGE).doesNotContain("chunked");
    assertThat(body(told)).hasSize(LARGE);

    var open = ask("GET", "/open");
    assertThat(head(open)).contains("transfer-encoding: chunked").doesNotContain("content-length");
    assertThat(body(open)).endsWith("\r\n0\r\n\r\n");
  }

  /** Whoever reads it must not take what came for all of it. */
  @Test
  void aStreamThatIsShorterThanToldEndsInAClosedConnection() throws IOException {
    var answer = ask("GET", "/less");
    assertThat(answer.length()).isLessThan(LARGE);
    if (!answer.isEmpty()) {
      assertThat(head(answer)).contains("content-length: " + LARGE);
    }
  }

  /** RFC 9110 section 9.3.2: the head of a GET, and nothing behind it. */
  @Test
  void headTellsTheLengthAndSendsNothing() throws IOException {
    for (var path : List.of("/small", "/large", "/part", "/told")) {
      var answer = ask("HEAD", path);
      int length = path.equals("/small") || path.equals("/part") ? 5 : LARGE;
      assertThat(head(answer)).as(path).contains("content-length: " + length);
      assertThat(body(answer)).as(path).isEmpty();
    }
    assertThat(head(ask("HEAD", "/open"))).doesNotContain("content-length");
  }

  @Test
  void whatRefusesToMakeABodyIsTheAnswerAsLongAsNothingWasSent() throws IOException {
    for (var path : List.of("/refused", "/refused-open")) {
      var answer = ask("GET", path);
      assertThat(answer).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\nUnavailable away");
      assertThat(head(answer)).contains("retry-after: 7\r\n").doesNotContain("content-type: a/b");
    }
  }

  @Test
  void whatRefusesInTheMiddleCutsTheAnswerOff() throws IOException {
    var answer = ask("GET", "/refused-late");
    assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("503");
    assertThat(body(answer).length()).isLessThan(LARGE);
  }
}
