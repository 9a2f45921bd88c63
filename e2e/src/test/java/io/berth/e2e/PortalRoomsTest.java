package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PageCheck;
import io.berth.e2e.fixtures.page.Person;
import io.berth.e2e.fixtures.page.PortalPages;
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
  void theSignInPageLoadsNoMoreThanItsBudgetAndSaysHowLongThatTakes() {
    try (var person = browser.person("maria", registry.berth().bootstrap().registryUrl())) {
      var page = person.page();
      person.open("/account/sign-in");
      page.locator("#login_username").or(page.locator("#login-db")).first().waitFor();
      var loaded =
          Json.parse(
              String.valueOf(
                  page.evaluate(
                      """
                      () => JSON.stringify({
                        bytes: performance.getEntriesByType('resource')
                          .filter((file) => /\\.(js|css)$/.test(file.name))
                          .reduce((sum, file) => sum + file.encodedBodySize, 0),
                        firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
                        usable: performance.now(),
                      })
                      """)));
      System.out.printf(
          "sign-in page: %d bytes of script and style, first paint %.0f ms, usable %.0f ms%n",
          loaded.path("bytes").asLong(),
          loaded.path("firstPaint").asDouble(),
          loaded.path("usable").asDouble());
      assertThat(loaded.path("bytes").asLong()).isBetween(100L * 1024, 200L * 1024);
    }
  }

  @Test
  void theBackButtonKeepsFiltersAndPagesAreReachedByKeyboardAlone() {
    try (var person = signedIn()) {
      var page = person.page();
      person.open("/harbor/projects?search=clie");
      var project =
          page.getByRole(
              AriaRole.LINK, new Page.GetByRoleOptions().setName("clients").setExact(true));
      project.waitFor();
      for (int tabs = 0; tabs < 60 && !isFocused(project); tabs++) {
        page.keyboard().press("Tab");
      }
      assertThat(isFocused(project)).isTrue();
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.contains("/harbor/projects/clients/"));
      page.goBack();
      page.waitForURL(url -> url.endsWith("/harbor/projects?search=clie"));
      project.waitFor();
      assertThat(person.problems()).isEmpty();
    }
  }

  private static boolean isFocused(Locator element) {
    return (boolean) element.evaluate("(one) => one === document.activeElement");
  }

  @Test
  void aProjectShowsEachOfItsRooms() {
    var image = Image.create("rooms", 1_000);
    registry.skopeo().push(image, "clients/rooms/app:v1").ok();
    try (var person = signedIn()) {
      for (var tab :
          List.of(
              "summary",
              "repositories",
              "members",
              "robot-account",
              "webhook",
              "logs",
              "configs")) {
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
    new PortalPages(person).signIn(registry.user(), registry.password());
    return person;
  }

  private static void look(Person person, String path, String name) {
    person.open(path);
    person.page().waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(PageCheck.problems(person, name)).as(name).isEmpty();
  }
}
