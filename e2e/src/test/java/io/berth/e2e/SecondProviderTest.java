package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.NodeProvider;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PortalPages;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The guide's sign-in part with a provider that shares no code with Keycloak, on the default
 * registry's host.
 */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecondProviderTest {
  private final Browser browser;
  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final BerthProcess berth = registry.berth();
  private final String portal = berth.bootstrap().registryUrl();
  private final NodeProvider provider = NodeProvider.start(portal + "/c/oidc/callback");

  SecondProviderTest(Browser browser) {
    this.browser = browser;
  }

  @AfterAll
  void stop() {
    registry.close();
    provider.close();
  }

  @Test
  void aNewPersonChoosesAUsernameInTheDialog() {
    configure(false);
    try (var erin = browser.person("erin", portal)) {
      erin.open("/account/sign-in");
      var pages = new PortalPages(erin);
      pages.oidcButton().click();
      erin.fillNodeProvider("erin");
      pages.usernameDialog().waitFor();
      assertThat(pages.usernameField().inputValue()).isEqualTo("Erin_Example");
      pages.usernameField().fill("erin");
      pages.save().click();
      pages.awaitProjects();
      assertThat(pages.currentUser().at("/body/username").asText()).isEqualTo("erin");
      assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt())
          .as("erin is in the admin group")
          .isEqualTo(200);
      PortalPages.createProject(berth, "erin", pages.cliSecret(), "second");
      var skopeo = new Skopeo(berth.host());
      skopeo.login("erin", pages.cliSecret()).ok();
      skopeo.push(Image.create("second provider", 1_000), "second/app:v1").ok();
      assertThat(erin.problems("401")).isEmpty();
    }
  }

  @Test
  void withAutoOnboardTheClaimIsTheName() {
    configure(true);
    try (var frank = browser.person("frank", portal)) {
      frank.open("/account/sign-in");
      var pages = new PortalPages(frank);
      pages.oidcButton().click();
      frank.fillNodeProvider("frank");
      pages.awaitProjects();
      assertThat(pages.currentUser().at("/body/username").asText()).isEqualTo("frank");
      assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt())
          .as("frank is not in the admin group")
          .isEqualTo(403);
      assertThat(frank.problems("401", "403")).isEmpty();
    }
    assertThat(registry.user("frank").path("email").asText()).isEqualTo("frank@example.test");
  }

  private void configure(boolean autoOnboard) {
    var changes =
        Map.of(
            "name", "node",
            "scope", "openid,profile,email,groups,offline_access",
            "groupsClaim", "groups",
            "adminGroup", "harbor-admin",
            "autoOnboard", autoOnboard,
            "userClaim", autoOnboard ? "preferred_username" : "");
    registry.configure(provider.endpoint(), changes);
  }
}
