package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.security.ProvidedPeople;
import io.berth.security.RegistryBrowser;
import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody got before a password was reset or a provider removed, tried afterwards. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class EndedCredentialsTest {
  private static final String CATALOG =
      "/service/token?service=harbor-registry&scope=registry:catalog:*";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private final HarborCalls harbor;
  private FakeProvider provider;
  private FakeProvider second;

  EndedCredentialsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    provider = FakeProvider.http(Clock.systemUTC());
    second = FakeProvider.http(Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    second.close();
    provider.close();
  }

  /** All that one person holds. */
  private record Held(RegistryBrowser browser, String access, String registry, String device) {}

  private Held holds(RegistryBrowser browser) {
    var access =
        browser
            .call("POST", "/api/v2.0/users/current/access-tokens")
            .json("{'name':'t','level':'admin'}")
            .json(201)
            .path("token")
            .asText();
    var registry = browser.call("GET", CATALOG).json(200).path("token").asText();
    var device = form("/service/device_authorization", "client_id=cli&scope=admin").json(200);
    var code = device.path("user_code").asText();
    browser
        .call("POST", "/c/device/answer")
        .json("{'user_code':'%s','approve':true}".formatted(code))
        .text(200);
    return new Held(browser, access, registry, device.path("device_code").asText());
  }

  private HttpCall form(String path, String body) {
    return harbor
        .berth
        .call("POST", path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(body.getBytes(UTF_8));
  }

  private int session(Held held) {
    return held.browser().call("GET", "/api/v2.0/users/current").send().statusCode();
  }

  private int access(Held held) {
    return harbor
        .get("/users/current")
        .header("Authorization", "Bearer " + held.access())
        .send()
        .statusCode();
  }

  private int registry(Held held) {
    return registry(held.registry());
  }

  private int registry(String token) {
    return harbor
        .berth
        .call("GET", "/v2/_catalog")
        .header("Authorization", "Bearer " + token)
        .send()
        .statusCode();
  }

  private String token(String name, String secret) {
    return harbor.berth.call("GET", CATALOG).basic(name, secret).json(200).path("token").asText();
  }

  private int device(Held held) {
    return form(
            "/service/token", "grant_type=" + GRANT + "&client_id=cli&device_code=" + held.device())
        .send()
        .statusCode();
  }

  private void allEnded(Held held) {
    assertThat(session(held)).as("session").isEqualTo(401);
    assertThat(access(held)).as("access token").isEqualTo(401);
    assertThat(registry(held)).as("registry token").isEqualTo(401);
    assertThat(device(held)).as("device code").isEqualTo(400);
  }

  private RegistryBrowser dev() {
    return new RegistryBrowser(harbor.berth).signIn("dev", harbor.berth.passwordOf("dev"));
  }

  @Test
  void aResetPasswordEndsAllThatWasGotWithTheOldOne() {
    var held = holds(dev());
    assertThat(session(held) + access(held) + registry(held)).isEqualTo(600);

    harbor
        .call("PUT", "/users/" + harbor.dev + "/password")
        .as("boss")
        .json("{'new_password':'Another-1234'}")
        .text(200);

    allEnded(held);
    harbor.berth.remember("dev", "Another-1234");
    harbor.get("/users/current").as("dev").text(200);
    assertThat(registry(holds(dev()))).isEqualTo(200);
  }

  @Test
  void onesOwnNewPasswordEndsTheOtherBrowsersButNoAccessToken() {
    var held = holds(dev());
    var changing = dev();
    changing
        .call("PUT", "/api/v2.0/users/" + harbor.dev + "/password")
        .json("{'old_password':'Secret-1234','new_password':'Another-1234'}")
        .text(200);
    assertThat(session(held)).isEqualTo(401);
    assertThat(registry(held)).isEqualTo(401);
    assertThat(device(held)).isEqualTo(400);
    assertThat(access(held)).isEqualTo(200);
    changing.call("GET", "/api/v2.0/users/current").text(200);
  }

  private JsonNode robot(String name) {
    return harbor
        .call("POST", "/robots")
        .as("boss")
        .json(
            ("{'name':'%s','level':'system','duration':-1,'permissions':[{'kind':'project',"
                    + "'namespace':'*','access':[{'resource':'repository','action':'pull'}]}]}")
                .formatted(name))
        .json(201);
  }

  private String replace(JsonNode robot, String body) {
    return harbor
        .call("PATCH", "/robots/" + robot.path("id").asText())
        .as("boss")
        .json(body)
        .json(200)
        .path("secret")
        .asText();
  }

  @Test
  void aTokenOfARobotsReplacedSecretIsVoid() {
    var robot = robot("ci");
    var old = token("robot$ci", robot.path("secret").asText());
    assertThat(registry(old)).isEqualTo(200);
    var secret = replace(robot, "{}");
    assertThat(registry(old)).isEqualTo(401);
    var present = token("robot$ci", secret);
    assertThat(registry(present)).isEqualTo(200);
    var other = token("robot$other", robot("other").path("secret").asText());
    replace(robot, "{}");
    assertThat(registry(present)).isEqualTo(401);
    assertThat(registry(other)).as("another robot's").isEqualTo(200);
  }

  @Test
  void aTokenOfASecretThatStaysBesideANewOneLivesAsLongAsThat() {
    var robot = robot("ci");
    var first = robot.path("secret").asText();
    var before = token("robot$ci", first);
    var second = replace(robot, "{'overlap_hours':1}");
    var beside = token("robot$ci", first);
    var present = token("robot$ci", second);
    assertThat(registry(before)).isEqualTo(200);
    assertThat(registry(beside)).isEqualTo(200);

    harbor.berth.change("UPDATE robot SET previous_until = 1 WHERE login = ?", "ci");
    assertThat(registry(before)).isEqualTo(401);
    assertThat(registry(beside)).as("got while there were two").isEqualTo(401);
    assertThat(registry(present)).isEqualTo(200);

    replace(robot, "{'overlap_hours':1}");
    assertThat(registry(present)).isEqualTo(200);
    var third = replace(robot, "{'overlap_hours':1}");
    assertThat(registry(present)).as("two secrets ago").isEqualTo(401);
    assertThat(registry(token("robot$ci", third))).isEqualTo(200);
  }

  @Test
  void aTokenOfAReplacedCliSecretIsVoidAndTheSessionStays() {
    add("work", provider);
    var ada = at("work", provider, "ada");
    var held = holds(ada);
    var old = token("ada", secret(ada));
    var id = ada.call("GET", "/api/v2.0/users/current").json(200).path("user_id").asText();
    ada.call("PUT", "/api/v2.0/users/" + id + "/cli_secret").json("{}").text(200);
    assertThat(registry(old)).isEqualTo(401);
    assertThat(registry(token("ada", secret(ada)))).isEqualTo(200);
    assertThat(session(held)).isEqualTo(200);
    assertThat(access(held)).isEqualTo(200);
    assertThat(device(held)).isEqualTo(200);
  }

  @Test
  void whoEndsAllSessionsEndsTheirRegistryTokens() {
    var held = holds(dev());
    var access = token("dev", held.access());
    harbor.call("DELETE", "/users/" + harbor.dev + "/sessions").as("boss").text(200);
    assertThat(session(held)).isEqualTo(401);
    assertThat(registry(held)).isEqualTo(401);
    assertThat(device(held)).isEqualTo(400);
    assertThat(access(held)).isEqualTo(200);
    assertThat(registry(access)).as("got with an access token").isEqualTo(200);

    var again = dev();
    var token = again.call("GET", CATALOG).json(200).path("token").asText();
    assertThat(registry(token)).isEqualTo(200);
    again.call("DELETE", "/api/v2.0/users/current/sessions").text(200);
    assertThat(registry(token)).isEqualTo(401);
  }

  private void add(String alias, FakeProvider which) {
    ProvidedPeople.letIn(harbor.berth, which, alias);
  }

  private RegistryBrowser at(String alias, FakeProvider which, String name) {
    which.person(
        Map.of("sub", "s-" + name, "preferred_username", name, "email", name + "@example.test"));
    return new RegistryBrowser(harbor.berth).signInAtProvider(alias);
  }

  private static String secret(RegistryBrowser browser) {
    return browser
        .call("GET", "/api/v2.0/users/current")
        .json(200)
        .at("/oidc_user_meta/secret")
        .asText();
  }

  @Test
  void whoseProviderIsRemovedHasNothingLeft() {
    add("work", provider);
    var ada = at("work", provider, "ada");
    var held = holds(ada);
    var secret = secret(ada);
    var token = provider.idToken();
    harbor.get("/users/current").basic("ada", secret).text(200);

    harbor.call("DELETE", "/oidc-providers/work").as("boss").text(200);

    allEnded(held);
    assertThat(code(harbor.get("/users/current").basic("ada", secret).send())).startsWith("401");
    assertThat(code(harbor.get("/users/current").header("Authorization", "Bearer " + token).send()))
        .startsWith("401");

    add("work", provider);
    assertThat(access(held)).as("nothing comes back with the provider").isEqualTo(401);
    assertThat(code(harbor.get("/users/current").basic("ada", secret).send())).startsWith("401");
    var back = at("work", provider, "ada");
    assertThat(secret(back)).isNotEmpty().isNotEqualTo(secret);
  }

  @Test
  void whoHasAnotherWayInKeepsWhatTheyHave() {
    add("work", provider);
    add("home", second);
    var ada = at("work", provider, "ada");
    var secret = secret(ada);
    var held = holds(ada);
    second.person(Map.of("sub", "other", "preferred_username", "ada2"));
    link(ada, "home");

    harbor.call("DELETE", "/oidc-providers/work").as("boss").text(200);

    assertThat(session(held)).as("it began at the provider that is gone").isEqualTo(401);
    assertThat(access(held)).isEqualTo(200);
    harbor.get("/users/current").basic("ada", secret).text(200);

    harbor.call("DELETE", "/oidc-providers/home").as("boss").text(200);
    assertThat(access(held)).isEqualTo(401);
    assertThat(code(harbor.get("/users/current").basic("ada", secret).send())).startsWith("401");
  }

  private void link(RegistryBrowser browser, String alias) {
    var there =
        browser
            .call("POST", "/c/oidc/link")
            .json("{'provider':'%s','redirect_url':'/'}".formatted(alias))
            .send();
    browser.throughProvider(there);
  }

  @Test
  void aLocalUserKeepsTokensWhenALinkedProviderGoes() {
    add("work", provider);
    provider.person(Map.of("sub", "linked", "preferred_username", "x"));
    var dev = dev();
    link(dev, "work");
    var held = holds(dev);
    harbor.call("DELETE", "/oidc-providers/work").as("boss").text(200);
    assertThat(access(held)).isEqualTo(200);
    harbor.get("/users/current").as("dev").text(200);
  }

  private RegistryBrowser thief() {
    add("work", provider);
    provider.person(Map.of("sub", "thief", "preferred_username", "thief"));
    var stolen = dev();
    link(stolen, "work");
    var thief = new RegistryBrowser(harbor.berth).signInAtProvider("work");
    assertThat(name(thief)).isEqualTo("dev");
    return thief;
  }

  private static String name(RegistryBrowser browser) {
    return browser.call("GET", "/api/v2.0/users/current").json(200).path("username").asText();
  }

  @Test
  void aThiefWhoLinkedAProviderDoesNotComeBackAfterAReset() {
    var held = holds(thief());
    harbor
        .call("PUT", "/users/" + harbor.dev + "/password")
        .as("boss")
        .json("{'new_password':'Another-1234'}")
        .text(200);
    allEnded(held);
    assertThat(harbor.get("/users/" + harbor.dev + "/identities").as("boss").json(200)).isEmpty();
    assertThat(name(new RegistryBrowser(harbor.berth).signInAtProvider("work")))
        .as("a user of their own")
        .isEqualTo("thief");
  }

  @Test
  void aThiefWhomTheOwnerUnlinksIsOutAtOnce() {
    var held = holds(thief());
    var mine = dev();
    var own = "/api/v2.0/users/current/identities";
    var id = mine.call("GET", own).json(200).at("/0/id").asText();
    mine.call("DELETE", own + "/" + id).text(200);

    assertThat(session(held)).isEqualTo(401);
    assertThat(registry(held)).isEqualTo(401);
    assertThat(device(held)).isEqualTo(400);
    assertThat(name(mine)).as("it did not begin there").isEqualTo("dev");
  }

  @Test
  void unlinkingOneProviderLeavesSessionsOfTheOther() {
    add("work", provider);
    add("home", second);
    var ada = at("work", provider, "ada");
    second.person(Map.of("sub", "other", "preferred_username", "ada2"));
    link(ada, "home");
    var home = new RegistryBrowser(harbor.berth).signInAtProvider("home");
    var own = "/api/v2.0/users/current/identities";
    for (var identity : home.call("GET", own).json(200)) {
      if (identity.path("subject").asText().equals("s-ada")) {
        home.call("DELETE", own + "/" + identity.path("id").asText()).text(200);
      }
    }
    assertThat(ada.call("GET", "/api/v2.0/users/current").send().statusCode()).isEqualTo(401);
    assertThat(name(home)).isEqualTo("ada");
  }

  @Test
  void anEndpointThatMovesWithAnotherClientIsAnotherProvider() {
    add("work", provider);
    var ada = at("work", provider, "ada");
    var held = holds(ada);
    var body = "{'endpoint':'%s','client_id':'%s','client_secret':'%s'}";
    harbor
        .call("PUT", "/oidc-providers/work")
        .as("boss")
        .json(body.formatted(second.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET))
        .text(200);
    assertThat(access(held)).as("moved, its people are the same").isEqualTo(200);
    harbor
        .call("PUT", "/oidc-providers/work")
        .as("boss")
        .json(body.formatted(second.issuer(), "another", FakeProvider.SECRET))
        .text(200);
    assertThat(access(held)).isEqualTo(401);
    assertThat(session(held)).isEqualTo(401);
  }

  @Test
  void replacingThePrimaryProviderByAnotherEndsWhatTheFormerGave() {
    var path = harbor.berth.registry() + "/openIdConnect";
    var body =
        "{'deleteUsers':%4$s,'provider':{'name':'p','endpoint':'%1$s','clientId':'%2$s',"
            + "'clientSecret':'%3$s','scope':'openid','userClaim':'preferred_username',"
            + "'autoOnboard':true}}";
    harbor
        .berth
        .call("POST", path)
        .as("root")
        .json(body.formatted(provider.issuer(), FakeProvider.CLIENT, "s3cret:with/odd&signs", true))
        .text(200);
    var ada = at("", provider, "ada");
    var secret = secret(ada);
    harbor.get("/users/current").basic("ada", secret).text(200);
    harbor
        .berth
        .call("POST", path)
        .as("root")
        .json(body.formatted(second.issuer(), "another", "other", false))
        .text(200);
    assertThat(code(harbor.get("/users/current").basic("ada", secret).send())).startsWith("401");
    assertThat(ada.call("GET", "/api/v2.0/users/current").send().statusCode()).isEqualTo(401);
  }
}
