package io.berth.e2e;

import static io.berth.e2e.fixtures.ManagedRegistry.oidcPost;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Keycloak;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.Helm;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.Person;
import io.berth.e2e.fixtures.page.PortalPages;
import io.berth.e2e.fixtures.page.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * OVHcloud's guide "Configure the authentication via an OIDC provider on an OVHcloud Managed
 * Private Registry", in its own order. One story: every step goes on where the one before it
 * stopped.
 */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GuideTest {
  private final Keycloak keycloak;
  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final BerthProcess berth = registry.berth();
  private final Person localAdmin;
  private final Person carol;
  private final Person bob;
  private final Person alice;
  private final Image image = Image.create("the guide's image", 200_000);

  GuideTest(Keycloak keycloak, Browser browser) {
    this.keycloak = keycloak;
    // The registry's own host name, as a browser resolves it; the command-line clients use
    // localhost.
    var portal = berth.bootstrap().registryUrl();
    this.localAdmin = browser.person("local administrator", portal);
    this.carol = browser.person("carol", portal);
    this.bob = browser.person("bob", portal);
    this.alice = browser.person("alice", portal);
  }

  @AfterAll
  void stop() {
    registry.close();
    localAdmin.close();
    carol.close();
    bob.close();
    alice.close();
  }

  @TestFactory
  List<DynamicTest> theGuide() {
    return List.of(
        step(
            "byDefaultYouGenerateCredentialsLogInWithThisUserAndAdministrateOtherUsers",
            this::byDefaultYouGenerateCredentialsLogInWithThisUserAndAdministrateOtherUsers),
        step(
            "ifYouForgetToEnableDeleteUsersYouWillHaveAnError",
            this::ifYouForgetToEnableDeleteUsersYouWillHaveAnError),
        step(
            "verifyCertChecksTheKeycloakCertificate", this::verifyCertChecksTheKeycloakCertificate),
        step(
            "postingTheProviderWithDeleteUsersResultsInNull",
            this::postingTheProviderWithDeleteUsersResultsInNull),
        step(
            "deleteUsersRemovesTheExistingLocalUsers",
            this::deleteUsersRemovesTheExistingLocalUsers),
        step(
            "newButtonsShouldAppearEspeciallyLoginViaOidcProvider",
            this::newButtonsShouldAppearEspeciallyLoginViaOidcProvider),
        step(
            "clickingTheButtonRedirectsToTheKeycloakInterface",
            this::clickingTheButtonRedirectsToTheKeycloakInterface),
        step(
            "withoutAutoOnboardAPopupAsksForTheUsernameAndSaveLogsIn",
            this::withoutAutoOnboardAPopupAsksForTheUsernameAndSaveLogsIn),
        step(
            "withAutoOnboardTheValueOfTheUserClaimIsTheUsername",
            this::withAutoOnboardTheValueOfTheUserClaimIsTheUsername),
        step(
            "getReturnsTheExistingConfigurationWithoutItsSecret",
            this::getReturnsTheExistingConfigurationWithoutItsSecret),
        step(
            "firstRetrieveTheGroupsInKeycloakAndCheckThatOneHasAMember",
            this::firstRetrieveTheGroupsInKeycloakAndCheckThatOneHasAMember),
        step(
            "thenUpdateTheConfigurationWithAPutRequest",
            this::thenUpdateTheConfigurationWithAPutRequest),
        step(
            "allUsersBelongingToTheAdminGroupHaveTheAdminRights",
            this::allUsersBelongingToTheAdminGroupHaveTheAdminRights),
        step("usersOutsideTheGroupDoNotHaveThem", this::usersOutsideTheGroupDoNotHaveThem),
        step("aRestartInTheMiddleLosesNothing", this::aRestartInTheMiddleLosesNothing),
        step(
            "whenYouLogInWithAnOidcUserTheUserWillBeSavedAndListed",
            this::whenYouLogInWithAnOidcUserTheUserWillBeSavedAndListed),
        step(
            "containerImagesAreStoredWithTheCliSecretOfTheProfile",
            this::containerImagesAreStoredWithTheCliSecretOfTheProfile),
        step(
            "helmChartsAreStoredWithTheCliSecretToo", this::helmChartsAreStoredWithTheCliSecretToo),
        step("thePortalShowsWhatWasStored", this::thePortalShowsWhatWasStored),
        step(
            "byDefaultAnOidcUserHasNoAdminRightsAndSetAsAdminAnswersEmpty",
            this::byDefaultAnOidcUserHasNoAdminRightsAndSetAsAdminAnswersEmpty),
        step(
            "whenYouLogAgainWithThisUserYouAreAnAdministrator",
            this::whenYouLogAgainWithThisUserYouAreAnAdministrator),
        step(
            "deletingTheConfigurationDeletesAllTheUsers",
            this::deletingTheConfigurationDeletesAllTheUsers),
        step(
            "youCanGenerateCredentialsAgainAndLogInWithThem",
            this::youCanGenerateCredentialsAgainAndLogInWithThem));
  }

  private static DynamicTest step(String name, Executable step) {
    return DynamicTest.dynamicTest(name, step);
  }

  // ------------------------------------------------------------------------------------ Objective

  private void byDefaultYouGenerateCredentialsLogInWithThisUserAndAdministrateOtherUsers() {
    assertThat(registry.users()).as("users of a fresh registry").isEmpty();
    var user = registry.generateCredentials();
    assertThat(user.path("password").asText()).isNotEmpty();

    localAdmin.open("/account/sign-in").picture("01-sign-in-local");
    var pages = new PortalPages(localAdmin);
    pages.signInLocally(user.path("user").asText(), user.path("password").asText());
    pages.awaitProjects();
    localAdmin.picture("02-projects-empty");
    assertThat(pages.currentUser().at("/body/sysadmin_flag").asBoolean()).isTrue();
    localAdmin.open("/harbor/users");
    pages.await(user.path("user").asText());
    localAdmin.picture("03-users-local");
    assertThat(localAdmin.problems("401")).isEmpty();
  }

  // ------------------------------------------------------- Configure the OIDC provider through the
  // API

  private void ifYouForgetToEnableDeleteUsersYouWillHaveAnError() {
    for (var more = 2; more <= 4; more++) {
      registry.generateCredentials();
    }
    var refused =
        registry
            .api()
            .post(registry.openIdConnect(), oidcPost(keycloak.endpoint(), false, Map.of()));
    assertThat(refused.refusal().message())
        .isEqualTo("4 users exist, set parameter deleteUsers to delete them");
    assertThat(refused.refusal().status()).isEqualTo("400");
    var body = oidcPost(keycloak.endpoint(), false, Map.of());
    var answer = registry.serviceAccount().post(registry.url(registry.openIdConnect()), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("class").asText()).isEqualTo("Client::BadRequest");
    assertThat(answer.json().path("message").asText()).isEqualTo(refused.refusal().message());
    assertThat(registry.users()).as("nobody was deleted").hasSize(4);
    registry.api().get(registry.openIdConnect()).refusal();
  }

  private void verifyCertChecksTheKeycloakCertificate() {
    var refused =
        registry
            .api()
            .post(
                registry.openIdConnect(),
                oidcPost(keycloak.endpoint(), true, Map.of("verifyCert", true)));
    assertThat(refused.refusal().status()).isEqualTo("400");
    assertThat(refused.refusal().message()).containsIgnoringCase("certificate");
    assertThat(registry.users()).as("a refused configuration deletes nobody").hasSize(4);
  }

  private void postingTheProviderWithDeleteUsersResultsInNull() {
    var result =
        registry
            .api()
            .post(
                registry.openIdConnect(),
                oidcPost(keycloak.endpoint(), true, Map.of("autoOnboard", false)));
    assertThat(result.value().isNull()).isTrue();
  }

  private void deleteUsersRemovesTheExistingLocalUsers() {
    assertThat(registry.users()).isEmpty();
    localAdmin.open("/harbor/projects");
    localAdmin.page().waitForURL(url -> url.contains("/account/sign-in"));
  }

  private void newButtonsShouldAppearEspeciallyLoginViaOidcProvider() {
    carol.open("/account/sign-in");
    var pages = new PortalPages(carol);
    pages.oidcButton().waitFor();
    assertThat(pages.oidcButton().innerText()).containsIgnoringCase("Login via OIDC provider");
    assertThat(pages.localButton().innerText()).containsIgnoringCase("Login via local DB");
    carol.picture("04-sign-in-oidc");
    assertThat(carol.problems("401")).isEmpty();
  }

  private void clickingTheButtonRedirectsToTheKeycloakInterface() {
    new PortalPages(carol).oidcButton().click();
    carol.page().waitForURL(url -> url.startsWith(keycloak.endpoint()));
    carol.picture("05-keycloak");
  }

  private void withoutAutoOnboardAPopupAsksForTheUsernameAndSaveLogsIn() {
    carol.fillKeycloak("carol", "carol-pw");
    var pages = new PortalPages(carol);
    pages.usernameDialog().waitFor();
    assertThat(pages.usernameField().inputValue()).isEqualTo("Standard_User");
    carol.picture("06-username-dialog");
    assertThat(registry.users()).as("nobody is saved before the dialog").isEmpty();
    pages.save().click();
    pages.awaitProjects();
    carol.picture("07-projects-standard-user");
    assertThat(pages.currentUser().at("/body/username").asText()).isEqualTo("Standard_User");
    assertThat(carol.problems("401")).isEmpty();
  }

  private void withAutoOnboardTheValueOfTheUserClaimIsTheUsername() {
    var changed = Map.of("autoOnboard", true, "userClaim", "preferred_username");
    assertThat(registry.api().put(registry.openIdConnect(), changed).value().isNull()).isTrue();
    signInThroughKeycloak(bob, "bob");
    bob.picture("08-projects-auto-onboarded");
    assertThat(new PortalPages(bob).currentUser().at("/body/username").asText()).isEqualTo("bob");
    var back = Map.of("autoOnboard", false, "userClaim", "");
    assertThat(registry.api().put(registry.openIdConnect(), back).value().isNull()).isTrue();
    assertThat(bob.problems("401")).isEmpty();
  }

  // ------------------------------------------------------------------- Get, update, the admin
  // group

  private void getReturnsTheExistingConfigurationWithoutItsSecret() {
    var config = registry.api().get(registry.openIdConnect()).value();
    assertThat(config.path("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(config.path("name").asText()).isEqualTo("keycloak");
    var instant = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z";
    assertThat(config.path("createdAt").asText()).matches(instant);
    assertThat(config.path("updatedAt").asText()).matches(instant);
    assertThat(config.path("status").asText()).isEqualTo("READY");
    assertThat(config.path("endpoint").asText()).isEqualTo(keycloak.endpoint());
    assertThat(config.path("clientId").asText()).isEqualTo("harbor");
    assertThat(config.path("scope").asText()).isEqualTo("openid,profile,email,offline_access");
    assertThat(config.path("verifyCert")).isEqualTo(json("false"));
    assertThat(config.path("autoOnboard")).isEqualTo(json("false"));
    assertThat(config.path("userClaim")).isEqualTo(json("\"\""));
    assertThat(config.has("clientSecret")).isFalse();
  }

  private void firstRetrieveTheGroupsInKeycloakAndCheckThatOneHasAMember() {
    assertThat(keycloak.groups()).contains("harbor-admin");
    assertThat(keycloak.members("harbor-admin")).contains("alice");
  }

  private void thenUpdateTheConfigurationWithAPutRequest() {
    var before = registry.api().get(registry.openIdConnect()).value();
    var body = Map.of("provider", Map.of("adminGroup", "harbor-admin", "groupsClaim", "groups"));
    assertThat(registry.api().put(registry.openIdConnect(), body).value().isNull()).isTrue();
    var after = registry.api().get(registry.openIdConnect()).value();
    assertThat(after.path("adminGroup").asText()).isEqualTo("harbor-admin");
    assertThat(after.path("groupsClaim").asText()).isEqualTo("groups");
    for (var kept : new String[] {"id", "name", "endpoint", "clientId", "scope", "verifyCert"}) {
      assertThat(after.path(kept)).as(kept).isEqualTo(before.path(kept));
    }
  }

  private void allUsersBelongingToTheAdminGroupHaveTheAdminRights() {
    alice.open("/account/sign-in");
    var pages = new PortalPages(alice);
    pages.oidcButton().click();
    alice.fillKeycloak("alice", "alice-pw");
    pages.usernameField().fill("alice");
    pages.save().click();
    pages.awaitProjects();
    alice.picture("09-projects-administrator");
    alice.open("/harbor/users");
    pages.await("Standard_User");
    alice.picture("10-users-administrator");
    assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt()).isEqualTo(200);
    assertThat(alice.problems("401")).isEmpty();
  }

  private void usersOutsideTheGroupDoNotHaveThem() {
    signInThroughKeycloak(bob, "bob");
    assertThat(new PortalPages(bob).usersLink().count()).isZero();
    assertThat(new PortalPages(bob).fetch("GET", "/api/v2.0/users").path("status").asInt())
        .isEqualTo(403);
  }

  private void aRestartInTheMiddleLosesNothing() {
    var users = registry.users();
    var config = registry.api().get(registry.openIdConnect()).value();
    berth.restart();
    assertThat(registry.users()).isEqualTo(users);
    assertThat(registry.api().get(registry.openIdConnect()).value()).isEqualTo(config);
    carol.open("/harbor/projects");
    new PortalPages(carol).awaitProjects();
    assertThat(new PortalPages(carol).currentUser().at("/body/username").asText())
        .as("the session goes on")
        .isEqualTo("Standard_User");
  }

  // ------------------------------------------------------------------------------- Users

  private void whenYouLogInWithAnOidcUserTheUserWillBeSavedAndListed() {
    var user = registry.user("Standard_User");
    assertThat(user.path("id").isTextual()).isTrue();
    assertThat(user.path("id").asText()).matches("[0-9]+");
    assertThat(user.path("email").asText()).isEqualTo("standard_user@example.test");
    assertThat(user.path("password")).isEqualTo(json("\"\""));
    assertThat(registry.users()).hasSize(3);
  }

  private void containerImagesAreStoredWithTheCliSecretOfTheProfile() {
    carol.open("/harbor/profile");
    new PortalPages(carol).await("CLI secret");
    carol.picture("11-profile");
    var secret = new PortalPages(carol).cliSecret();
    PortalPages.createProject(berth, "Standard_User", secret, "standard");
    var skopeo = new Skopeo(berth.host());
    skopeo.login("Standard_User", secret).ok();
    skopeo.push(image, "standard/app:v1").ok();
    skopeo.pull("standard/app:v1").ok();
    assertThat(skopeo.inspect("standard/app:v1").path("Digest").asText()).isEqualTo(image.digest());
  }

  private void helmChartsAreStoredWithTheCliSecretToo() {
    var helm = new Helm(berth.host());
    helm.login("Standard_User", new PortalPages(carol).cliSecret());
    assertThat(helm.push(helm.chart("guide-chart"), "standard")).contains("guide-chart:0.1.0");
    assertThat(helm.template("standard/guide-chart", "0.1.0")).contains("kind: Deployment");
  }

  private void thePortalShowsWhatWasStored() {
    var pages = new PortalPages(carol);
    carol.open("/harbor/projects");
    pages.await("standard");
    carol.picture("12-projects");
    carol.page().getByText("standard", exactly()).first().click();
    pages.await("app");
    carol.picture("13-repositories");
    carol
        .page()
        .getByText("standard/app", exactly())
        .or(carol.page().getByText("app", exactly()))
        .first()
        .click();
    pages.await("v1");
    carol.picture("14-artifacts");
    assertThat(carol.problems("401")).isEmpty();
  }

  private void byDefaultAnOidcUserHasNoAdminRightsAndSetAsAdminAnswersEmpty() {
    var pages = new PortalPages(carol);
    assertThat(pages.usersLink().count()).isZero();
    assertThat(pages.fetch("GET", "/api/v2.0/users").path("status").asInt()).isEqualTo(403);
    var id = registry.user("Standard_User").path("id").asText();
    var answer = registry.api().put(registry.path("/users/" + id + "/setAsAdmin"), Map.of());
    assertThat(answer.value().isNull()).isTrue();
  }

  private void whenYouLogAgainWithThisUserYouAreAnAdministrator() {
    carol.page().context().clearCookies();
    signInThroughKeycloak(carol, "carol");
    var pages = new PortalPages(carol);
    assertThat(pages.currentUser().at("/body/sysadmin_flag").asBoolean()).isTrue();
    carol.open("/harbor/users");
    pages.await("Standard_User");
    carol.picture("15-users-as-new-administrator");
    assertThat(carol.problems("401", "403")).isEmpty();
  }

  // ------------------------------------------------------------------------------- Delete

  private void deletingTheConfigurationDeletesAllTheUsers() {
    var secret = new PortalPages(carol).cliSecret();
    assertThat(registry.api().delete(registry.openIdConnect()).value().isNull()).isTrue();
    assertThat(registry.users()).isEmpty();
    assertThat(registry.api().get(registry.openIdConnect()).refusal().status()).isEqualTo("404");
    assertThat(new Skopeo(berth.host()).login("Standard_User", secret).refusal())
        .contains("invalid username/password");
    assertThat(new PortalPages(carol).currentUser().path("status").asInt()).isEqualTo(401);
  }

  private void youCanGenerateCredentialsAgainAndLogInWithThem() {
    var user = registry.generateCredentials();
    var name = user.path("user").asText();
    var password = user.path("password").asText();
    localAdmin.open("/account/sign-in");
    var pages = new PortalPages(localAdmin);
    assertThat(pages.oidcButton().count()).isZero();
    pages.signInLocally(name, password);
    pages.awaitProjects();
    localAdmin.picture("16-projects-local-again");
    var skopeo = new Skopeo(berth.host());
    skopeo.login(name, password).ok();
    assertThat(skopeo.inspect("standard/app:v1").path("Digest").asText())
        .as("what was pushed is still there")
        .isEqualTo(image.digest());
    assertThat(
            new Visitor()
                .basic(name, password)
                .get(berth.url() + "/api/v2.0/users/current")
                .status())
        .isEqualTo(200);
  }

  private static void signInThroughKeycloak(Person person, String username) {
    person.page().context().clearCookies();
    person.open("/account/sign-in");
    var pages = new PortalPages(person);
    pages.oidcButton().click();
    person.fillKeycloak(username, username + "-pw");
    pages.awaitProjects();
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static JsonNode json(String text) {
    return Json.parse(text);
  }
}
