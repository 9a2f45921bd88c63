package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that hides a request in another's body, so that a proxy before us does not see it. */
final class RequestSmugglingTest {
  private static final String HOST = "Host: localhost\r\n";
  private static final String SECOND = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";

  private static final Pattern REFUSED = Pattern.compile("HTTP/1\\.[01] 400 .*", Pattern.DOTALL);

  private final TalkingServer server = new TalkingServer(TalkingServer.HOSTS, List.of());

  @AfterEach
  void close() {
    server.close();
  }

  private static String post(String headers) {
    return "POST /length HTTP/1.1\r\n" + HOST + headers + "\r\n";
  }

  private static String old(String headers) {
    return "POST /length HTTP/1.0\r\n" + HOST + headers + "\r\n";
  }

  /** Heads that two servers may read differently; what follows them would be served by one. */
  static List<String> ambiguous() {
    return List.of(
        old("Content-Length: 5\r\nContent-Length: 0\r\n"),
        old("Content-Length: 0\r\nContent-Length: 5\r\n"),
        old("Content-Length: 5, 0\r\n"),
        old("Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        old("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        post("Content-Length: 5\r\nContent-Length: 0\r\n"),
        post("Content-Length: 0\r\nContent-Length: 0\r\n"),
        post("Content-Length: 0, 0\r\n"),
        post("Content-Length: 5\r\ncontent-length: 6\r\n"),
        post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding:\r\n chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding:\r\n\tchunked\r\n") + "0\r\n\r\n",
        post("X: y\r\n Transfer-Encoding: chunked\r\n"),
        post("Content-Length:\r\n 3\r\n"),
        post("Transfer-Encoding : chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding\t: chunked\r\n") + "0\r\n\r\n",
        post("Content-Length : 3\r\n") + "abc",
        post(" Content-Length: 3\r\n") + "abc",
        post("\u000bTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        post("Transfer\u00adEncoding: chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: chunkedx\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: identity, chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: identity\r\n"),
        post("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: \"chunked\"\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: chunked;q=1\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: \r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding:\r\n"),
        post("Transfer-Encoding: chunked\u000b\r\n") + "0\r\n\r\n",
        post("Transfer-Encoding: \u0000chunked\r\n") + "0\r\n\r\n",
        post("Content-Length: -1\r\n"),
        post("Content-Length: +3\r\n") + "abc",
        post("Content-Length: 0x3\r\n") + "abc",
        post("Content-Length: 3 3\r\n") + "abc",
        post("Content-Length: 3;a\r\n") + "abc",
        post("Content-Length: 1e3\r\n"),
        post("Content-Length:\r\n"),
        post("Content-Length: 9223372036854775808\r\n"),
        post("Content-Length: 18446744073709551616\r\n"),
        post("Content-Length: 99999999999999999999999999\r\n"),
        post("Content-Length: \u0663\r\n"),
        "POST /length HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n",
        "POST /length HTTP/1.1\r\nHost: localhost\nContent-Length: 0\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\n",
        "POST /length HTTP/1.1\r\nHost: localhost\r\nX: a\rContent-Length: 3\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: localhost\r\nX: a\r\rContent-Length: 3\r\n\r\n",
        "POST /length HTTP/1.1\rHost: localhost\r\n\r\n",
        "POST /length HTTP/1.1\r\n: empty\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/1.1\r\nno colon\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/1.1\r\n Host: localhost\r\n\r\n",
        "POST  /length HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /length  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/1.1 \r\nHost: localhost\r\n\r\n",
        "POST\t/length HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/1.1x\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/1.2\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/2.0\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/01.1\r\nHost: localhost\r\n\r\n",
        "POST /length HTTP/1.1\u0000\r\nHost: localhost\r\n\r\n",
        "POST /length http/1.1\r\nHost: localhost\r\n\r\n",
        "POST /length\r\nHost: localhost\r\n\r\n",
        "GET /len\u0000gth HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /l\u00e4nge HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "G\u0001T /who HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\r\n\r\nGET /who HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\nGET /who HTTP/1.1\r\nHost: localhost\r\n\r\n",
        " GET /who HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\0GET /who HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  }

  /** Bodies whose end is not where their chunks say. */
  static List<String> chunks() {
    return List.of(
        "g\r\n\r\n",
        "-1\r\n\r\n",
        "+1\r\na\r\n0\r\n\r\n",
        "0x1\r\na\r\n0\r\n\r\n",
        " 1\r\na\r\n0\r\n\r\n",
        "1 \r\na\r\n0\r\n\r\n",
        "1\t;x\r\na\r\n0\r\n\r\n",
        "\r\n0\r\n\r\n",
        ";x\r\n\r\n",
        "80000000\r\n",
        "ffffffff\r\n",
        "100000000\r\n",
        "10000000000000001\r\na\r\n0\r\n\r\n",
        "000000001\r\na\r\n0\r\n\r\n",
        "1\na\r\n0\r\n\r\n",
        "1\ra\r\n0\r\n\r\n",
        "1\r\na0\r\n\r\n",
        "1\r\na\n0\r\n\r\n",
        "1\r\na\r0\r\n\r\n",
        "1;x\n\r\na\r\n0\r\n\r\n",
        "1;\u0000\r\na\r\n0\r\n\r\n",
        "1;" + "x".repeat(300) + "\r\na\r\n0\r\n\r\n",
        "1\r\nab\r\n0\r\n\r\n",
        "0\r\nX: a\n\r\n",
        "0\r\n X: a\r\n\r\n",
        "0\r\nContent-Length: 5\r\n\r\n",
        "0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "0\r\nno colon\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void aHeadThatCanBeReadInTwoWaysIsRefusedAndNothingBehindItIsServed(String head)
      throws IOException {
    assertThat(server.say(head + SECOND)).matches(REFUSED).doesNotContain(" 200 ");
    assertThat(server.served.get()).isZero();
    server.answersOthers();
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void soItIsByteByByteAndBehindAGoodRequest(String head) throws IOException {
    try (var socket = server.connect()) {
      socket.setTcpNoDelay(true);
      var out = socket.getOutputStream();
      out.write(("GET /who HTTP/1.1\r\n" + HOST + "\r\n").getBytes(StandardCharsets.US_ASCII));
      for (var part : (head + SECOND).split("(?<=[\r\n: ])", -1)) {
        try {
          out.write(part.getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
        } catch (java.net.SocketException _) {
          break; // closed already
        }
      }
      assertThat(TalkingServer.rest(socket)).startsWith("HTTP/1.1 200 ").doesNotContain("smuggled");
    }
    assertThat(server.served.get()).isEqualTo(1);
    assertThat(server.smuggled.get()).isZero();
  }

  @ParameterizedTest
  @MethodSource("chunks")
  void aBodyThatEndsSomewhereElseIsRefusedAndNothingBehindItIsServed(String body)
      throws IOException {
    assertThat(server.say(post("Transfer-Encoding: chunked\r\n") + body + SECOND))
        .matches(REFUSED)
        .doesNotContain(" 200 ");
    assertThat(server.served.get()).isZero();
  }

  @ParameterizedTest
  @MethodSource("chunks")
  void aBodyThatGoesWrongLaterEndsTheConnection(String body) throws Exception {
    try (var socket = server.connect()) {
      socket.setTcpNoDelay(true);
      var out = socket.getOutputStream();
      out.write(
          post("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(25))
          .startsWith("HTTP/1.1 100".getBytes(StandardCharsets.US_ASCII));
      out.write(("2\r\nab\r\n" + body + SECOND).getBytes(StandardCharsets.ISO_8859_1));
      assertThat(TalkingServer.rest(socket)).doesNotContain(" 200 ");
    }
    assertThat(server.smuggled.get()).isZero();
    server.answersOthers();
  }

  @Test
  void soItIsOverTlsWithAndWithoutAProtocolAgreedOn(@TempDir Path folder) throws IOException {
    try (var secure = new TalkingServer(TalkingServer.HOSTS, List.of(), Optional.of(folder))) {
      for (var protocol : List.of("http/1.1", "")) {
        for (var head :
            List.of(
                old("Content-Length: 5\r\nContent-Length: 0\r\n"),
                post("Transfer-Encoding:\r\n chunked\r\n") + "0\r\n\r\n",
                post("Transfer-Encoding: chunked\r\n") + "1\na\r\n0\r\n\r\n")) {
          try (var socket = RawHttp2.tls(secure.server.tlsPort(), "", protocol)) {
            socket.getOutputStream().write((head + SECOND).getBytes(StandardCharsets.US_ASCII));
            assertThat(TalkingServer.rest(socket)).matches(REFUSED).doesNotContain(" 200 ");
          }
        }
      }
      assertThat(secure.served.get()).isZero();
    }
  }

  @Test
  void whatIsWellFormedIsServed() throws IOException {
    var close = "Connection: close\r\n";
    assertThat(
            server.say(
                "\r\n"
                    + post("Content-Length: 3\r\n")
                    + "abc"
                    + post("transfer-encoding:\tChunked \r\n")
                    + "3;name=value\r\nabc\r\n00A;x=\"y\"\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n"
                    + "GET /who HTTP/1.1\r\nHost:localhost\r\nX:\r\nUser-Agent: \u00e4\r\n\r\n"
                    + post(close + "Content-Length: 000\r\n")))
        .containsSubsequence("length=3", "length=13", "demo http://", "length=0");
    assertThat(server.say(old("Content-Length: 2\r\n") + "ab")).endsWith("length=2");
  }

  @Test
  void aBodyMayLookLikeARequest() throws IOException {
    int length = SECOND.length();
    assertThat(server.say(post("Connection: close\r\nContent-Length: " + length + "\r\n") + SECOND))
        .endsWith("length=" + length);
    assertThat(server.smuggled.get()).isZero();
  }

  @Test
  void headersAreBoundedInNumberAndLength() throws IOException {
    var many = String.join("", IntStream.range(0, 200).mapToObj(i -> "x" + i + ": y\r\n").toList());
    assertThat(server.say("GET /who HTTP/1.1\r\n" + HOST + many + "\r\n")).contains(" 431 ");
    assertThat(server.say("GET /who HTTP/1.1\r\n" + HOST + "x: " + "y".repeat(40_000) + "\r\n\r\n"))
        .contains(" 431 ");
    assertThat(server.say("GET /" + "y".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
        .contains(" 414 ");
    assertThat(
            server.say(
                post("Transfer-Encoding: chunked\r\n") + "0\r\n" + "a: b\r\n".repeat(200) + "\r\n"))
        .contains(" 431 ");
    server.answersOthers();
  }
}
