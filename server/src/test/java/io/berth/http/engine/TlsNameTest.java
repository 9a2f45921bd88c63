package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.AddressRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that names one host to TLS, to HTTP/2 or in one place, and another in another. */
final class TlsNameTest {
  private static final String A = "abcd1234.localhost";
  private static final String B = "efgh5678.localhost";

  @TempDir Path folder = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  private TalkingServer server(String... proxies) {
    var server =
        new TalkingServer(
            TalkingServer.HOSTS, AddressRange.parseAll(List.of(proxies)), Optional.of(folder));
    open.add(server);
    return server;
  }

  private RawHttp2 http2(TalkingServer server, String name) throws IOException {
    var client = new RawHttp2(server.server.tlsPort(), name);
    open.add(client);
    return client;
  }

  private static String http1(TalkingServer server, String name, String host) throws IOException {
    try (var socket = RawHttp2.tls(server.server.tlsPort(), name, "http/1.1")) {
      socket
          .getOutputStream()
          .write(
              ("GET /who HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aNameThatTlsWasNotAskedForIsMisdirected() throws IOException {
    var server = server();
    var port = ":" + server.server.tlsPort();
    for (var host : List.of(B, "localhost", "127.0.0.1", "hub.example.test", "evil.example")) {
      assertThat(http1(server, A, host)).as(host).startsWith("HTTP/1.1 421 ");
      assertThat(http2(server, A).answer(1, host)).as(host).startsWith("421 ");
    }
    assertThat(server.served.get()).isZero();

    assertThat(http1(server, A.toUpperCase(Locale.ROOT), A)).endsWith("demo https://" + A + port);
    assertThat(http2(server, A).answer(1, A + ":9")).isEqualTo("200 demo https://" + A + port);
    // Nothing was asked for: clients that know only an address.
    assertThat(http1(server, "", "127.0.0.1")).endsWith("demo https://127.0.0.1" + port);
    assertThat(http2(server, "").answer(1, B)).isEqualTo("200 other https://" + B + port);
  }

  @Test
  void aConnectionIsNotSharedBetweenTenants() throws IOException {
    var server = server();
    var client = http2(server, A);
    assertThat(client.answer(1, A)).startsWith("200 demo");
    assertThat(client.answer(3, B)).startsWith("421 ");
    assertThat(client.answer(5, A)).startsWith("200 demo");
  }

  @Test
  void aTrustedProxysNameForUsIsItsOwnAffair() throws IOException {
    var server = server("127.0.0.1");
    assertThat(http1(server, "inside.example.test", A)).contains(" 200 ");
    assertThat(http2(server, "inside.example.test").answer(1, B)).startsWith("200 other");
  }

  private static String[] head(String... more) {
    var all = new ArrayList<>(List.of(":method", "GET", ":scheme", "https", ":path", "/who"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aRequestOfHttp2NamesOneHost() throws IOException {
    var server = server();
    var port = server.server.tlsPort();
    assertThat(asked(server, head(":authority", A, "host", A.toUpperCase(Locale.ROOT))))
        .isIn("200 demo https://" + A + ":" + port, "reset");
    // Only an intermediary may leave it out, and none that we know does.
    assertThat(asked(server, head("host", A))).startsWith("400 ");
    int served = server.served.get();
    for (var bad :
        List.of(
            head(":authority", A, "host", B),
            head(":authority", A, "host", B, "host", A),
            head(":authority", A, "host", A, "host", B),
            head(":authority", A, "host", A, "host", A),
            head(":authority", A, ":authority", B),
            head("host", A, "host", B),
            head("host", A, ":authority", B),
            head(":authority", ""),
            head("host", ""),
            head(),
            head(":authority", A + "@evil.example"),
            head(":authority", A + ":20080@evil.example"),
            head(":authority", "user@" + A),
            head(":authority", A + ":"),
            head(":authority", A + ":80:80"),
            head(":authority", A + "/x"),
            head(":authority", "a b"),
            head(":authority", "https://" + A),
            head(":authority", A + "\0"),
            head(":authority", A, "host", A + "\r\nx: y"))) {
      assertThat(asked(server, bad)).as(String.join(" ", bad)).matches(TlsNameTest::isRefusal);
    }
    assertThat(server.served.get()).isEqualTo(served);
  }

  @Test
  void pathAndSchemeOfHttp2AreWhatTheySeem() throws IOException {
    var server = server();
    for (var path :
        List.of(
            "",
            "who",
            "https://evil.example/who",
            "//",
            "/who x",
            "/who HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "/w\0ho",
            "/w\tho",
            "/w\u007fho",
            "/w\u00f6",
            "*",
            "\\who")) {
      assertThat(
              asked(server, ":method", "GET", ":scheme", "https", ":authority", A, ":path", path))
          .as(path)
          .matches(answer -> isRefusal(answer) || answer.startsWith("404 "));
    }
    for (var scheme : List.of("http", "ftp", "", "javascript")) {
      assertThat(
              asked(server, ":method", "GET", ":scheme", scheme, ":authority", A, ":path", "/who"))
          .as(scheme)
          .matches(TlsNameTest::isRefusal);
    }
    for (var more :
        List.of(
            List.of("transfer-encoding", "chunked"),
            List.of("connection", "close"),
            List.of("Upper", "x"),
            List.of("x y", "z"),
            List.of("x", "a\r\nb: c"),
            List.of("x", "a\0"),
            List.of("content-length", "-1"),
            List.of("content-length", "5"),
            List.of("content-length", "0", "content-length", "5"),
            List.of("content-length", "99999999999999999999"))) {
      assertThat(asked(server, join(head(":authority", A), more)))
          .as(more.toString())
          .matches(TlsNameTest::isRefusal);
    }
    assertThat(server.served.get()).isZero();
  }

  private static String[] join(String[] first, List<String> second) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(second);
    return all.toArray(String[]::new);
  }

  private static boolean isRefusal(String answer) {
    return answer.startsWith("400 ") || answer.endsWith("reset") || answer.endsWith("gone");
  }

  private static String asked(TalkingServer server, String... fields) throws IOException {
    try (var client = new RawHttp2(server.server.tlsPort(), "")) {
      client.head(1, true, RawHttp2.fields(fields));
      return client.answer(1);
    }
  }
}
