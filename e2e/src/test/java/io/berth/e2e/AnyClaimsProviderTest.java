package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.AnyClaimsProvider;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.Person;
import io.berth.e2e.fixtures.page.PortalPages;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sign-in with a third author's provider, which says of people whatever they like. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnyClaimsProviderTest {
  private final Browser browser;
  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final BerthProcess berth = registry.berth();
  private final String portal = berth.bootstrap().registryUrl();
  private final AnyClaimsProvider provider = new AnyClaimsProvider();

  AnyClaimsProviderTest(Browser browser) {
    this.browser = browser;
    registry.configure(
        provider.endpoint(),
        Map.of(
            "name", "company",
            "scope", "openid,profile,email,offline_access",
            "groupsClaim", "groups",
            "adminGroup", "harbor-admin",
            "autoOnboard", true,
            "userClaim", "preferred_username"));
  }

  @AfterAll
  void stop() {
    registry.close();
    provider.close();
  }

  @Test
  void anAdministratorSignsInAndPushesWithTheCliSecret() {
    try (var grace = browser.person("grace", portal)) {
      var pages =
          signedIn(
              grace,
              "grace-1",
              """
              {"preferred_username": "grace", "email": "grace@example.test",
               "groups": ["developers", "harbor-admin"]}""");
      pages.awaitProjects();
      assertThat(pages.currentUser().at("/body/username").asText()).isEqualTo("grace");
      assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt()).isEqualTo(200);
      PortalPages.createProject(berth, "grace", pages.cliSecret(), "third");
      var skopeo = new Skopeo(berth.host());
      skopeo.login("grace", pages.cliSecret()).ok();
      skopeo.push(Image.create("third provider", 1_000), "third/app:v1").ok();
      assertThat(grace.problems("401")).isEmpty();
    }
  }

  /** Harbor takes groups from a list of texts only; a text is no list, and makes nobody admin. */
  @Test
  void claimsOfAnotherShapeGiveNobodyRights() {
    try (var mallory = browser.person("mallory", portal)) {
      var pages =
          signedIn(
              mallory,
              "mallory-1",
              """
              {"preferred_username": "mallory", "email": 7, "name": ["x"],
               "groups": {"harbor-admin": "harbor-admin"}}""");
      pages.awaitProjects();
      assertThat(pages.currentUser().at("/body/username").asText()).isEqualTo("mallory");
      assertThat(pages.currentUser().at("/body/sysadmin_flag").asBoolean()).isFalse();
      assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt()).isEqualTo(403);
    }
  }

  private static PortalPages signedIn(Person person, String subject, String claims) {
    person.open("/account/sign-in");
    var pages = new PortalPages(person);
    pages.oidcButton().click();
    person.fillAnyClaims(subject, claims);
    return pages;
  }
}
