package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.session.SignInEvent;
import io.berth.identity.session.SignInEvent.Outcome;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
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
final class ProvidersSideBySideTest {
  private final SignInServer server;
  private final FakeProvider second;
  private final Browser browser;

  ProvidersSideBySideTest(Dialect dialect) {
    server = new SignInServer(dialect);
    server.configure();
    second = FakeProvider.http(server.world.clock);
    browser = server.browser();
  }

  @AfterEach
  void close() {
    second.close();
    server.close();
  }

  @Test
  void oneMayComeInThroughEachOfThem() throws Exception {
    addSecond();
    onboard(browser, browser.callback(), "carol");
    var other = server.browser();
    onboard(other, other.callback("second"), "carol-of-second");

    assertThat(users()).extracting(User::username).containsExactly("carol", "carol-of-second");
    assertThat(other.get(other.callback("second")).location()).isEqualTo("/harbor/projects");
    assertThat(name(other)).isEqualTo("carol-of-second");
    assertThat(other.get("/c/oidc/logout").location()).startsWith(second.issuer() + "/logout");
    assertThat(browser.get("/c/oidc/login?provider=third").status()).isEqualTo(404);
  }

  @Test
  void groupsOfEachCountWithItsOwnAdminGroup() throws Exception {
    server.identity.providers.add(
        server.world.registry, "second", like(second.settings(), "harbor", "heads, of"));
    server.identity.providers.setOptions(
        server.world.registry,
        "second",
        new ProviderOptions(List.of(), List.of("chiefs", "heads"), Map.of(), "", true, List.of()));
    second.person(Map.of("sub", "s", "groups", List.of("harbor-admin", "heads")));
    onboard(browser, browser.callback("second"), "head");
    assertThat(browser.whoAmI().path("admin").asBoolean()).isTrue();

    second.person(Map.of("sub", "t", "groups", List.of("harbor-admin")));
    var other = server.browser();
    onboard(other, other.callback("second"), "plain");
    assertThat(other.whoAmI().path("admin").asBoolean())
        .as("the admin group of the other provider")
        .isFalse();
  }

  @Test
  void removingOneEndsItsSessionsAndKeepsItsUsers() throws Exception {
    addSecond();
    onboard(browser, browser.callback("second"), "carol");

    server.identity.providers.removeFurther(server.world.registry, "second");
    assertThat(name(browser)).isEqualTo("anonymous");
    assertThat(users()).hasSize(1);

    addSecond();
    assertThat(browser.get(browser.callback("second")).location()).isEqualTo("/harbor/projects");
    assertThat(name(browser)).isEqualTo("carol");
  }

  @Test
  void aSignedInUserAddsAProviderAndThenComesInThroughBoth() throws Exception {
    addSecond();
    onboard(browser, browser.callback(), "carol");
    browser.get("/api/v2.0/who");

    var wanted = Map.of("provider", "second", "redirect_url", "/harbor/profile");
    var there = browser.json("/c/oidc/link", wanted).json().path("redirect_location").asText();
    assertThat(there).startsWith(second.issuer()).contains("prompt=login");
    assertThat(browser.get(browser.callbackOf(there)).location()).isEqualTo("/harbor/profile");

    var other = server.browser();
    assertThat(other.get(other.callback("second")).location()).isEqualTo("/harbor/projects");
    assertThat(name(other)).isEqualTo("carol");
    var carol = users().getFirst();
    var ties = server.world.links.list(server.world.registry, carol.id());
    assertThat(ties).hasSize(2);
    var people = server.world.providerUsers;
    assertThat(people.unlink(server.world.registry, carol.id(), ties.getFirst().id())).isTrue();
    assertThatThrownBy(() -> people.unlink(server.world.registry, carol.id(), ties.getLast().id()))
        .hasMessageContaining("the only way in");
    assertThat(events()).extracting(SignInEvent::outcome).contains(Outcome.LINKED);
  }

  @Test
  void peopleKeepTheirUserWhenTheEndpointMoves() throws Exception {
    onboard(browser, browser.callback(), "carol");
    server.identity.providers.update(server.world.registry, second.settings());

    assertThat(browser.signIn().location()).isEqualTo("/harbor/projects");
    assertThat(name(browser)).isEqualTo("carol");
    assertThat(users()).hasSize(1);
  }

  @Test
  void withAnotherClientOrAddressTheyAreOtherPeople() throws Exception {
    onboard(browser, browser.callback(), "carol");
    server.identity.providers.update(server.world.registry, second.settings());
    second.person(Map.of("sub", "sub-carol", "email", "somebody.else@example.test"));
    assertThat(server.browser().signIn().location()).startsWith("/oidc-onboard");

    var s = second.settings();
    var other = like(s, "another-client", s.adminGroup());
    server.identity.providers.update(server.world.registry, server.provider.settings());
    server.identity.providers.update(server.world.registry, other);
    assertThat(former()).isEmpty();
    server.identity.providers.setOptions(
        server.world.registry,
        "",
        new ProviderOptions(
            List.of(), List.of(), Map.of(), "", true, List.of(server.provider.issuer())));
    assertThat(former()).as("unless an administrator says so").hasSize(1);
  }

  @Test
  void whoIsInNoneOfTheAllowedGroupsStaysOutside() throws Exception {
    server.identity.providers.setOptions(
        server.world.registry,
        "",
        new ProviderOptions(List.of("staff", "guests"), List.of(), Map.of(), "", true, List.of()));

    var refused = browser.signIn();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message()).contains("only members of staff, guests may sign in");
    server.provider.person(Map.of("sub", "s", "groups", List.of("guests")));
    onboard(browser, browser.callback(), "guest");
    assertThat(name(browser)).isEqualTo("guest");

    server.identity.providers.setOptions(
        server.world.registry,
        "",
        new ProviderOptions(List.of("staff"), List.of(), Map.of(), "", true, List.of()));
    assertThat(name(browser)).as("from the next request on").isEqualTo("anonymous");
  }

  @Test
  void theProviderEndsTheSessionsItNames() throws Exception {
    onboard(browser, browser.callback(), "carol");
    var other = server.browser();
    other.signIn();
    server.provider.person(Map.of("sub", "sub-dave"));
    var dave = server.browser();
    onboard(dave, dave.callback(), "dave");

    assertThat(logout(null, "session-of-nobody").status()).isEqualTo(200);
    assertThat(name(browser)).isEqualTo("carol");
    var done = logout(null, "session-of-sub-carol");
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.header("Cache-Control")).isEqualTo("no-store");
    assertThat(name(browser)).isEqualTo("anonymous");
    assertThat(name(other)).isEqualTo("anonymous");
    assertThat(name(dave)).isEqualTo("dave");
    assertThat(logout("sub-dave", null).status()).isEqualTo(200);
    assertThat(name(dave)).isEqualTo("anonymous");
  }

  @Test
  void aDisabledUserIsOutInTheSameMomentAndComesBackWhenEnabled() throws Exception {
    onboard(browser, browser.callback(), "carol");
    var carol = users().getFirst();
    var secret = server.world.secrets.find(server.world.registry, carol.id()).orElseThrow();
    assertThat(server.browser().basic("carol", secret).whoAmI().path("name").asText())
        .isEqualTo("carol");

    var disabled = server.identity.disabledUsers;
    assertThat(disabled.disable(server.world.registry, carol.id(), "left us", "admin")).isTrue();
    assertThat(disabled.disable(server.world.other, carol.id(), "", "admin")).isFalse();

    assertThat(name(browser)).isEqualTo("anonymous");
    assertThat(server.browser().basic("carol", secret).get("/api/v2.0/who").status())
        .isEqualTo(401);
    var refused = server.browser().signIn();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message()).contains("carol is disabled (left us)");
    disabled.enable(server.world.registry, carol.id());
    assertThat(server.browser().signIn().location()).isEqualTo("/harbor/projects");
  }

  @Test
  void sessionsAreListedAndEndedOneByOne() throws Exception {
    onboard(browser, browser.callback(), "carol");
    server.wait(Duration.ofMinutes(2));
    var other = server.browser();
    other.signIn();
    var carol = users().getFirst();

    var list = server.identity.sessions.list(server.world.registry, carol.id());
    assertThat(list).hasSize(2);
    var sessions = server.identity.sessions;
    assertThat(sessions.end(server.world.registry, carol.id() + 1, list.getFirst().id())).isFalse();
    assertThat(sessions.end(server.world.registry, carol.id(), list.getFirst().id())).isTrue();
    assertThat(name(other)).isEqualTo("anonymous");
    assertThat(name(browser)).isEqualTo("carol");
  }

  @Test
  void everyTryToSignInIsWrittenDownWithItsReason() throws Exception {
    server.world.users.createLocal(
        server.world.registry, new NewUser("root", null, "", "", "Passw0rd", true));
    browser.get("/api/v2.0/who");
    browser.form("/c/login", Map.of("principal", "root", "password", "wrong"));
    browser.form("/c/login", Map.of("principal", "root", "password", "Passw0rd"));
    server.provider.person(
        Map.of("sub", "s", "email", "secret@example.test", "groups", List.of("harbor-admin")));
    onboard(browser, browser.callback(), "boss");
    server.provider.make(Defect.WRONG_NONCE);
    browser.signIn();

    var events = events().reversed();
    assertThat(events)
        .extracting(SignInEvent::outcome)
        .containsExactly(
            Outcome.REFUSED,
            Outcome.SUCCEEDED,
            Outcome.ONBOARDING,
            Outcome.SUCCEEDED,
            Outcome.REFUSED);
    assertThat(events.getFirst().reason()).contains("Invalid user name");
    assertThat(events.getFirst().address()).isEqualTo("127.0.0.1");
    assertThat(events.get(3).username()).isEqualTo("boss");
    assertThat(events.get(3).administrator()).isTrue();
    assertThat(events.get(3).groups()).containsExactly("harbor-admin");
    assertThat(events.get(3).claims()).contains("\"email\":\"se…\"").doesNotContain("secret@");
    assertThat(events.get(4).reason()).contains("nonce");
    server.wait(Duration.ofDays(91));
    assertThat(server.identity.signIns.sweep()).isEqualTo(5);
  }

  @Test
  void aProviderThatIsAwayIsSaidAndLeavesLocalUsersAlone() throws Exception {
    server.world.users.createLocal(
        server.world.registry, new NewUser("root", null, "", "", "Passw0rd", true));
    addSecond();
    assertThat(browser.get("/c/oidc/providers").body()).doesNotContain("problem");

    second.make(Defect.AWAY);
    server.wait(Duration.ofSeconds(20));

    var list = browser.get("/c/oidc/providers").json();
    assertThat(list).hasSize(2);
    assertThat(list.at("/0/available").asBoolean()).isTrue();
    assertThat(list.at("/0/primary").asBoolean()).isTrue();
    assertThat(list.at("/1/alias").asText()).isEqualTo("second");
    assertThat(list.at("/1/login").asText()).isEqualTo("/c/oidc/login?provider=second");
    assertThat(list.at("/1/problem").asText()).contains("does not answer");
    var login = Map.of("principal", "root", "password", "Passw0rd");
    assertThat(browser.form("/c/login", login).status()).isEqualTo(200);
    assertThat(server.browser().basic("root", "Passw0rd").whoAmI().path("admin").asBoolean())
        .isTrue();
  }

  @Test
  void nameAndAddressFollowTheProviderAndCollisionsStrandNobody() throws Exception {
    onboard(browser, browser.callback(), "carol");
    server.world.users.createLocal(
        server.world.registry, new NewUser("owner", "new@example.test", "", "", "Passw0rd", false));
    server.provider.person(
        Map.of("sub", "sub-carol", "name", "Carol New", "email", "new@example.test"));
    assertThat(browser.signIn().location()).isEqualTo("/harbor/projects");
    assertThat(users().getFirst().realName()).isEqualTo("Carol New");
    assertThat(users().getFirst().email()).as("taken").isEqualTo("carol@example.test");

    server.provider.person(Map.of("sub", "sub-carol", "email", "newer@example.test"));
    browser.signIn();
    assertThat(users().getFirst().email()).isEqualTo("newer@example.test");
  }

  private void addSecond() {
    server.identity.providers.add(server.world.registry, "second", second.settings());
  }

  private void onboard(Browser who, String callback, String username) throws Exception {
    assertThat(who.get(callback).location()).startsWith("/oidc-onboard");
    var done = who.json("/c/oidc/onboard", Map.of("username", username));
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  private Browser.Answer logout(
      @org.jspecify.annotations.Nullable String subject,
      @org.jspecify.annotations.Nullable String session)
      throws Exception {
    return server
        .browser()
        .form(
            BackChannelLogoutEndpoints.PATH,
            Map.of("logout_token", server.provider.logoutToken(subject, session)));
  }

  private List<String> former() {
    return server
        .identity
        .providers
        .find(server.world.registry)
        .orElseThrow()
        .settings()
        .options()
        .formerIssuers();
  }

  private List<SignInEvent> events() {
    return server.identity.signIns.list(server.world.registry, null, 100);
  }

  private List<User> users() {
    return server.identity.users.list(server.world.registry);
  }

  private static String name(Browser browser) throws Exception {
    return browser.whoAmI().path("name").asText();
  }

  private static ProviderSettings like(ProviderSettings s, String clientId, String adminGroup) {
    return ChangedProvider.of(s).clientId(clientId).adminGroup(adminGroup).settings();
  }
}
