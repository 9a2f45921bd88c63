package io.berth.e2e;

import static io.berth.e2e.fixtures.ManagedRegistry.oidcPost;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.clients.ovh.OvhClient;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Keycloak;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.NodeProvider;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.page.SignIn;
import io.berth.e2e.fixtures.page.Urls;
import io.berth.e2e.fixtures.page.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs get wrong, each with the answer that tells them so. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
  private final Keycloak keycloak;
  private final ManagedRegistry registry = new ManagedRegistry(BerthProcess.start());
  private final BerthProcess berth = registry.berth();

  BadInputTest(Keycloak keycloak) {
    this.keycloak = keycloak;
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  // ------------------------------------------------------------------------------ the control API

  @Test
  void aWrongSignatureIsInvalid() {
    try (var api = OvhClient.of(berth, "0123456789abcdef0123456789abcdef")) {
      var refused = api.get(registry.path("")).refusal();
      assertThat(refused.status()).isEqualTo("400");
      assertThat(refused.message()).isEqualTo("Invalid signature");
    }
  }

  @Test
  void aCallWithoutCredentialsMustLoginFirst() {
    var answer = new Visitor().get(registry.url(registry.path("")));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("message").asText()).isEqualTo("You must login first");
  }

  @Test
  void anUnknownRegistryDoesNotExist() {
    var unknown =
        "/cloud/project/%s/containerRegistry/00000000-0000-4000-8000-000000000000"
            .formatted(berth.bootstrap().serviceName());
    var refused = registry.api().get(unknown + "/openIdConnect").refusal();
    assertThat(refused.status()).isEqualTo("404");
    assertThat(refused.message()).isEqualTo("This service does not exist");
  }

  @Test
  void aProviderThatCannotBeReachedIsRefused() {
    var port = Ports.take();
    refuses("https://localhost:" + port + "/realms/registry", Map.of(), "localhost:" + port);
  }

  @Test
  void aWebServerThatIsNoProviderIsRefused() {
    refuses(berth.url().toString(), Map.of(), "discovery");
    refuses(keycloak.endpoint() + "-absent", Map.of(), "404");
  }

  @Test
  void aProviderWithAnotherIssuerIsRefused() {
    try (var provider = NodeProvider.start(berth.url() + "/c/oidc/callback")) {
      refuses(provider.otherName(), Map.of(), "issuer");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    refuses(keycloak.endpoint(), Map.of("verifyCert", true), "certificate");
  }

  @Test
  void aProviderOnPlainHttpElsewhereIsRefused() {
    refuses("http://idp.example.test/realms/registry", Map.of(), "https");
  }

  @Test
  void aScopeWithoutOpenidIsRefused() {
    refuses(keycloak.endpoint(), Map.of("scope", "profile,email"), "openid");
  }

  @Test
  void aGroupFilterThatIsNoPatternIsRefused() {
    refuses(keycloak.endpoint(), Map.of("groupFilter", "(unclosed"), "groupFilter");
  }

  private void refuses(String endpoint, Map<String, ?> changes, String mentioned) {
    var before = registry.users();
    var body = oidcPost(endpoint, true, changes);
    var refused = registry.api().post(registry.openIdConnect(), body).refusal();
    assertThat(refused.status()).isEqualTo("400");
    assertThat(refused.message()).containsIgnoringCase(mentioned);
    assertThat(registry.users()).as("a refused configuration deletes nobody").isEqualTo(before);
  }

  // ------------------------------------------------------------------------------------- sign-in

  @Test
  void aUserClaimThatTheTokenLacksIsNamed() {
    registry.configure(
        keycloak.endpoint(), Map.of("autoOnboard", true, "userClaim", "employee_number"));
    var signIn = new SignIn(berth, keycloak);
    var answer = signIn.finish("carol");
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).contains("employee_number");
    assertThat(registry.users()).isEmpty();
    assertThat(signIn.whoAmI().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "a~b", "a#b", "a%b", "a$b", "", " ", "a\nb"})
  void aUsernameWithForbiddenCharactersIsRefused(String username) {
    var signIn = dialog("carol");
    var answer = signIn.onboard(username);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/message").asText()).containsIgnoringCase("username");
    assertThat(registry.users()).isEmpty();
  }

  @Test
  void aUsernameThatIsTakenIsRefusedAndAnotherOneMayBeTried() {
    assertThat(dialog("carol").onboard("carol").status()).isEqualTo(200);
    var second = new SignIn(berth, keycloak);
    second.finish("bob");
    var taken = second.onboard("carol");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.json().at("/errors/0/message").asText()).contains("carol");
    assertThat(second.onboard("bob").status()).isEqualTo(200);
    assertThat(second.whoAmI().json().path("username").asText()).isEqualTo("bob");
  }

  @Test
  void aDialogWithoutAProvenIdentityIsRefused() {
    configure();
    var answer = new SignIn(berth, keycloak);
    answer.whoAmI();
    assertThat(answer.onboard("mallory").status()).isBetween(400, 403);
    assertThat(registry.users()).isEmpty();
  }

  @Test
  void aStateThatIsReplayedIsRefused() {
    configure();
    var signIn = new SignIn(berth, keycloak);
    var callback = signIn.callback("carol");
    assertThat(signIn.visitor().get(callback).status()).isEqualTo(302);
    var replayed = signIn.visitor().get(callback);
    assertThat(replayed.status()).isEqualTo(400);
    assertThat(replayed.json().at("/errors/0/message").asText()).isNotEmpty();
  }

  @Test
  void aStateFromSomebodyElsesAttemptIsRefused() {
    configure();
    var callback = new SignIn(berth, keycloak).callback("carol");
    assertThat(new SignIn(berth, keycloak).visitor().get(callback).status()).isEqualTo(400);
  }

  @Test
  void anAttemptWhoseCookieWasTamperedWithIsRefused() {
    configure();
    var signIn = new SignIn(berth, keycloak);
    var callback = signIn.callback("carol");
    signIn.cookies().replaceAll((name, value) -> value.length() > 20 ? flip(value) : value);
    assertThat(signIn.visitor().get(callback).status()).isEqualTo(400);
  }

  @Test
  void anAttemptThatHasExpiredOrWasNeverMadeIsRefusedWithAWayOut() {
    configure();
    var signIn = new SignIn(berth, keycloak);
    var callback = signIn.callback("carol");
    // A browser forgets the attempt's cookie when its time is over.
    signIn.cookies().clear();
    var page = signIn.visitor().with("Accept", "text/html").get(callback);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).containsIgnoringCase("again");
  }

  @Test
  void aCallbackWithAnErrorShowsWhatTheProviderSaid() {
    configure();
    var signIn = new SignIn(berth, keycloak);
    var state = Urls.query(signIn.authorization()).get("state");
    var callback =
        berth.url()
            + "/c/oidc/callback?error=access_denied&error_description=Not+this+%3Cb%3Etime%3C%2Fb%3E&iss="
            + Urls.encode(keycloak.endpoint())
            + "&state="
            + Urls.encode(String.valueOf(state));
    var json = signIn.visitor().get(callback);
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.body()).contains("access_denied");
    signIn.authorization();
    var page = signIn.visitor().with("Accept", "text/html").get(callback);
    assertThat(page.body()).as("nothing is injected").doesNotContain("<b>time</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example.test", "https://evil.example.test/", "/\\evil.example.test"})
  void aRedirectToAnotherSiteIsRefused(String target) {
    configure();
    var answer =
        new Visitor().get(berth.url() + "/c/oidc/login?redirect_url=" + Urls.encode(target));
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void theSessionOfADeletedUserDies() {
    var signIn = dialog("carol");
    assertThat(signIn.onboard("carol").status()).isEqualTo(200);
    assertThat(signIn.whoAmI().status()).isEqualTo(200);
    var id = registry.user("carol").path("id").asText();
    registry.api().delete(registry.path("/users/" + id)).value();
    assertThat(signIn.whoAmI().status()).isEqualTo(401);
  }

  @Test
  void aPostOfASessionWithoutItsCsrfTokenIsRefused() {
    var signIn = dialog("carol");
    signIn.onboard("carol");
    var stolen = new Visitor();
    stolen.jar(berth.url()).putAll(signIn.cookies());
    var answer = stolen.post(berth.url() + "/api/v2.0/projects", Map.of("project_name", "stolen"));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void withoutAProviderTheSignInPathSaysSo() {
    registry.configure(keycloak.endpoint(), Map.of());
    registry.api().delete(registry.openIdConnect()).value();
    assertThat(new Visitor().get(berth.url() + "/c/oidc/login").status()).isEqualTo(412);
  }

  /** A fresh configuration without users. */
  private void configure() {
    registry.configure(keycloak.endpoint(), Map.of());
    registry
        .users()
        .forEach(
            user -> registry.api().delete(registry.path("/users/" + user.path("id").asText())));
  }

  /** A fresh configuration, and somebody in front of the dialog. */
  private SignIn dialog(String username) {
    configure();
    var signIn = new SignIn(berth, keycloak);
    assertThat(signIn.finish(username).location()).contains("/oidc-onboard");
    return signIn;
  }

  private static String flip(String value) {
    var at = value.length() / 2;
    var other = value.charAt(at) == 'A' ? 'B' : 'A';
    return value.substring(0, at) + other + value.substring(at + 1);
  }
}
