package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PageCheck;
import io.berth.e2e.fixtures.page.Person;
import io.berth.e2e.fixtures.page.PortalPages;
import io.berth.e2e.fixtures.page.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What administrators do in the portal. */
@ExtendWith(RealParts.class)
final class PortalAdminTest {
  private final ClientsRegistry registry;
  private final Browser browser;

  PortalAdminTest(ClientsRegistry registry, Browser browser) {
    this.registry = registry;
    this.browser = browser;
  }

  @Test
  void aUserIsMadeSetAsAdminLookedAtAndDeleted() {
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      person.open("/harbor/users");
      button(page, "New user").click();
      page.fill("#new-user-username", "erika");
      page.fill("#new-user-password", "Musterfrau1");
      fillIfThere(page, "#new-user-email", "erika@example.org");
      fillIfThere(page, "#new-user-realname", "Erika Musterfrau");
      button(page, "Create").click();
      row(page, "erika").waitFor();

      choose(page, "erika", "Set as admin");
      row(page, "erika").getByText("Yes").waitFor();
      row(page, "erika").getByRole(AriaRole.LINK).first().click();
      page.getByText("May do everything, as an administrator.").waitFor();
      assertThat(PageCheck.problems(person, "admin-user")).isEmpty();

      person.open("/harbor/users");
      choose(page, "erika", "Delete");
      page.getByText("Delete user erika?").waitFor();
      dialogButton(page, "Delete").click();
      row(page, "erika").waitFor(gone());
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void aLocalGroupIsMade() {
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      person.open("/harbor/groups");
      button(page, "New group").first().click();
      page.fill("#group-name", "night-shift");
      dialogButton(page, "Create").click();
      page.getByText("night-shift").first().waitFor();
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("night-shift")).click();
      page.waitForURL(url -> url.matches(".*/harbor/groups/\\d+"));
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(PageCheck.problems(person, "admin-group")).isEmpty();
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void aRobotOfTheSystemIsMadeAndItsSecretWorks() {
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      person.open("/harbor/robot-accounts/new");
      page.fill("#robot-name", "courier");
      page.getByLabel("Choose all: Permissions of the system").click();
      button(page, "Create").click();
      var dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByText("The robot account is made").waitFor();
      var fields = dialog.locator("input").all().stream().map(Locator::inputValue).toList();
      assertThat(fields).hasSizeGreaterThanOrEqualTo(2);
      var name = fields.getFirst();
      var secret = fields.getLast();
      assertThat(name).endsWith("courier");

      var answer =
          new Visitor()
              .basic(name, secret)
              .get(registry.berth().url() + "/service/token?service=harbor-registry");
      assertThat(answer.status()).isEqualTo(200);
      dialog.getByRole(AriaRole.BUTTON).last().press("Escape");
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void retentionShowsWhatWouldGoAndADryRunIsOnRecord() {
    for (var tag : List.of("v1", "v2")) {
      registry
          .skopeo()
          .push(Image.create("retained " + tag, 1_000), "clients/retained:" + tag)
          .ok();
    }
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      person.open("/harbor/projects/clients/tag-strategy/tag-retention");
      page.getByText("No rules: everything stays").waitFor();
      assertThat(PageCheck.problems(person, "retention-empty")).isEmpty();
      button(page, "New rule").click();
      page.getByLabel("How many").fill("1");
      page.getByLabel("Pattern of repositories").fill("retained");
      assertThat(PageCheck.problems(person, "retention-rule")).isEmpty();
      dialogButton(page, "Create").click();
      button(page, "Show what would go").click();
      page.getByText("No rule keeps it").first().waitFor();
      button(page, "Dry run").click();
      page.getByText("Done").first().waitFor();
      assertThat(PageCheck.problems(person, "retention")).isEmpty();
      person.open("/harbor/job-service-dashboard");
      page.getByText("Retention").nth(1).waitFor();
      assertThat(PageCheck.problems(person, "jobs")).isEmpty();
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void aDryRunIsOnRecordWithWhatItWouldFree() {
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      person.open("/harbor/clearing-job/gc");
      button(page, "Dry run").click();
      page.getByText("would free").first().waitFor();
      assertThat(PageCheck.problems(person, "admin-gc-history")).isEmpty();
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void theSearchOfEveryPageLeadsToWhatItFound() {
    registry.skopeo().push(Image.create("searched", 1_000), "clients/searched:rc-7").ok();
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      person.open("/harbor/users");
      page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).waitFor();
      page.keyboard().press("/");
      page.keyboard().type("rc-7");
      page.getByRole(AriaRole.OPTION).getByText("clients/searched:rc-7").waitFor();
      assertThat(PageCheck.problems(person, "search")).isEmpty();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      page.waitForURL("**/harbor/projects/clients/repositories/searched/artifacts/sha256:*");
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void theAuditLogIsSavedAsAFile() throws IOException {
    registry.skopeo().push(Image.create("audited", 1_000), "clients/audited:v1").ok();
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      person.open("/harbor/logs");
      page.getByText("clients/audited:v1").first().waitFor();
      var file = page.waitForDownload(() -> exportLink(page).click());

      assertThat(file.suggestedFilename()).isEqualTo("audit-log.csv");
      assertThat(Files.readString(file.path())).contains("clients/audited:v1");
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void aBannerIsShownOnEveryPageUntilItIsTakenAway() {
    try (var person = signedIn(registry.user(), registry.password())) {
      var page = person.page();
      banner(person, "The registry moves on Sunday");
      person.open("/harbor/projects");
      page.getByText("The registry moves on Sunday").waitFor();
      assertThat(PageCheck.problems(person, "projects-with-banner")).isEmpty();

      banner(person, "");
      person.open("/harbor/projects");
      new PortalPages(person).awaitProjects();
      assertThat(page.getByText("The registry moves on Sunday").count()).isZero();
      assertThat(person.problems()).isEmpty();
    }
  }

  @Test
  void othersSeeNoneOfIt() {
    var made =
        new Visitor()
            .basic(registry.user(), registry.password())
            .post(
                registry.berth().url() + "/api/v2.0/users",
                Map.of(
                    "username", "otto",
                    "password", "Normalverbraucher1",
                    "email", "otto@example.org",
                    "realname", "Otto"));
    assertThat(made.status()).isEqualTo(201);
    try (var person = signedIn("otto", "Normalverbraucher1")) {
      var page = person.page();
      assertThat(page.getByText("Administration").count()).isZero();
      person.open("/harbor/users");
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(row(page, registry.user()).count()).isZero();
      assertThat(PageCheck.problems(person, "admin-refused")).isEmpty();
      assertThat(person.problems("403")).isEmpty();
    }
  }

  private static void banner(Person person, String text) {
    person.open("/harbor/configs/setting");
    person.page().fill("#banner", text);
    button(person.page(), "Save").click();
    person.page().getByText("Saved. It counts from now on.").waitFor();
  }

  private static void fillIfThere(Page page, String field, String text) {
    if (page.locator(field).count() > 0) {
      page.fill(field, text);
    }
  }

  private static void choose(Page page, String name, String action) {
    row(page, name).getByRole(AriaRole.BUTTON).last().click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action)).click();
  }

  private static Locator row(Page page, String text) {
    return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(text));
  }

  private static Locator exportLink(Page page) {
    return page.getByRole(
        AriaRole.LINK, new Page.GetByRoleOptions().setName("Export CSV").setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator dialogButton(Page page, String name) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
  }

  private Person signedIn(String user, String password) {
    var person = browser.person(user, registry.berth().bootstrap().registryUrl());
    new PortalPages(person).signIn(user, password);
    return person;
  }
}
