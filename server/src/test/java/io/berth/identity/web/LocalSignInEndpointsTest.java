package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.user.NewUser;
import io.berth.sql.Dialect;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class LocalSignInEndpointsTest {
  private final SignInServer server;
  private final Browser browser;

  LocalSignInEndpointsTest(Dialect dialect) {
    server = new SignInServer(dialect);
    browser = server.browser();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPasswordOpensASessionAndSigningOutEndsIt() throws Exception {
    server.world.local("ada");
    browser.get("/api/v2.0/who");

    assertThat(login("ada", "Passw0rd").status()).isEqualTo(200);
    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("ada");
    var sid = browser.cookies.get("sid");
    assertThat(browser.get("/c/log_out").status()).isEqualTo(200);
    browser.cookies.put("sid", String.valueOf(sid));
    assertThat(browser.whoAmI().path("name").asText()).isEqualTo("anonymous");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreToldAlike() throws Exception {
    server.world.local("ada");
    browser.get("/api/v2.0/who");

    assertThat(login("ada", "wrong").status()).isEqualTo(401);
    assertThat(login("nobody", "wrong").message()).isEqualTo("Invalid user name or password.");
  }

  @Test
  void guessingIsSlowedDownAndForgivenLater() throws Exception {
    server.world.local("ada");
    browser.get("/api/v2.0/who");
    for (int i = 0; i < 10; i++) {
      assertThat(login("ada", "wrong" + i).status()).isEqualTo(401);
    }

    var slow = login("ada", "Passw0rd");
    assertThat(slow.status()).isEqualTo(429);
    assertThat(slow.header("Retry-After")).isEqualTo("1");
    server.wait(Duration.ofSeconds(2));
    assertThat(login("ada", "Passw0rd").status()).isEqualTo(200);
  }

  @Test
  void withAProviderItsUsersAreSentThereAndLocalOnesStillSignIn() throws Exception {
    server.configure();
    server.world.users.createLocal(
        server.world.registry, new NewUser("root", null, "", "", "Passw0rd", true));
    server.world.onboarded("carol");
    browser.get("/api/v2.0/who");

    for (var name : new String[] {"carol", "unknown"}) {
      var elsewhere = login(name, "whatever");
      assertThat(elsewhere.status()).isEqualTo(403);
      assertThat(elsewhere.json().path("redirect_location").asText()).endsWith("/c/oidc/login");
    }
    assertThat(login("root", "Passw0rd").status()).isEqualTo(200);
  }

  @Test
  void afterTheProviderIsRemovedLocalSignInWorksAgain() throws Exception {
    server.configure();
    server.world.onboarded("carol");
    server.identity.providers.remove(server.world.registry);
    server.world.local("carol");
    browser.get("/api/v2.0/who");

    assertThat(login("carol", "Passw0rd").status()).isEqualTo(200);
    assertThat(browser.whoAmI().path("way").asText()).isEqualTo("SESSION");
  }

  @Test
  void anUnsafeRequestOfASessionNeedsItsToken() throws Exception {
    server.world.local("ada");
    assertThat(login("ada", "Passw0rd").message()).isEqualTo("CSRF token not found in request");
    login("ada", "Passw0rd");
    assertThat(browser.json("/api/v2.0/who", Map.of()).status()).isEqualTo(200);

    var thief = server.browser();
    thief.cookies.put("sid", String.valueOf(browser.cookies.get("sid")));
    var refused = thief.json("/api/v2.0/who", Map.of());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("FORBIDDEN");
    assertThat(refused.header("X-Harbor-CSRF-Token")).isNotEmpty();
    assertThat(thief.cookies).containsKey("_gorilla_csrf");

    thief.csrf = "x".repeat(88);
    assertThat(thief.json("/api/v2.0/who", Map.of()).message()).isEqualTo("CSRF token invalid");
    assertThat(thief.json("/api/v2.0/who", Map.of()).status())
        .as("the token of the refusal works")
        .isEqualTo(200);
  }

  @Test
  void aTokenOfOneSessionIsNoGoodForAnother() throws Exception {
    server.world.local("ada");
    server.world.local("eve");
    browser.get("/api/v2.0/who");
    login("ada", "Passw0rd");
    browser.get("/api/v2.0/who");
    var eve = server.browser();
    eve.get("/api/v2.0/who");
    eve.form("/c/login", Map.of("principal", "eve", "password", "Passw0rd"));
    eve.get("/api/v2.0/who");

    browser.csrf = eve.csrf;
    browser.cookies.put("_gorilla_csrf", String.valueOf(eve.cookies.get("_gorilla_csrf")));
    assertThat(browser.json("/api/v2.0/who", Map.of()).message()).isEqualTo("CSRF token invalid");
  }

  @Test
  void programsWithoutASessionNeedNoToken() throws Exception {
    server.world.local("ada");

    var answer = server.browser().basic("ada", "Passw0rd").json("/api/v2.0/who", Map.of());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Harbor-CSRF-Token")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void onlyAdministratorsMayAskWhetherAUserExists() throws Exception {
    server.world.users.createLocal(
        server.world.registry, new NewUser("root", "r@example.test", "", "", "Passw0rd", true));
    browser.get("/api/v2.0/who");
    var question = Map.of("target", "username", "value", "root");
    assertThat(browser.form("/c/userExists", question).status()).isEqualTo(412);
    try (var other = server.browser()) {
      server.world.local("eve");
      other.get("/api/v2.0/who");
      other.form("/c/login", Map.of("principal", "eve", "password", "Passw0rd"));
      assertThat(other.whoAmI().path("name").asText()).isEqualTo("eve");
      assertThat(other.form("/c/userExists", question).status()).isEqualTo(412);
    }
    login("root", "Passw0rd");
    assertThat(browser.form("/c/userExists", question).body()).isEqualTo("true");
    assertThat(browser.form("/c/userExists", Map.of("target", "email", "value", "x@y.z")).body())
        .isEqualTo("false");
  }

  private Browser.Answer login(String name, String password) throws Exception {
    return browser.form("/c/login", Map.of("principal", name, "password", password));
  }
}
