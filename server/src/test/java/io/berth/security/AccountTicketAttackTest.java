package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger who wants an account's way into a registry to end at a host of theirs. */
final class AccountTicketAttackTest {
  private static final Pattern LOCATION = Pattern.compile("(?i)\nlocation: http://[^/]+(\\S+)");

  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(Dialect.SQLITE, folder);
    berth.call("POST", berth.registry() + "/iam").as("root").json("{'deleteUsers':true}").send();
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private String begin(String lines) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), berth.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /c/account/login HTTP/1.1\r\n" + lines + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aHostThatGoesOnBehindItsPortBeginsNothing() throws IOException {
    var registry = berth.registryHost();
    for (var host :
        List.of(
            registry + ":20080@evil.example",
            registry + ":" + berth.port() + "@evil.example",
            registry + ":@evil.example",
            registry + "@evil.example",
            registry + ":1/@evil.example",
            registry + ":80:80",
            registry + "\\@evil.example",
            registry + "#@evil.example")) {
      assertThat(begin("Host: " + host))
          .as(host)
          .containsPattern("^HTTP/1\\.[01] 400 ")
          .doesNotContain("Location", "ticket", "Set-Cookie");
      assertThat(begin("Host: " + registry + "\r\nHost: " + host))
          .containsPattern("^HTTP/1\\.[01] 400 ");
    }
  }

  @Test
  void whateverPortIsSaidTheTicketLeadsToThisServer() throws IOException {
    var login =
        berth
            .call("POST", "/v1/auth/login", "localhost")
            .json("{'account':'admin','password':'%s'}".formatted(berth.accountPassword()))
            .send();
    var session = login.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    for (var more : List.of("", ":1", ":20080", ":65535\r\nX-Forwarded-Host: evil.example")) {
      var answer = begin("Host: " + berth.registryHost() + more);
      var door = LOCATION.matcher(answer).results().findFirst().orElseThrow().group(1);
      var back = berth.call("GET", door, "localhost").header("Cookie", session).send();
      assertThat(back.statusCode()).as(more).isEqualTo(302);
      assertThat(back.headers().firstValue("Location").orElseThrow())
          .startsWith(
              "http://" + berth.registryHost() + ":" + berth.port() + "/c/account/callback?");
      assertThat(new String(back.body(), UTF_8)).doesNotContain("evil");
    }
  }
}
