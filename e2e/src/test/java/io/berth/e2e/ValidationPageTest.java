package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import io.berth.clients.ovh.OvhClient;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The control host's pages: an application made with OVHcloud's npm client asks a person for leave,
 * and an account goes on to a registry.
 */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ValidationPageTest {
  private final BerthProcess berth = BerthProcess.start();
  private final Person person;

  ValidationPageTest(Browser browser) {
    person = browser.person("account holder", "https://localhost:" + berth.tlsPort());
  }

  @AfterAll
  void stop() {
    person.close();
    berth.close();
  }

  @Test
  void aPersonAcceptsAndTheApplicationMayCallWhatItAskedFor() throws IOException {
    var landing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    landing.createContext(
        "/",
        exchange -> {
          var thanks = "<!DOCTYPE html><title>Thanks</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, thanks.length);
          exchange.getResponseBody().write(thanks);
          exchange.close();
        });
    landing.start();
    var back = "http://127.0.0.1:" + landing.getAddress().getPort() + "/back?from=berth";
    try (var application = OvhClient.of(berth)) {
      var asked =
          application
              .post(
                  "/auth/credential",
                  Map.of(
                      "accessRules",
                      List.of(
                          Map.of("method", "GET", "path", "/cloud/project"),
                          Map.of("method", "GET", "path", "/cloud/project/*")),
                      "redirection",
                      back))
              .value();
      assertThat(asked.path("state").asText()).isEqualTo("pendingValidation");

      var page = person.page();
      page.navigate(asked.path("validationUrl").asText());
      person.picture("account-sign-in");
      signIn(page);
      assertThat(page.content()).contains("/cloud/project/*");
      person.picture("account-consent");
      page.getByLabel("Valid for").selectOption("3600");
      button(page, "Accept");
      page.waitForURL(url -> url.equals(back));

      try (var allowed = OvhClient.withKey(berth, asked.path("consumerKey").asText())) {
        assertThat(allowed.get("/cloud/project").value()).hasSize(1);
        assertThat(allowed.get("/me").refusal().message())
            .isEqualTo("This call has not been granted");
      }

      person.open("/createToken/?GET=/*&POST=/cloud/*&applicationName=ci");
      person.picture("account-create-token");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      page.setViewportSize(390, 800);
      person.picture("account-create-token-dark-narrow");
      button(page, "Create");
      assertThat(page.getByText("Consumer key").isVisible()).isTrue();
      person.picture("account-keys-dark-narrow");
      assertThat(person.problems()).isEmpty();
    } finally {
      landing.stop(0);
    }
  }

  @Test
  void anAccountGoesOnToARegistry() {
    var start = berth.bootstrap();
    try (var api = OvhClient.of(berth)) {
      var iam =
          "/cloud/project/%s/containerRegistry/%s/iam"
              .formatted(start.serviceName(), start.registryId());
      api.post(iam, Map.of("deleteUsers", true)).value();
    }
    var page = person.page();
    page.navigate(start.registryUrl() + "/account/sign-in");
    page.getByText("Sign in with your Berth account").waitFor();
    person.picture("registry-sign-in-by-account");
    button(page, "Sign in with your Berth account");
    fill(page);
    page.waitForURL(url -> url.startsWith(start.registryUrl() + "/"));
    page.getByText(start.account()).first().waitFor();
    person.picture("registry-entered-by-account");
  }

  private void fill(Page page) {
    page.getByLabel("Account").fill(berth.bootstrap().account());
    page.getByLabel("Password").fill(berth.bootstrap().password());
    button(page, "Sign in");
  }

  private void signIn(Page page) {
    fill(page);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Accept")).waitFor();
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }
}
