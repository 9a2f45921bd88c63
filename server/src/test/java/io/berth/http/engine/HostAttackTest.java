package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.http.message.AddressRange;
import io.berth.http.message.Authority;
import io.berth.http.routing.Hosts;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that tries to decide where links of its answers lead, or whose registry it sees. */
final class HostAttackTest {
  private static final Pattern REFUSED = Pattern.compile("HTTP/1\\.[01] 400 .*", Pattern.DOTALL);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : open) {
      one.close();
    }
  }

  private TalkingServer server(Hosts hosts, String... proxies) {
    var server = new TalkingServer(hosts, AddressRange.parseAll(List.of(proxies)));
    open.add(server);
    return server;
  }

  private static String get(String lines) {
    return "GET /who HTTP/1.1\r\n" + lines + "Connection: close\r\n\r\n";
  }

  /** What no host is; each is tried as Host, as a URL's authority and as a proxy's word. */
  static List<String> malformed() {
    return List.of(
        "abcd1234.localhost:20080@evil.example",
        "localhost:8080@evil.example",
        "localhost@evil.example",
        "user:password@localhost",
        "localhost:80:80",
        "localhost:",
        "localhost:0",
        "localhost:65536",
        "localhost:99999999999",
        "localhost:+80",
        "localhost:-1",
        "localhost:080",
        "localhost:8o",
        "localhost:\u0668\u0660",
        "localhost/evil",
        "localhost?evil",
        "localhost#evil",
        "localhost\\evil",
        "localhost:80\\@evil.example",
        "local host",
        "localhost, evil.example",
        "localhost;evil",
        "local%68ost",
        "localhost%00.evil.example",
        "localhost%0d%0aX-Evil: 1",
        "\"localhost\"",
        "<script>",
        "*.localhost",
        ".localhost",
        "abcd1234..localhost",
        "a".repeat(64) + ".localhost",
        "a.".repeat(130) + "localhost",
        "x".repeat(9000),
        "[::1",
        "[::1]x",
        "[::1]:",
        "[::1]]",
        "[::1%25lo]",
        "[::1%lo]",
        "[localhost]",
        "[127.0.0.1]",
        "[]",
        "[::g]",
        "[::ffff:127.0.0.1]",
        "0X7F000001",
        "::1",
        "127.0.0.1.",
        "127.0.0.01",
        "127.1",
        "2130706433",
        "0x7f000001",
        "256.1.1.1",
        "1.2.3.4.5",
        "l\u00f6calhost",
        "localhost\u00a0",
        "\u212aocalhost");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsNoHostIsRefusedBeforeAnythingElse(String host) throws IOException {
    assertThatThrownBy(() -> Authority.parse(host)).isInstanceOf(IllegalArgumentException.class);
    var server = server(TalkingServer.HOSTS);

    for (var path : List.of("/who", "/any/who", "/nothing")) {
      assertThat(
              server.say(
                  "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host)))
          .matches(REFUSED)
          .doesNotContain("evil", "http://");
    }
    assertThat(server.served.get()).isZero();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aTrustedProxysWordIsHeldToTheSameForm(String host) throws IOException {
    var server = server(TalkingServer.HOSTS, "127.0.0.1");
    // The last of a list is the nearest proxy's, and alone it may be fine.
    var word = host.replace(", ", " ");

    assertThat(server.say(get("Host: localhost\r\nX-Forwarded-Host: " + word + "\r\n")))
        .matches(REFUSED)
        .doesNotContain("evil");
    assertThat(server.served.get()).isZero();
  }

  @Test
  void controlCharactersEndTheConnection() throws IOException {
    var server = server(TalkingServer.HOSTS);
    for (var bad :
        List.of("local\thost", "localhost\0", "local\u000bhost", "localhost\u007f", "a\u001b[2J")) {
      assertThat(server.say(get("Host: " + bad + "\r\n"))).as(bad).matches(REFUSED);
    }
    assertThat(server.say(get("Host:\r\n"))).matches(REFUSED);
    server.answersOthers();
  }

  @Test
  void aHostIsSaidOnce() throws IOException {
    var server = server(TalkingServer.HOSTS);
    assertThat(server.say(get(""))).matches(REFUSED);
    assertThat(server.say(get("Host: localhost\r\nHost: localhost\r\n"))).matches(REFUSED);
    assertThat(server.say(get("Host: localhost\r\nhOST: evil.example\r\n"))).matches(REFUSED);
    assertThat(
            server.say("GET /who HTTP/1.0\r\nHost: localhost\r\nHost: abcd1234.localhost\r\n\r\n"))
        .matches(REFUSED);
    assertThat(server.served.get()).isZero();
  }

  @Test
  void anOldClientThatNamesNoHostReachesOnlyWhatStandsAtEveryHost() throws IOException {
    var server = server(TalkingServer.HOSTS);
    assertThat(server.say("GET /any/who HTTP/1.0\r\n\r\n"))
        .contains(" 200 ")
        .endsWith("nobody http://127.0.0.1:" + server.server.port());
    assertThat(server.say("GET /who HTTP/1.0\r\n\r\n")).contains(" 421 ");
  }

  @Test
  void aUrlAsTargetLeadsWhereHostSays() throws IOException {
    var server = server(TalkingServer.HOSTS);
    var own = "localhost:" + server.server.port();
    assertThat(absolute(server, "http://" + own + "/who", own)).contains(" 200 ");
    assertThat(absolute(server, "http://abcd1234.localhost/who", "abcd1234.LOCALHOST:80"))
        .contains(" 200 ")
        .endsWith("demo http://abcd1234.localhost:" + server.server.port());
    for (var target :
        List.of(
            "http://evil.example/who",
            "http://efgh5678.localhost/who",
            "https://localhost/who",
            "http://localhost:81/who",
            "http://localhost@evil.example/who",
            "http://evil.example@localhost/who",
            "http:///who",
            "http://localhost:/who",
            "//localhost/who?http://x/",
            "ftp://localhost/who",
            "javascript://localhost/who",
            "who",
            "localhost:80",
            "?http://localhost/who")) {
      assertThat(absolute(server, target, "localhost"))
          .as(target)
          .matches(answer -> answer.contains(" 400 ") || answer.contains(" 404 "))
          .doesNotContain("evil");
    }
    assertThat(server.say("GET http://localhost/who HTTP/1.0\r\n\r\n"))
        .contains(" 200 ")
        .endsWith("demo http://localhost:" + server.server.port());
  }

  private static String absolute(TalkingServer server, String target, String host)
      throws IOException {
    return server.say(
        "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void thePortOfALinkIsNeverTheClients() throws IOException {
    var server = server(TalkingServer.HOSTS);
    int port = server.server.port();
    for (var said : List.of("", ":1", ":80", ":20080", ":65535", ":" + port)) {
      assertThat(server.say(get("Host: LocalHost" + said + "\r\n")))
          .as(said)
          .endsWith("demo http://localhost:" + port);
      assertThat(server.say(get("Host: ABCD1234.localhost" + said + "\r\n")))
          .endsWith("demo http://abcd1234.localhost:" + port);
      assertThat(server.say(get("Host: hub.example.test" + said + "\r\n")))
          .endsWith("demo http://hub.example.test:" + port);
      assertThat(server.say(get("Host: 127.0.0.1" + said + "\r\n")))
          .endsWith("demo http://127.0.0.1:" + port);
    }
    assertThat(server.say(get("Host: [0:0:0:0:0:0:0:1]:9\r\n")))
        .endsWith("demo http://[::1]:" + port);
    assertThat(server.say(get("Host: localhost\r\nX-Forwarded-Host: evil.example\r\n")))
        .endsWith("demo http://localhost:" + port);
    assertThat(server.say(get("Host: localhost\r\nX-Forwarded-Port: 20080\r\n")))
        .endsWith("demo http://localhost:" + port);
  }

  @Test
  void aNameThatIsNobodysIsMisdirected() throws IOException {
    var server = server(TalkingServer.HOSTS);
    for (var host :
        List.of(
            "evil.example",
            "localhost.",
            "localhost.evil.example",
            "abcd1234.localhost.evil.example",
            "x.abcd1234.localhost",
            "abcd1234",
            "zzzz9999.localhost",
            "127.0.0.2",
            "10.0.0.1",
            "[::2]")) {
      assertThat(server.say(get("Host: " + host + "\r\n")))
          .as(host)
          .startsWith("HTTP/1.1 421 ")
          .doesNotContain("demo");
    }
    assertThat(server.served.get()).isZero();
  }

  @Test
  void portsOfTheSettingsAndOfATrustedProxyStandInLinks() throws IOException {
    var hosts =
        new Hosts(
            Set.of("localhost", "berth.example.test"),
            Optional.empty(),
            ".registry.example.test",
            Optional.of(URI.create("https://berth.example.test")),
            Optional.of(URI.create("https://x.registry.example.test:9443")));
    var server = server(hosts, "127.0.0.1");
    var https = "X-Forwarded-Proto: https\r\n";

    // Named by the settings: nothing a request says changes it.
    for (var more : List.of("", "X-Forwarded-Port: 20080\r\n")) {
      assertThat(server.say(get("Host: berth.example.test:20080\r\n" + https + more)))
          .endsWith("demo https://berth.example.test");
      assertThat(server.say(get("Host: abcd1234.registry.example.test:20080\r\n" + https + more)))
          .endsWith("demo https://abcd1234.registry.example.test:9443");
      assertThat(server.say(get("Host: hub.example.test:20080\r\n" + https + more)))
          .endsWith("demo https://hub.example.test");
    }
    // Not named: the proxy's word.
    assertThat(server.say(get("Host: x\r\nX-Forwarded-Host: a, LOCALHOST:8444\r\n" + https)))
        .endsWith("demo https://localhost:8444");
    assertThat(
            server.say(get("Host: x\r\nX-Forwarded-Host: localhost\r\nX-Forwarded-Port: 8444\r\n")))
        .endsWith("demo http://localhost:8444");
    for (var bad :
        List.of(
            "X-Forwarded-For: unknown",
            "X-Forwarded-For:",
            "X-Forwarded-For: 203.0.113.9, , 127.0.0.1",
            "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: unknown",
            "X-Forwarded-Port: 80x",
            "X-Forwarded-Port: 70000",
            "X-Forwarded-Port:",
            "X-Forwarded-Proto: javascript",
            "X-Forwarded-Proto:",
            "X-Forwarded-Host:")) {
      assertThat(server.say(get("Host: localhost\r\n" + bad + "\r\n"))).as(bad).matches(REFUSED);
    }
  }
}
