package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider.Defect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ProviderSignInEndpointsTest {
  private final SignInServer server;
  private final Browser browser;

  ProviderSignInEndpointsTest(Dialect dialect) {
    server = new SignInServer(dialect);
    server.configure();
    browser = server.browser();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aNewPersonChoosesAUsernameAndIsSignedIn() throws Exception {
    var dialog = browser.signIn();
    assertThat(dialog.status()).isEqualTo(302);
    assertThat(dialog.location())
        .isEqualTo("/oidc-onboard?username=Standard_User&redirect_url=%2Fharbor%2Fprojects");
    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("anonymous");

    var done = browser.json("/c/oidc/onboard", Map.of("username", "carol"));

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).isEmpty();
    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("carol");
    assertThat(browser.whoAmI().path("way").asText()).isEqualTo("SESSION");
    var user = users().getFirst();
    assertThat(user.email()).isEqualTo("carol@example.test");
    assertThat(user.origin()).isEqualTo(User.Origin.PROVIDER);
  }

  @Test
  void whoIsKnownGoesStraightToThePageAskedFor() throws Exception {
    onboard("carol");

    var second = server.browser();
    var answer = second.signIn();
    assertThat(answer.location()).isEqualTo("/harbor/projects");
    assertThat(answer.header("Set-Cookie")).isNotEmpty();
    assertThat(second.whoAmI().path("name").asText()).isEqualTo("carol");
  }

  @Test
  void theSessionCookieIsHiddenFromScriptsAndLax() throws Exception {
    browser.signIn();
    var done = browser.json("/c/oidc/onboard", Map.of("username", "carol"));

    assertThat(done.response().headers().allValues("Set-Cookie"))
        .anyMatch(line -> line.matches("sid=.{43}; Path=/; HttpOnly; SameSite=Lax"));
  }

  @Test
  void aTakenOrForbiddenUsernameLeavesTheDialogOpen() throws Exception {
    server.world.local("taken");
    browser.signIn();

    var taken = browser.json("/c/oidc/onboard", Map.of("username", "taken"));
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("USERNAME_TAKEN");
    assertThat(taken.message()).contains("\"taken\" belongs to another user");
    for (var name : List.of("a,b", "a\"b", "a~b", "a#b", "a%b", "a$b", "", " ", "a\nb")) {
      var refused = browser.json("/c/oidc/onboard", Map.of("username", name));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.message()).contains("username");
    }
    assertThat(browser.json("/c/oidc/onboard", Map.of()).status()).isEqualTo(400);
    assertThat(browser.json("/c/oidc/onboard", Map.of("username", "free")).status()).isEqualTo(200);
  }

  @Test
  void theDialogsTicketWorksOnceAndForItsBrowserOnly() throws Exception {
    browser.signIn();
    var other = server.browser();
    other.get("/api/v2.0/who");
    assertThat(other.json("/c/oidc/onboard", Map.of("username", "mallory")).message())
        .contains("no sign-in of this browser");

    var ticket = String.valueOf(browser.cookies.get("oidc_onboard"));
    browser.json("/c/oidc/onboard", Map.of("username", "carol"));
    browser.get("/api/v2.0/who");
    browser.cookies.put("oidc_onboard", ticket);
    assertThat(browser.json("/c/oidc/onboard", Map.of("username", "again")).status())
        .isEqualTo(400);
  }

  @Test
  void withAutomaticOnboardingTheUserClaimIsTheName() throws Exception {
    configure("preferred_username", true);
    server.provider.person(Map.of("sub", "s", "preferred_username", "bob b"));

    assertThat(browser.signIn().location()).isEqualTo("/harbor/projects");
    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("bob_b");
  }

  @Test
  void aUserClaimThatTheTokenLacksIsNamed() throws Exception {
    configure("employee_number", true);

    var answer = browser.signIn();
    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.message()).contains("\"employee_number\"");
    assertThat(users()).isEmpty();
  }

  @Test
  void aNameThatIsTakenOpensTheDialogWithTheReasonAndASuggestion() throws Exception {
    configure("preferred_username", true);
    server.world.users.createLocal(
        server.world.registry, new NewUser("bob", "bob@example.test", "", "", "Passw0rd", false));
    server.provider.person(
        Map.of("sub", "s", "preferred_username", "bob", "email", "bob@example.test"));

    assertThat(browser.signIn().location())
        .isEqualTo("/oidc-onboard?username=bob_2&redirect_url=%2Fharbor%2Fprojects&taken=bob");
    assertThat(browser.json("/c/oidc/onboard", Map.of("username", "bob_2")).status())
        .isEqualTo(200);
    assertThat(users()).extracting(User::email).containsExactly("bob@example.test", null);
  }

  @Test
  void twoTabsDoNotDisturbOneAnother() throws Exception {
    var first = browser.callback();
    var second = browser.callback();

    assertThat(browser.get(first).status()).isEqualTo(302);
    assertThat(browser.get(second).status()).isEqualTo(302);
  }

  @Test
  void aStateThatIsReplayedIsRefused() throws Exception {
    var callback = browser.callback();
    var before = Map.copyOf(browser.cookies);
    assertThat(browser.get(callback).status()).isEqualTo(302);

    browser.cookies.putAll(before);
    var replayed = browser.get(callback);
    assertThat(replayed.status()).isEqualTo(400);
    assertThat(replayed.message()).contains("was used before");
  }

  @Test
  void whoComesBackToTheCallbackWhileSignedInGoesOnToThePortal() throws Exception {
    var callback = browser.callback();
    assertThat(browser.get(callback).status()).isEqualTo(302);
    assertThat(browser.get(callback).message()).as("not signed in yet").contains("no such sign-in");
    onboard("carol");

    var again = browser.get(callback);
    assertThat(again.status()).isEqualTo(302);
    assertThat(again.location()).isEqualTo("/");
    assertThat(browser.get("/c/oidc/callback").location()).isEqualTo("/");
    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("carol");
  }

  @Test
  void aStateOfAnotherBrowserIsRefused() throws Exception {
    var callback = browser.callback();

    assertThat(server.browser().get(callback).message()).contains("began no such sign-in");
    assertThat(server.browser().get("/c/oidc/callback?code=x").status()).isEqualTo(400);
  }

  @Test
  void anAttemptWhoseCookieWasChangedIsRefused() throws Exception {
    var callback = browser.callback();
    browser.cookies.replaceAll(
        (name, value) -> name.startsWith("oidc_") ? "A" + value.substring(1, 60) + "x" : value);

    assertThat(browser.get(callback).message()).contains("was changed");
  }

  @Test
  void anAttemptThatTookTooLongIsRefused() throws Exception {
    var callback = browser.callback();
    server.wait(AuthorizationRequests.LIFETIME.plusSeconds(1));

    assertThat(browser.get(callback).message()).contains("took too long");
  }

  @Test
  void aCallbackWithAnErrorShowsWhatTheProviderSaid() throws Exception {
    var state = browser.callback().replaceAll(".*state=", "");
    var path =
        "/c/oidc/callback?error=access_denied&error_description=not+%3Cb%3Enow%3C%2Fb%3E&iss="
            + Browser.encode(server.provider.issuer())
            + "&state=";

    var answer = browser.get(path + state);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("access_denied (not <b>now</b>)");

    state = browser.callback().replaceAll(".*state=", "");
    var page = browser.accept("text/html,*/*").get(path + state);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(page.body())
        .contains("not &lt;b&gt;now&lt;/b&gt;", "Sign in again", page.header("X-Request-Id"))
        .doesNotContain("<b>", "<script");
  }

  @Test
  void whatTheProviderDoesWrongIsTold() throws Exception {
    for (var defect : List.of(Defect.WRONG_NONCE, Defect.BAD_SIGNATURE, Defect.EXPIRED)) {
      var callback = browser.callback();
      server.provider.make(defect);
      var answer = browser.get(callback);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message()).contains("does not pass the checks");
      server.provider.repair();
    }
    server.provider.make(Defect.TOKEN_ENDPOINT_REFUSES);
    assertThat(browser.signIn().message()).contains("invalid_grant code not valid");
    server.provider.make(Defect.AWAY);
    server.wait(Duration.ofMinutes(11));
    assertThat(server.browser().get("/c/oidc/login").status())
        .as("what is known bridges a provider that is away")
        .isEqualTo(302);
    assertThat(users()).isEmpty();
  }

  @Test
  void aRedirectToAnotherSiteIsRefused() throws Exception {
    for (var target : List.of("//evil.test", "https://evil.test/", "/\\evil.test", "/a\tb", "x")) {
      assertThat(browser.get("/c/oidc/login?redirect_url=" + Browser.encode(target)).status())
          .as(target)
          .isEqualTo(400);
    }
  }

  @Test
  void theSessionOfADeletedUserDies() throws Exception {
    onboard("carol");
    server.identity.users.deleteAll(server.world.registry);

    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("anonymous");
  }

  @Test
  void rightsByFlagAndGroupCountAtOnce() throws Exception {
    server.provider.person(Map.of("sub", "s", "groups", List.of("harbor-admin")));
    onboard("admin-by-group");
    assertThat(browser.whoAmI().path("admin").asBoolean()).isTrue();

    server.provider.person(Map.of("sub", "t"));
    var plain = server.browser();
    plain.signIn();
    plain.json("/c/oidc/onboard", Map.of("username", "plain"));
    assertThat(plain.whoAmI().path("admin").asBoolean()).isFalse();
    server.identity.users.setSysadmin(server.world.registry, users().getLast().id(), true);
    assertThat(plain.whoAmI().path("admin").asBoolean()).isTrue();
  }

  @Test
  void signingOutEndsTheSessionHereAndAtTheProvider() throws Exception {
    onboard("carol");

    var asked = browser.get("/c/log_out");
    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.json().path("redirect_location").asText()).endsWith("/c/oidc/logout");
    var there = browser.get("/c/oidc/logout");
    assertThat(there.location())
        .startsWith(server.provider.issuer() + "/logout?id_token_hint=ey")
        .contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost");
    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("anonymous");
    assertThat(browser.get("/c/oidc/logout").location()).isEqualTo("/account/sign-in");
  }

  @Test
  void withoutAProviderThePathsSaySo() throws Exception {
    server.identity.providers.remove(server.world.registry);

    assertThat(browser.get("/c/oidc/login").status()).isEqualTo(412);
    assertThat(browser.get("/c/oidc/callback?code=a&state=b").status()).isEqualTo(412);
  }

  private void onboard(String username) throws Exception {
    browser.signIn();
    assertThat(browser.json("/c/oidc/onboard", Map.of("username", username)).status())
        .isEqualTo(200);
  }

  private List<User> users() {
    return server.identity.users.list(server.world.registry);
  }

  private void configure(String userClaim, boolean autoOnboard) {
    server.identity.providers.configure(
        server.world.registry,
        ChangedProvider.of(server.provider.settings()).username(userClaim, autoOnboard).settings(),
        true);
  }
}
