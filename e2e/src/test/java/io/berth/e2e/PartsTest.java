package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Keycloak;
import io.berth.e2e.fixtures.NodeProvider;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PageCheck;
import io.berth.e2e.fixtures.page.Urls;
import io.berth.e2e.fixtures.page.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the parts the other tests lean on are themselves what those tests believe. */
@ExtendWith(RealParts.class)
final class PartsTest {
  private static final String CALLBACK = "http://localhost:1/c/oidc/callback";

  private final Keycloak keycloak;

  PartsTest(Keycloak keycloak) {
    this.keycloak = keycloak;
  }

  @Test
  void aPageThatSomePeopleCannotReadIsNoticed() {
    try (var browser = Browser.start();
        var reader = browser.person("reader", "about:blank")) {
      reader
          .page()
          .setContent(
              "<!doctype html><html lang=en><title>t</title><main><h1>h</h1>"
                  + "<img src='data:,'><p style='width: 3000px'>wide</p>"
                  + "<p style='color: #777; background: #888'>pale</p></main></html>");
      assertThat(PageCheck.problems(reader, "unreadable"))
          .anyMatch(problem -> problem.startsWith("unreadable light: image-alt at <img"))
          .anyMatch(problem -> problem.startsWith("unreadable dark: color-contrast at <p"))
          .anyMatch(problem -> problem.startsWith("unreadable phone: image-alt at <img"))
          .anyMatch(problem -> problem.startsWith("unreadable phone: wider than its screen by"));
    }
  }

  @Test
  void keycloaksIssuerIsTheEndpointThatTheGuideAsksFor() {
    var document =
        new Visitor().get(keycloak.endpoint() + "/.well-known/openid-configuration").json();
    assertThat(document.path("issuer").asText()).isEqualTo(keycloak.endpoint());
  }

  @Test
  void keycloakSignsPeopleInAndSendsThemBackWithACode() {
    var authorization =
        keycloak.endpoint()
            + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=harbor&state=s1&redirect_uri="
            + Urls.encode(CALLBACK);
    var callback = keycloak.signIn(new Visitor(), authorization, "carol", "carol-pw");
    assertThat(callback).startsWith(CALLBACK);
    assertThat(Urls.query(callback)).containsEntry("state", "s1").containsKey("code");
  }

  @Test
  void keycloaksGroupsCanBeSeenAndChanged() {
    assertThat(keycloak.groups()).contains("harbor-admin", "developers");
    assertThat(keycloak.members("harbor-admin")).containsExactly("alice");
    keycloak.join("dave", "developers");
    assertThat(keycloak.members("developers")).contains("bob", "dave");
    keycloak.leave("dave", "developers");
    assertThat(keycloak.members("developers")).doesNotContain("dave");
  }

  @Test
  void theSecondProviderServesItsDiscoveryDocument() {
    try (var provider = NodeProvider.start(CALLBACK)) {
      var url = "/.well-known/openid-configuration";
      var document = new Visitor().get(provider.endpoint() + url).json();
      assertThat(document.path("issuer").asText()).isEqualTo(provider.endpoint());
    }
  }

  @Test
  void theImageIsOneThatSkopeoAccepts() {
    var image = Image.create("hello", 1_000);
    var target = Workspace.scratch("copied");
    Command.of("skopeo", "--insecure-policy", "copy", image.reference(), "dir:" + target)
        .run()
        .ok();
    assertThat(target.resolve("manifest.json")).exists();
  }
}
