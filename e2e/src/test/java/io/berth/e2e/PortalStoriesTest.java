package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.Person;
import io.berth.e2e.fixtures.page.PortalPages;
import io.berth.e2e.fixtures.page.Visitor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A registry with very much in it, a portal without a mouse, and much deleted at once. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PortalStoriesTest {
  private static final int MANY = 10_000;
  private static final int CALLERS = 16;

  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final Browser browser;
  private String user = "";
  private String password = "";

  PortalStoriesTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  void credentials() {
    var made = registry.generateCredentials();
    user = made.path("user").asText();
    password = made.path("password").asText();
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void tenThousandProjectsAreTurnedSearchedAndShownAPageAtATime() {
    var began = Instant.now();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, CALLERS)
          .mapToObj(first -> callers.submit(() -> createFrom(first)))
          .toList()
          .forEach(PortalStoriesTest::await);
    }
    System.out.printf("made %d projects in %s%n", MANY, since(began));
    try (var person = signedIn("/harbor/projects?search=many-&sort=name")) {
      var page = person.page();
      row(page, "many-00000").waitFor();
      var next = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Next page"));
      timed("the next page", () -> next.click(), row(page, "many-00015"));
      timed(
          "the last page",
          () -> person.open("/harbor/projects?search=many-&sort=name&page_size=100&page=100"),
          row(page, "many-09999"));
      assertThat(rows(page)).isEqualTo(100);
      assertThat(next.isDisabled()).isTrue();
      // What is shown is a page, and so is what the browser holds.
      assertThat((int) page.evaluate("() => document.querySelectorAll('*').length"))
          .isLessThan(10_000);
      person.open("/harbor/projects");
      timed(
          "a search",
          () -> page.getByLabel("Find projects by name").first().fill("09876"),
          row(page, "many-09876"));
      row(page, "many-00000").waitFor(gone());
      assertThat(rows(page)).isEqualTo(1);
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void fromTheSignInToThePullCommandNothingNeedsAMouse() {
    PortalPages.createProject(registry.berth(), user, password, "keys");
    var image = Image.create("keys", 1_000);
    var skopeo = new Skopeo(registry.berth().host());
    skopeo.login(user, password).ok();
    skopeo.push(image, "keys/app:v1").ok();
    try (var person = browser.person("kim", registry.berth().bootstrap().registryUrl())) {
      var page = person.page();
      page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
      person.open("/harbor/projects?search=keys");
      reach(page, page.locator("#login_username"));
      page.keyboard().type(user);
      page.keyboard().press("Tab");
      page.keyboard().type(password);
      page.keyboard().press("Enter");

      // A dialog keeps the focus, ends with Escape, and gives the focus back.
      var open =
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New project"));
      reach(page, open);
      page.keyboard().press("Enter");
      var dialog = page.getByRole(AriaRole.DIALOG);
      dialog.waitFor();
      for (int tabs = 0; tabs < 15; tabs++) {
        page.keyboard().press("Tab");
        assertThat((boolean) dialog.evaluate("(one) => one.contains(document.activeElement)"))
            .as("focus after %d tabs", tabs + 1)
            .isTrue();
      }
      page.keyboard().press("Escape");
      dialog.waitFor(gone());
      assertThat(isFocused(open)).isTrue();

      follow(page, link(page, "keys"), "/harbor/projects/keys/");
      follow(page, link(page, "keys/app"), "/repositories/app");
      follow(page, page.locator("table a.digest").first(), "/artifacts/sha256:");
      var copy =
          page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy: Docker"));
      reach(page, copy);
      page.keyboard().press("Enter");
      page.getByText("Copied").first().waitFor();
      assertThat(page.evaluate("() => navigator.clipboard.readText()"))
          .isEqualTo(
              "docker pull %s/keys/app:v1"
                  .formatted(
                      URI.create(registry.berth().bootstrap().registryUrl()).getAuthority()));
      assertThat(person.problems()).isEmpty();
    }
  }

  /** Goes on with Tab until the focus is there. */
  private static void reach(Page page, Locator element) {
    element.first().waitFor();
    for (int tabs = 0; tabs < 80 && !isFocused(element); tabs++) {
      page.keyboard().press("Tab");
    }
    assertThat(isFocused(element)).as("%s is reached with Tab", element).isTrue();
  }

  private static void follow(Page page, Locator link, String to) {
    reach(page, link);
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains(to));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static boolean isFocused(Locator element) {
    return (boolean) element.first().evaluate("(one) => one === document.activeElement");
  }

  private void createFrom(int first) {
    var visitor = new Visitor().basic(user, password);
    IntStream.iterate(first, at -> at < MANY, at -> at + CALLERS)
        .forEach(at -> create(visitor, "many-%05d".formatted(at)));
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void create(Visitor visitor, String name) {
    var answer =
        visitor.post(registry.berth().url() + "/api/v2.0/projects", Map.of("project_name", name));
    if (answer.status() != 201) {
      throw new AssertionError(name + ": " + answer.status() + " " + answer.body());
    }
  }

  private static Locator row(Page page, String project) {
    return link(page, project);
  }

  private static int rows(Page page) {
    return page.locator("table tbody tr").count();
  }

  /** Printed, not asserted: a busy machine is no failure. */
  private static void timed(String what, Runnable action, Locator seen) {
    var began = Instant.now();
    action.run();
    seen.waitFor();
    System.out.printf("%s of %d projects is there after %s%n", what, MANY, since(began));
  }

  private static Duration since(Instant began) {
    return Duration.between(began, Instant.now());
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }

  private Person signedIn(String path) {
    var person = browser.person("lee", registry.berth().bootstrap().registryUrl());
    person.open(path);
    person.page().locator("#login_username").waitFor();
    new PortalPages(person).signInLocally(user, password);
    return person;
  }
}
