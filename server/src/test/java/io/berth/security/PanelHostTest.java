package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.server.config.Addresses;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The control panel at a host of its own: its pages and the sessions of accounts are there and
 * nowhere else, so that no page of a registry shares an origin or a cookie with them.
 */
final class PanelHostTest {
  private static final String PANEL = "panel.example.test";
  private static final List<String> PAGES =
      List.of("/auth/", "/auth/signIn", "/createApp", "/createToken", "/auth/registry?ticket=x");

  @TempDir Path folder = Path.of("");

  private RunningBerth apart() throws IOException {
    return new RunningBerth(Dialect.SQLITE, folder, Map.of("panel-host", "Panel.Example.test"));
  }

  private static List<String> elsewhere(RunningBerth berth) {
    return List.of("localhost", "127.0.0.1", berth.registryHost());
  }

  private static String page(String name) throws IOException {
    try (InputStream in = PanelHostTest.class.getResourceAsStream("/portal/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  private static HttpCall login(RunningBerth berth, String host) {
    return berth
        .call("POST", "/v1/auth/login", host)
        .json("{'account':'admin','password':'%s'}".formatted(berth.accountPassword()));
  }

  private static List<String> cookies(HttpResponse<byte[]> answer) {
    return answer.headers().allValues("Set-Cookie");
  }

  private static String pair(HttpResponse<byte[]> answer) {
    return cookies(answer).getFirst().replaceFirst(";.*", "");
  }

  @Test
  void thePanelsPagesAreAtItsHostOnly() throws IOException {
    try (var berth = apart()) {
      var panel = page("panel.html");
      for (var path : List.of("/", "/panel", "/panel/registries/1")) {
        assertThat(berth.call("GET", path, PANEL).text(200)).as(path).isEqualTo(panel);
      }
      assertThat(berth.call("GET", "/console/", PANEL).text(200)).isEqualTo(page("console.html"));
      for (var host : elsewhere(berth)) {
        assertThat(berth.call("GET", "/", host).text(200)).isEqualTo(page("index.html"));
        berth.call("GET", "/panel", host).text(404);
        berth.call("GET", "/panel/registries", host).text(404);
        berth.call("GET", "/console/", host).text(404);
      }
    }
  }

  @Test
  void aRegistryIsNeverAtThePanelsHost() throws IOException {
    try (var berth = apart()) {
      for (var path :
          List.of(
              "/v2/",
              "/v2/library/x/manifests/latest",
              "/api/v2.0/systeminfo",
              "/service/token",
              "/c/oidc/providers",
              "/c/account/login",
              "/account/profile",
              "/harbor/projects")) {
        assertThat(berth.call("GET", path, PANEL).send().statusCode()).as(path).isEqualTo(404);
      }
      assertThat(berth.call("GET", "/v2/", "localhost").send().statusCode()).isEqualTo(401);
      berth.call("GET", "/api/v2.0/systeminfo", "localhost").text(200);
    }
  }

  @Test
  void noAccountsCookieIsSetOrTakenElsewhere() throws IOException {
    try (var berth = apart()) {
      var session = pair(login(berth, PANEL).send());
      assertThat(berth.call("GET", "/v1/auth/session", PANEL).header("Cookie", session).text(200))
          .contains("\"account\":\"admin\"");
      for (var host : List.of("localhost", "127.0.0.1")) {
        var refused = login(berth, host).send();
        assertThat(refused.statusCode()).as(host).isEqualTo(403);
        assertThat(new String(refused.body(), UTF_8)).contains("http://" + PANEL + ":");
        assertThat(cookies(refused)).isEmpty();

        assertThat(berth.call("GET", "/v1/auth/session", host).header("Cookie", session).text(200))
            .isEqualTo("null");
        berth.call("GET", "/v1/me", host).header("Cookie", session).text(401);
        var out = berth.call("DELETE", "/v1/auth/session", host).as("root").send();
        assertThat(cookies(out)).isEmpty();
      }
      assertThat(login(berth, berth.registryHost()).send().statusCode()).isEqualTo(404);
      berth.call("GET", "/v1/me", PANEL).header("Cookie", session).text(200);
    }
  }

  @Test
  void pagesElsewhereOnlyLeadThere() throws IOException {
    try (var berth = apart()) {
      for (var host : List.of("localhost", "127.0.0.1")) {
        for (var path : PAGES) {
          var answer = berth.call("GET", path, host).send();
          assertThat(answer.statusCode()).as(path).isEqualTo(302);
          assertThat(answer.headers().firstValue("Location"))
              .contains("http://" + PANEL + ":" + berth.port() + path);
          assertThat(cookies(answer)).isEmpty();
        }
        var form =
            berth
                .call("POST", "/auth/signIn", host)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(("account=admin&password=" + berth.accountPassword()).getBytes(UTF_8))
                .send();
        assertThat(form.statusCode()).isEqualTo(403);
        assertThat(cookies(form)).isEmpty();
        assertThat(
                berth
                    .call("GET", "/.well-known/oauth-authorization-server", host)
                    .send()
                    .headers()
                    .firstValue("Location"))
            .contains(
                "http://" + PANEL + ":" + berth.port() + "/.well-known/oauth-authorization-server");
      }
      assertThat(berth.call("GET", "/.well-known/oauth-authorization-server", PANEL).json(200))
          .hasToString(
              berth
                  .call("GET", "/.well-known/oauth-authorization-server", PANEL + ":1")
                  .json(200)
                  .toString())
          .asString()
          .contains("\"issuer\":\"http://" + PANEL + ":" + berth.port() + "\"");
    }
  }

  @Test
  void programsWorkAtBothAndAreSentToThePanel() throws IOException {
    try (var berth = apart()) {
      for (var host : List.of("localhost", PANEL)) {
        berth.call("GET", "/v1/me", host).as("root").text(200);
        var call = berth.call("GET", "/v1/me", host);
        berth.sign(call, "http://" + host + ":" + berth.port() + "/v1/me");
        call.text(200);
      }
      var asked =
          berth
              .call("POST", "/v1/auth/credential", "localhost")
              .header("X-Ovh-Application", berth.applicationKey())
              .json("{'accessRules':[{'method':'GET','path':'/*'}]}")
              .json(200);
      assertThat(asked.path("validationUrl").asText())
          .startsWith("http://" + PANEL + ":" + berth.port() + "/auth/?credentialToken=");
    }
  }

  @Test
  void accountsComeToARegistryByThePanel() throws IOException {
    try (var berth = apart()) {
      berth.call("POST", berth.registry() + "/iam").as("root").json("{'deleteUsers':true}").send();
      var login = berth.call("GET", "/c/account/login", berth.registryHost()).send();
      var door = login.headers().firstValue("Location").orElseThrow();
      var there = "http://" + PANEL + ":" + berth.port();
      assertThat(door).startsWith(there + "/auth/registry?ticket=");

      var session = pair(login(berth, PANEL).send());
      var back =
          berth
              .call("GET", door.substring(there.length()), PANEL)
              .header("Cookie", session)
              .send()
              .headers()
              .firstValue("Location");
      assertThat(back.orElseThrow())
          .startsWith(
              "http://" + berth.registryHost() + ":" + berth.port() + "/c/account/callback?code=");
    }
  }

  @Test
  void withoutTheSettingThePanelIsAtTheControlHost() throws IOException {
    try (var berth = new RunningBerth(Dialect.SQLITE, folder)) {
      for (var host : List.of("localhost", "127.0.0.1")) {
        assertThat(berth.call("GET", "/", host).text(200)).isEqualTo(page("panel.html"));
        assertThat(berth.call("GET", "/console/", host).text(200)).isEqualTo(page("console.html"));
        var session = pair(login(berth, host).send());
        berth.call("GET", "/v1/me", host).header("Cookie", session).text(200);
        assertThat(berth.call("GET", "/auth/signIn", host).send().statusCode()).isEqualTo(200);
        assertThat(berth.call("GET", "/v2/", host).send().statusCode()).isEqualTo(401);
        berth.call("GET", "/api/v2.0/systeminfo", host).text(200);
      }
      assertThat(berth.call("GET", "/", PANEL).send().statusCode()).isEqualTo(421);
    }
  }

  @Test
  void theCertificateCarriesThePanelsName() {
    assertThat(addresses(Map.of("panel-host", PANEL)).certificateNames()).contains(PANEL);
    assertThat(addresses(Map.of("panel-host", PANEL)).isOwnHost(PANEL)).isTrue();
  }

  @Test
  void thePanelsUrlFollowsThePublicOne() {
    var named =
        addresses(Map.of("panel-host", PANEL, "public-url", "https://berth.example.test:8444"));
    assertThat(named.panelUrl(true)).isEqualTo("https://" + PANEL + ":8444");
    assertThat(addresses(Map.of("panel-host", PANEL)).panelUrl(false))
        .isEqualTo("http://" + PANEL + ":8080");
    assertThat(addresses(Map.of("panel-host", PANEL)).panelUrl(true))
        .isEqualTo("https://" + PANEL + ":8443");
    assertThat(addresses(Map.of()).panelUrl(false)).isEqualTo("http://localhost:8080");
  }

  @Test
  void whatSharesCookiesWithSomethingElseIsNoPanelHost() {
    for (var bad :
        List.of(
            "localhost", "127.0.0.1", "[::1]", "panel.test:8081", "http://panel.test", "-a.b")) {
      assertThatThrownBy(() -> addresses(Map.of("panel-host", bad)))
          .as(bad)
          .isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(
            () ->
                addresses(Map.of("panel-host", PANEL, "public-url", "https://Panel.example.test")))
        .isInstanceOf(UsageException.class);
  }

  private Addresses addresses(Map<String, String> settings) {
    return Addresses.of(
        Settings.of(SettingSources.load(settings, Map.of(), folder, Optional.empty())));
  }
}
