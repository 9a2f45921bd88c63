package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Dex;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PortalPages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guide's sign-in part with Dex, where there is one. */
@ExtendWith(RealParts.class)
final class DexTest {
  private final Browser browser;

  DexTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  void peopleOfDexSignInAndPushByTheirGroups() {
    var program = Dex.program();
    assumeTrue(program.isPresent(), "no dex in BERTH_CLIENTS or on the path");
    try (var registry = new ManagedRegistry(BerthProcess.start())) {
      var portal = registry.berth().bootstrap().registryUrl();
      try (var dex = Dex.start(program.get(), portal + "/c/oidc/callback")) {
        registry.configure(
            dex.endpoint(),
            Map.of(
                "name", "dex",
                "scope", "openid,profile,email,groups,offline_access",
                "groupsClaim", "groups",
                "adminGroup", "harbor-admin",
                "autoOnboard", true,
                "userClaim", "preferred_username"));
        try (var heidi = browser.person("heidi", portal)) {
          heidi.open("/account/sign-in");
          var pages = new PortalPages(heidi);
          pages.oidcButton().click();
          heidi.fillDex("heidi@example.test", "password");
          pages.awaitProjects();
          assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt()).isEqualTo(200);
          PortalPages.createProject(registry.berth(), "heidi", pages.cliSecret(), "dex");
          var skopeo = new Skopeo(registry.berth().host());
          skopeo.login("heidi", pages.cliSecret()).ok();
          skopeo.push(Image.create("dex", 1_000), "dex/app:v1").ok();
          assertThat(heidi.problems("401")).isEmpty();
        }
        try (var ivan = browser.person("ivan", portal)) {
          ivan.open("/account/sign-in");
          var pages = new PortalPages(ivan);
          pages.oidcButton().click();
          ivan.fillDex("ivan@example.test", "password");
          pages.awaitProjects();
          assertThat(pages.currentUser().at("/body/username").asText()).isEqualTo("ivan");
          assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt()).isEqualTo(403);
        }
      }
    }
  }
}
