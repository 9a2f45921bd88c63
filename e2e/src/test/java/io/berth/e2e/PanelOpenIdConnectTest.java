package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Bootstrap;
import io.berth.e2e.fixtures.Keycloak;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PanelPages;
import io.berth.e2e.fixtures.page.PortalPages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The control panel's way to a provider, with a real one. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PanelOpenIdConnectTest {
  private final Keycloak keycloak;
  private final Browser browser;
  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final Bootstrap start = registry.berth().bootstrap();

  PanelOpenIdConnectTest(Keycloak keycloak, Browser browser) {
    this.keycloak = keycloak;
    this.browser = browser;
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void openIdConnectIsSetUpTriedChangedAndRemoved() {
    registry.generateCredentials();
    try (var owner = browser.person("owner", registry.berth().url().toString())) {
      var panel = new PanelPages(owner, start);
      panel.signIn();
      var page = owner.page();
      var oidc = panel.registries() + "/" + start.registryId() + "/openid-connect";
      owner.open(oidc);
      panel.await("People sign in with local passwords");
      panel.look("panel-oidc-none");
      panel.link("Set up OpenID Connect").click();
      page.getByLabel("Keycloak").check();
      panel.look("panel-oidc-1-provider");
      panel.button("Next").click();

      page.getByLabel("Endpoint").fill(keycloak.endpoint());
      panel.await("This is no provider that people could sign in with");
      assertThat(panel.button("Next").isDisabled()).isTrue();
      panel.look("panel-oidc-2-certificate");
      page.getByLabel("Verify the provider’s certificate").uncheck();
      panel.await("The provider answers; mind what follows");
      panel.look("panel-oidc-2-endpoint");
      panel.button("Next").click();

      page.getByLabel("Client ID").fill(Keycloak.CLIENT_ID);
      page.getByLabel("Client secret").fill(Keycloak.CLIENT_SECRET);
      assertThat(panel.copyable("Redirect URI"))
          .isEqualTo(start.registryUrl() + "/c/oidc/callback");
      panel.look("panel-oidc-3-client");
      panel.button("Next").click();

      page.getByLabel("It is taken from a claim").check();
      page.getByLabel("Administrators’ group").fill("harbor-admin");
      panel.button("Try these claims").click();
      panel.await("alice (taken)");
      panel.look("panel-oidc-4-claims");
      panel.button("Next").click();

      panel.await("Users that exist: 1");
      assertThat(panel.button("Next").isDisabled()).isTrue();
      page.getByLabel("Delete all of them (1)").check();
      panel.look("panel-oidc-5-people");
      panel.button("Next").click();
      panel.look("panel-oidc-6-review");
      panel.button("Apply").click();
      panel.await("OpenID Connect is set up");
      panel.await("Nobody has tried to sign in yet");
      assertThat(registry.users()).isEmpty();

      try (var alice = browser.person("alice", start.registryUrl())) {
        alice.open("/account/sign-in");
        new PortalPages(alice).oidcButton().click();
        alice.fillKeycloak("alice", "alice-pw");
        new PortalPages(alice).awaitProjects();
      }
      owner.open(oidc);
      panel.await("Signed in");
      panel.look("panel-oidc");

      panel.link("Edit").click();
      page.getByLabel("Administrators’ group").fill("other-admins");
      panel.await("The provider answers; mind what follows");
      panel.look("panel-oidc-edit");
      panel.button("Save").click();
      panel.await("other-admins");
      var changed = registry.api().get(registry.openIdConnect()).value();
      assertThat(changed.path("adminGroup").asText()).isEqualTo("other-admins");
      assertThat(changed.path("clientId").asText()).isEqualTo(Keycloak.CLIENT_ID);

      panel.link("Users").click();
      panel.await("alice");
      panel.fromMenu("Set as admin");
      panel.look("panel-set-as-admin");
      panel.inDialog("Set as admin").click();
      panel.await("alice is an administrator of the registry now.");

      panel.link("OpenID Connect").click();
      panel.button("Remove").click();
      panel.await("all users (1) are deleted");
      page.getByLabel("Type keycloak to confirm").fill("keycloak");
      panel.look("panel-oidc-remove");
      panel.inDialog("Remove").click();
      panel.await("People sign in with local passwords");
      assertThat(registry.users()).isEmpty();
      assertThat(owner.problems("404")).isEmpty();
    }
  }
}
