package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.Browser;
import io.berth.e2e.fixtures.ClientsRegistry;
import io.berth.e2e.fixtures.PageCheck;
import io.berth.e2e.fixtures.PortalPages;
import io.berth.e2e.fixtures.RealParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The portal's rooms, as people go through them. */
@ExtendWith(RealParts.class)
final class PortalRoomsTest {
  private final ClientsRegistry registry;
  private final Browser browser;

  PortalRoomsTest(ClientsRegistry registry, Browser browser) {
    this.registry = registry;
    this.browser = browser;
  }

  @Test
  void aDeepLinkSurvivesTheSignInAndTheProjectsAreShown() {
    try (var person = browser.person("maria", registry.berth().bootstrap().registryUrl())) {
      var portal = new PortalPages(person);
      person.open("/harbor/projects?search=clie");
      person.page().waitForURL(url -> url.contains("/account/sign-in"));
      portal.localButton().or(person.page().locator("#login_username")).first().waitFor();
      assertThat(PageCheck.problems(person, "sign-in")).isEmpty();
      portal.signInLocally(registry.user(), registry.password());
      person.page().waitForURL(url -> url.endsWith("/harbor/projects?search=clie"));
      portal.await("clients");
      assertThat(PageCheck.problems(person, "projects")).isEmpty();
      assertThat(person.problems()).isEmpty();
    }
  }
}
