package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.page.Visitor;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code ./berth demo}, as a newcomer types it. */
final class DemoTest {
  private static final Pattern ISSUER = Pattern.compile("http://localhost:\\d+(?= \\(admin)");

  @Test
  void theDemoTellsWhereToGoAndStopsAllThatItStarted() {
    var folder = Workspace.scratch("demo");
    var port = Ports.take();
    var url = "http://localhost:" + port;
    var demo =
        Daemon.start(
            folder,
            Map.of(),
            List.of(
                Workspace.REPOSITORY.resolve("berth").toString(),
                "demo",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                String.valueOf(port),
                "--tls-port",
                "0"));
    String provider;
    try {
      demo.await(
          "last line of the greeting",
          Duration.ofMinutes(6),
          () -> demo.log().contains("Ctrl-C stops everything."));
      assertThat(demo.log())
          .contains("alice", "bob", "carol", "samples/hello", "samples/hello-chart");
      var found = ISSUER.matcher(demo.log());
      assertThat(found.find()).isTrue();
      provider = found.group();
      assertThat(new Visitor().get(provider + "/realms/registry").status()).isEqualTo(200);
      assertThat(new Visitor().get(url + "/api/v2.0/systeminfo").json().path("auth_mode").asText())
          .isEqualTo("oidc_auth");
      assertThat(new Visitor().get(url + "/c/oidc/login").location())
          .startsWith(provider + "/realms/registry/");
    } finally {
      demo.stop();
    }
    assertThatThrownBy(() -> new Visitor().get(provider)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> new Visitor().get(url)).isInstanceOf(UncheckedIOException.class);
  }
}
