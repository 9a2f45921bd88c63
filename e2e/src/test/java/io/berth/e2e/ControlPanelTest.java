package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Bootstrap;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.page.Authenticator;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PanelPages;
import io.berth.e2e.fixtures.page.Person;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The control panel, as the owner of a project goes through it. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ControlPanelTest {
  private final Browser browser;
  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final BerthProcess berth = registry.berth();
  private final Bootstrap start = berth.bootstrap();

  ControlPanelTest(Browser browser) {
    this.browser = browser;
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void aDeepLinkSurvivesTheSignInAndSigningOutEndsIt() {
    try (var owner = stranger()) {
      var panel = new PanelPages(owner, start);
      var page = owner.page();
      owner.open(panel.registries() + "?search=de");
      page.waitForURL(url -> url.contains("/panel/sign-in?next="));
      page.getByLabel("Account").waitFor();
      panel.look("panel-sign-in");
      panel.fill("wrong");
      panel.await("Account and password do not belong together");
      panel.fill(start.password());
      page.waitForURL(url -> url.endsWith(panel.registries() + "?search=de"));
      panel.link("demo").waitFor();
      panel.look("panel-registries");
      panel.button(start.account()).click();
      page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Français")).click();
      panel.heading("Registres").waitFor();
      panel.look("panel-registries-french");
      panel.button(start.account()).click();
      page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Se déconnecter"))
          .click();
      // The sign-in page is a new document; whoever goes on before it is there cuts it short.
      page.waitForURL(url -> url.contains("/panel/sign-in"));
      page.getByLabel("Compte").waitFor();
      owner.open(panel.registries());
      page.waitForURL(url -> url.contains("/panel/sign-in?next="));
      page.getByLabel("Compte").waitFor();
      assertThat(owner.problems("401")).isEmpty();
    }
  }

  @Test
  void aRegistryIsMadeRenamedGrownAndDeleted() {
    try (var owner = signedIn()) {
      var panel = new PanelPages(owner, start);
      var page = owner.page();
      panel.link("Create a registry").click();
      page.getByLabel("Region").selectOption("EU-WEST-PAR");
      panel.look("panel-new-region");
      panel.button("Next").click();
      page.getByLabel("Name of the registry").fill("team images");
      panel.look("panel-new-name");
      panel.button("Next").click();
      panel.choose("MEDIUM");
      panel.look("panel-new-plan");
      panel.button("Next").click();
      panel.look("panel-new-review");
      panel.button("Create a registry").click();
      panel.heading("team images").waitFor();
      panel.await("Nobody can sign in to this registry yet");
      panel.look("panel-overview");

      panel.button("Rename").click();
      page.getByLabel("Name of the registry").fill("images of the team");
      panel.inDialog("Rename").click();
      panel.heading("images of the team").waitFor();

      panel.button("Change plan").click();
      panel.choose("LARGE");
      panel.look("panel-plan");
      panel.inDialog("Change plan").click();
      panel.await("of 5.00 TiB");

      panel.button("Delete the registry").click();
      panel.await("This will be gone for ever");
      assertThat(panel.inDialog("Delete the registry").isDisabled()).isTrue();
      page.getByLabel("Type images of the team to confirm").fill("images of the team");
      panel.look("panel-delete");
      panel.inDialog("Delete the registry").click();
      page.waitForURL(url -> url.endsWith(panel.registries()));
      panel.awaitGone("images of the team");
      assertThat(owner.problems("404")).isEmpty();
    }
  }

  @Test
  void credentialsAreShownOnceAndAddressesAndAccountsAreLetIn() {
    var made =
        registry
            .api()
            .post(
                "/cloud/project/" + start.serviceName() + "/containerRegistry",
                Map.of("name", "guarded", "region", "GRA"))
            .value()
            .path("id")
            .asText();
    try (var owner = signedIn()) {
      var panel = new PanelPages(owner, start);
      var page = owner.page();
      owner.open(panel.registries() + "/" + made + "/users");
      panel.await("No users yet");
      panel.look("panel-users-none");
      panel.button("Generate credentials").click();
      page.getByLabel("Username").fill("first");
      panel.inDialog("Generate").click();
      panel.await("Credentials of the new user");
      panel.look("panel-credentials");
      panel.inDialog("I have kept it").click();
      panel.await("first@registry.invalid");
      panel.look("panel-users");

      panel.link("Access").click();
      // Both sides, the registry's and the control API's; the second one is edited.
      page.getByText("Add a block").nth(1).waitFor();
      panel.button("Add a block").click();
      page.getByLabel("Address or block 1").fill("203.0.113.0/33");
      panel.button("Save").click();
      panel.button("Refuse all others").click();
      panel.await("ipBlock must be an IPv4 or IPv6 address or CIDR block");
      panel.inDialog("Cancel").click();
      page.getByLabel("Address or block 1").fill("203.0.113.0/24");
      page.getByLabel("Description 1").fill("office");
      panel.button("Save").click();
      panel.inDialog("Refuse all others").click();
      panel.await("Saved.");
      panel.look("panel-access");
      var side =
          registry
              .api()
              .get(
                  "/cloud/project/%s/containerRegistry/%s/ipRestrictions/management"
                      .formatted(start.serviceName(), made))
              .value();
      assertThat(side.path(0).path("ipBlock").asText()).isEqualTo("203.0.113.0/24");
      assertThat(side.path(0).path("description").asText()).isEqualTo("office");

      panel.button("Switch IAM on").click();
      assertThat(panel.inDialog("Switch IAM on").isDisabled()).isTrue();
      page.getByLabel("Delete all of them (1)").check();
      panel.look("panel-iam");
      panel.inDialog("Switch IAM on").click();
      panel.button("Switch IAM off").click();
      panel.inDialog("Switch IAM off").click();
      panel.button("Switch IAM on").waitFor();
      assertThat(owner.problems("400", "404")).isEmpty();
    }
  }

  @Test
  void aSecondFactorIsSwitchedOnAskedForAndSwitchedOff() {
    try (var owner = signedIn();
        var again = stranger()) {
      var panel = new PanelPages(owner, start);
      var page = owner.page();
      owner.open("/panel/account");
      panel.await("Signed-in browsers");
      panel.look("panel-account");
      panel.button("Switch the second factor on").click();
      page.getByRole(AriaRole.DIALOG).getByLabel("Password").fill(start.password());
      panel.inDialog("Next").click();
      page.getByLabel("QR code of the new authenticator").waitFor();
      panel.look("panel-second-factor");
      var secret = panel.copyable("Secret");
      page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true))
          .fill(Authenticator.code(secret));
      panel.inDialog("Switch on").click();
      panel.await("Your recovery codes");
      var codes = panel.copyable("Recovery codes, each good once in place of a code").split(" ");
      assertThat(codes).hasSize(10);
      panel.inDialog("I have kept it").click();

      var second = new PanelPages(again, start);
      again.open("/panel/sign-in");
      second.fill(start.password());
      again.page().getByLabel("Code").fill("000000");
      second.look("panel-sign-in-code");
      second.button("Sign in").click();
      second.await("This code is wrong or was used already");
      again.page().getByLabel("Code").fill(codes[0]);
      second.button("Sign in").click();
      second.heading("Registries").waitFor();

      panel.button("Switch the second factor off").click();
      page.getByRole(AriaRole.DIALOG).getByLabel("Password").fill(start.password());
      page.getByRole(AriaRole.DIALOG).getByLabel("Code").fill(codes[1]);
      panel.inDialog("Switch the second factor off").click();
      panel.button("Switch the second factor on").waitFor();
      assertThat(owner.problems()).isEmpty();
      assertThat(again.problems("401")).isEmpty();
    }
  }

  @Test
  void keysServiceAccountsMembersAndActivityAreListed() {
    try (var owner = signedIn()) {
      var panel = new PanelPages(owner, start);
      var page = owner.page();
      owner.open("/panel/account/api-keys");
      panel.await("Valid");
      panel.look("panel-keys");
      owner.open("/panel/account/service-accounts");
      panel.button("Create a service account").click();
      page.getByLabel("Name").fill("terraform");
      page.getByLabel("Description").fill("plans and applies");
      panel.inDialog("Create").click();
      panel.await("The new service account");
      panel.look("panel-client-secret");
      panel.inDialog("I have kept it").click();
      panel.await("plans and applies");
      panel.look("panel-clients");
      owner.open("/panel/account/activity");
      panel.await("me/api/oauth2/client/create");
      panel.look("panel-activity");
      owner.open("/panel/projects/" + start.serviceName() + "/members");
      panel.await("Owner");
      panel.look("panel-members");
      owner.open("/panel/projects");
      panel.await("Project ID");
      panel.look("panel-projects");
      owner.open("/panel/nowhere");
      panel.await("Page not found");
      assertThat(owner.problems()).isEmpty();
    }
  }

  @Test
  void aSessionThatEndsDoesNotLoseTheForm() {
    try (var owner = signedIn()) {
      var panel = new PanelPages(owner, start);
      var page = owner.page();
      owner.open("/panel/account/service-accounts");
      panel.button("Create a service account").click();
      page.getByLabel("Name").fill("half-filled");
      page.getByLabel("Description").fill("kept");
      page.context().clearCookies();
      panel.inDialog("Create").click();
      panel.await("Your session has ended");
      panel.look("panel-session-ended");
      page.getByLabel("Password").fill(start.password());
      page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).last().click();
      panel.awaitGone("Your session has ended");
      panel.inDialog("Create").click();
      panel.await("The new service account");
      panel.inDialog("I have kept it").click();
      panel.await("half-filled");
      assertThat(owner.problems("401", "403")).isEmpty();
    }
  }

  private Person stranger() {
    return browser.person("owner", berth.url().toString());
  }

  private Person signedIn() {
    var owner = stranger();
    new PanelPages(owner, start).signIn();
    return owner;
  }
}
