package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.berth.e2e.fixtures.Browser;
import io.berth.e2e.fixtures.ClientsRegistry;
import io.berth.e2e.fixtures.Image;
import io.berth.e2e.fixtures.PageCheck;
import io.berth.e2e.fixtures.Person;
import io.berth.e2e.fixtures.PortalPages;
import io.berth.e2e.fixtures.RealParts;
import java.util.List;
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

  @Test
  void aProjectShowsEachOfItsRooms() {
    var image = Image.create("rooms", 1_000);
    registry.skopeo().push(image, "clients/rooms/app:v1").ok();
    try (var person = signedIn()) {
      for (var tab :
          List.of("summary", "repositories", "members", "robot-account", "logs", "configs")) {
        look(person, "/harbor/projects/clients/" + tab, "project-" + tab);
      }
      look(person, "/harbor/projects/clients/repositories/rooms%2Fapp", "repository");
      look(
          person,
          "/harbor/projects/clients/repositories/rooms%2Fapp/artifacts/" + image.digest(),
          "artifact");
      look(person, "/harbor/profile", "profile");
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void aSessionThatEndsDoesNotLoseTheForm() {
    try (var person = signedIn()) {
      var page = person.page();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New project")).click();
      page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).first().fill("half-filled");
      new PortalPages(person).fetch("DELETE", "/api/v2.0/users/current/sessions");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create").setExact(true))
          .click();
      page.getByText("Your session has ended").waitFor();
      var tab = page.waitForPopup(() -> page.getByText("Sign in again").last().click());
      tab.fill("#login_username", registry.user());
      tab.fill("#login_password", registry.password());
      tab.click("#log_in");
      tab.getByText("You are signed in again").waitFor();
      page.getByText("Your session has ended").waitFor(gone());
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create").setExact(true))
          .click();
      page.waitForURL(url -> url.endsWith("/harbor/projects/half-filled/repositories"));
      assertThat(person.problems("401")).isEmpty();
    }
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }

  private Person signedIn() {
    var person = browser.person("maria", registry.berth().bootstrap().registryUrl());
    person.open("/harbor/projects");
    person.page().locator("#login_username").waitFor();
    new PortalPages(person).signInLocally(registry.user(), registry.password());
    new PortalPages(person).awaitProjects();
    return person;
  }

  private static void look(Person person, String path, String name) {
    person.open(path);
    person.page().waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(PageCheck.problems(person, name)).as(name).isEmpty();
  }
}
