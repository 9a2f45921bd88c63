package io.berth.identity.token;

import static io.berth.harbor.HarborCalls.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.security.ProvidedPeople;
import io.berth.security.RegistryBrowser;
import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever holds a lesser credential of an administrator tries to become the administrator. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class PullTokenEscalationTest {
  private final HarborCalls harbor;
  private FakeProvider provider;
  private RegistryBrowser ada;
  private long adaId;

  PullTokenEscalationTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    provider = FakeProvider.http(Clock.systemUTC());
    provider.person(Map.of("sub", "ada", "preferred_username", "ada", "email", "ada@example.test"));
    ProvidedPeople.letIn(harbor.berth, provider, "work");
    ada = new RegistryBrowser(harbor.berth).signInAtProvider("work");
    adaId = ProvidedPeople.promoted(harbor.berth, ada);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private String token(String body) {
    return ada.call("POST", "/api/v2.0/users/current/access-tokens")
        .json(body)
        .json(201)
        .path("token")
        .asText();
  }

  private static HttpCall bearer(HttpCall call, String token) {
    return call.header("Authorization", "Bearer " + token);
  }

  private HttpCall bearer(String method, String path, String token) {
    return bearer(harbor.call(method, path), token);
  }

  private static String secret(JsonNode current) {
    return current.at("/oidc_user_meta/secret").asText();
  }

  @Test
  void aPullTokenReadsItsOwnersProfileButNoSecret() {
    var mine = secret(ada.call("GET", "/api/v2.0/users/current").json(200));
    assertThat(mine).isNotEmpty();
    for (var body :
        List.of(
            "{'name':'p','level':'pull'}",
            "{'name':'u','level':'push'}",
            "{'name':'a','level':'admin','projects':['library']}")) {
      var token = token(body);
      for (var path : List.of("/users/current", "/users/" + adaId)) {
        var current = bearer("GET", path, token).text(200);
        assertThat(current).contains("\"ada\"").doesNotContain(mine);
      }
    }

    var whole = token("{'name':'w','level':'admin'}");
    assertThat(secret(bearer("GET", "/users/current", whole).json(200))).isEqualTo(mine);
  }

  @Test
  void aNarrowTokenNeitherMakesNorEndsACredential() {
    var other = token("{'name':'other','level':'pull'}");
    for (var body :
        List.of(
            "{'name':'p','level':'pull'}",
            "{'name':'u','level':'push'}",
            "{'name':'a','level':'admin','projects':['library']}")) {
      var token = token(body);
      var refused =
          List.of(
              bearer("PUT", "/users/" + adaId + "/cli_secret", token)
                  .json("{'secret':'Chosen-1234'}"),
              bearer("POST", "/users/current/access-tokens", token)
                  .json("{'name':'more','level':'admin'}"),
              bearer("GET", "/users/current/access-tokens", token),
              bearer("DELETE", "/users/current/access-tokens/1", token),
              bearer("GET", "/users/current/sessions", token),
              bearer("DELETE", "/users/current/sessions", token),
              bearer("DELETE", "/users/current/sessions/" + "0".repeat(32), token),
              bearer("GET", "/users/current/identities", token),
              bearer("DELETE", "/users/current/identities/1", token),
              bearer("PUT", "/users/" + adaId, token).json("{'email':'x@example.test'}"),
              bearer("PUT", "/users/" + adaId + "/password", token)
                  .json("{'new_password':'Chosen-1234'}"),
              bearer("PUT", "/users/" + harbor.admin + "/password", token)
                  .json("{'new_password':'Chosen-1234'}"),
              bearer("PUT", "/users/" + harbor.dev + "/sysadmin", token)
                  .json("{'sysadmin_flag':true}"),
              bearer("GET", "/users/" + adaId + "/access-tokens", token));
      for (var call : refused) {
        assertThat(code(call.send())).as(call.method() + " " + call.url()).startsWith("403");
      }
    }
    ada.call("GET", "/api/v2.0/users/current/sessions").text(200);
    bearer("GET", "/projects", other).text(200);
  }

  @Test
  void noTokenAddsAWayInThatOnlyABrowserMayAdd() {
    var whole = token("{'name':'w','level':'admin'}");
    for (var call :
        List.of(
            harbor.berth.call("POST", "/c/oidc/link"),
            harbor.berth.call("POST", "/c/device"),
            harbor.berth.call("POST", "/c/device/answer"))) {
      var csrf = new RegistryBrowser(harbor.berth).signIn("dev", harbor.berth.passwordOf("dev"));
      var answer = bearer(csrf.dress(call), whole).json("{'provider':'work'}").send();
      assertThat(answer.statusCode()).as(call.url().toString()).isEqualTo(401);
      assertThat(new String(answer.body(), UTF_8)).contains("sign in with a browser");
    }
  }

  @Test
  void whatIsChangedOrRunsOutMakesNothingThatStays() {
    var mine = secret(ada.call("GET", "/api/v2.0/users/current").json(200));
    for (var id : List.of(true, false)) {
      for (var path : List.of("/users/current/access-tokens", "/users/" + adaId + "/cli_secret")) {
        var call = harbor.call(path.endsWith("tokens") ? "POST" : "PUT", path);
        var known = id ? bearer(call, provider.idToken()) : call.basic("ada", mine);
        var answer = known.json("{'name':'x','level':'admin','secret':'Chosen-1234'}").send();
        assertThat(code(answer)).startsWith("403");
        assertThat(new String(answer.body(), UTF_8)).contains("would outlive it");
      }
    }
    assertThat(secret(bearer("GET", "/users/current", provider.idToken()).json(200))).isEmpty();

    var short1 = token("{'name':'s','level':'admin','expires_in_days':2}");
    var longer = "{'name':'%s','level':'admin'%s}";
    for (var days : List.of("", ",'expires_in_days':3")) {
      var answer =
          bearer("POST", "/users/current/access-tokens", short1)
              .json(longer.formatted("l", days))
              .send();
      assertThat(code(answer)).startsWith("403");
    }
    bearer("POST", "/users/current/access-tokens", short1)
        .json(longer.formatted("l", ",'expires_in_days':1"))
        .json(201);
  }

  @Test
  void aTokenOfOneProjectLearnsNothingOfOthersOrOfPeople() {
    harbor.project("boss", "hidden", false);
    var token = token("{'name':'p','level':'pull','projects':['library']}");
    assertThat(bearer("HEAD", "/projects?project_name=library", token).send().statusCode())
        .isEqualTo(200);
    assertThat(bearer("HEAD", "/projects?project_name=hidden", token).send().statusCode())
        .isEqualTo(404);
    assertThat(code(bearer("GET", "/users/search?username=b", token).send())).startsWith("403");
    assertThat(code(bearer("GET", "/usergroups/search?groupname=b", token).send()))
        .startsWith("403");
    var search = bearer("GET", "/search?q=hid", token).json(200);
    assertThat(search.path("project")).isEmpty();
  }
}
