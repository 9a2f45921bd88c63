package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.provider.ProviderLink;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.Role;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class TokenServiceEndpointsTest {
  private static final String TOKEN = "/service/token?service=harbor-registry";

  private final SignInServer server;
  private final ProjectScope team;

  TokenServiceEndpointsTest(Dialect dialect) {
    server = new SignInServer(dialect);
    team = server.world.project("team", false);
    server.projects.put("team", team);
    server.projects.put("open", server.world.project("open", true));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aTokenGrantsWhatWasAskedForAndIsAllowed() throws Exception {
    var ada = server.world.local("ada");
    server.world.members.addUser(team.projectId(), ada.id(), Role.DEVELOPER);

    var answer =
        server
            .browser()
            .basic("ada", "Passw0rd")
            .get(
                TOKEN
                    + "&scope=repository:team/app:pull,delete&scope=repository:open/x:pull,push"
                    + "&scope=registry:catalog:*&scope=repository:absent/x:pull");

    assertThat(answer.status()).isEqualTo(200);
    var json = answer.json();
    assertThat(json.path("access_token")).isEqualTo(json.path("token"));
    assertThat(json.path("expires_in").asInt()).isEqualTo(1800);
    assertThat(json.path("issued_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    var who = who(json.path("token").asText());
    assertThat(who.json().path("name").asText()).isEqualTo("ada");
    assertThat(who.json().path("way").asText()).isEqualTo("REGISTRY_TOKEN");
    assertThat(who.json().path("grants").asText())
        .contains("\"name\":\"team/app\",\"actions\":[\"pull\"]")
        .contains("\"name\":\"open/x\",\"actions\":[\"pull\"]")
        .contains("\"name\":\"catalog\",\"actions\":[\"*\"]")
        .contains("\"name\":\"absent/x\",\"actions\":[]");
  }

  @Test
  void scopesMayBeJoinedByBlanksAndNamesMayHoldColons() throws Exception {
    var answer =
        server
            .browser()
            .get(TOKEN + "&scope=repository:open/a:pull%20repository:open/b:5000/c:pull");

    assertThat(who(answer.json().path("token").asText()).json().path("grants").asText())
        .contains("\"open/a\"", "\"open/b:5000/c\"");
  }

  @Test
  void anybodyGetsATokenForPublicProjectsButNotWithoutAScope() throws Exception {
    var open = server.browser().get(TOKEN + "&scope=repository:open/a:pull");
    assertThat(open.status()).isEqualTo(200);
    assertThat(who(open.json().path("token").asText()).json().path("name").asText())
        .isEqualTo("anonymous");

    var none = server.browser().get(TOKEN);
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Basic realm=\"harbor\"");
  }

  @Test
  void wrongCredentialsAndOtherServicesAreRefused() throws Exception {
    server.world.local("ada");

    assertThat(server.browser().basic("ada", "wrong").get(TOKEN).status()).isEqualTo(401);
    assertThat(
            server
                .browser()
                .basic("ada", "wrong")
                .get(TOKEN + "&scope=repository:open/a:pull")
                .status())
        .isEqualTo(401);
    for (var service : java.util.List.of("", "?service=", "?service=other&scope=a")) {
      var answer = server.browser().get("/service/token" + service);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(answer.body()).startsWith("Unable to handle service: ");
    }
  }

  @Test
  void theFormOfOauthWorksToo() throws Exception {
    server.world.local("ada");
    var form =
        Map.of(
            "grant_type",
            "password",
            "username",
            "ada",
            "password",
            "Passw0rd",
            "service",
            "harbor-registry",
            "scope",
            "repository:open/a:pull");

    assertThat(server.browser().form("/service/token", form).status()).isEqualTo(200);
    assertThat(
            server.browser().form("/service/token", Map.of("grant_type", "refresh_token")).status())
        .isEqualTo(405);
  }

  @Test
  void aTokenDiesWithItsTimeAndWithItsUser() throws Exception {
    var ada = server.world.local("ada");
    var token = server.browser().basic("ada", "Passw0rd").get(TOKEN).json().path("token").asText();
    assertThat(who(token).status()).isEqualTo(200);

    server.wait(Duration.ofMinutes(32));
    assertThat(who(token).status()).isEqualTo(401);

    token = server.browser().basic("ada", "Passw0rd").get(TOKEN).json().path("token").asText();
    server.identity.users.delete(server.world.registry, ada.id());
    assertThat(who(token).status()).isEqualTo(401);
    assertThat(who(token).message()).contains("does not exist any more");
  }

  @Test
  void aTokenIsForV2OnlyAndATamperedOneIsRefused() throws Exception {
    server.world.local("ada");
    var token = server.browser().basic("ada", "Passw0rd").get(TOKEN).json().path("token").asText();

    assertThat(server.browser().bearer(token).get("/api/v2.0/who").status()).isEqualTo(401);
    assertThat(who(token.substring(0, token.length() - 4) + "AAAA").status()).isEqualTo(401);
    assertThat(who("garbage").status()).isEqualTo(401);
  }

  @Test
  void aCliSecretIsAPasswordEverywhere() throws Exception {
    var carol = carol();
    var secret = server.world.secrets.find(server.world.registry, carol.id()).orElseThrow();

    assertThat(server.browser().basic("carol", secret).get(TOKEN).status()).isEqualTo(200);
    assertThat(server.browser().basic("carol", secret).whoAmI().path("way").asText())
        .isEqualTo("CLI_SECRET");
    assertThat(server.browser().basic("carol", "Wr0ngSecret").get(TOKEN).status()).isEqualTo(401);
  }

  @Test
  void aCliSecretWhoseOwnerTheProviderRefusesSaysWhyAndWhereToSignIn() throws Exception {
    var carol = carol();
    var secret = server.world.secrets.find(server.world.registry, carol.id()).orElseThrow();
    server.provider.revoke();
    server.wait(Duration.ofMinutes(6));
    server.providers.tokenRefresh.runOnce();
    assertThat(server.providers.tokenRefresh.await(Duration.ofSeconds(30))).isTrue();

    var refused = server.browser().basic("carol", secret).get(TOKEN);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.message())
        .contains("Session not active", "sign in again at http://localhost:");

    server.browser().signIn();
    assertThat(server.browser().basic("carol", secret).get(TOKEN).status())
        .as("the same secret works again")
        .isEqualTo(200);
  }

  @Test
  void aCliSecretOutlivesAProviderThatIsAwayForTheGrace() throws Exception {
    var carol = carol();
    var secret = server.world.secrets.find(server.world.registry, carol.id()).orElseThrow();

    server.wait(ProviderLink.GRACE.minusMinutes(1));
    assertThat(server.browser().basic("carol", secret).get(TOKEN).status()).isEqualTo(200);
    server.wait(Duration.ofMinutes(2));
    assertThat(server.browser().basic("carol", secret).get(TOKEN).message())
        .contains("has not confirmed this user since");
  }

  @Test
  void anIdTokenIsACredentialOfWhoeverHasAUserHere() throws Exception {
    server.configure();
    assertThat(server.browser().bearer(server.provider.idToken()).get("/api/v2.0/who").message())
        .contains("sign in once at http://localhost:");

    carol();
    var who = server.browser().bearer(server.provider.idToken()).get("/api/v2.0/who");
    assertThat(who.json().path("way").asText()).isEqualTo("ID_TOKEN");
    var token = server.browser().bearer(server.provider.idToken()).get(TOKEN);
    assertThat(token.status()).isEqualTo(200);
    assertThat(who(server.provider.idToken()).status()).as("on /v2 too").isEqualTo(200);
  }

  private User carol() throws Exception {
    server.configure();
    var browser = server.browser();
    browser.signIn();
    assertThat(browser.json("/c/oidc/onboard", Map.of("username", "carol")).status())
        .isEqualTo(200);
    return server.identity.users.list(server.world.registry).getFirst();
  }

  private Browser.Answer who(String token) throws Exception {
    return server.browser().bearer(token).get("/v2/");
  }
}
