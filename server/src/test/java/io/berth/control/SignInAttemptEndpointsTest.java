package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code …/openIdConnect/attempts}: what an owner sees of sign-ins through a provider. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class SignInAttemptEndpointsTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private FakeProvider provider;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    berth.administrator("boss");
    harbor("/projects", "{'project_name':'shop','metadata':{}}");
    harbor("/usergroups", "{'group_name':'team-a','group_type':3}");
    harbor(
        "/projects/shop/members",
        "{'role_id':2,'member_group':{'group_name':'team-a','group_type':3}}");
    provider = FakeProvider.http(Clock.systemUTC());
    call("POST", "/openIdConnect")
        .json(
            ("{'deleteUsers':true,'provider':{'name':'keycloak','endpoint':'%s','clientId':'%s','clientSecret':'%s',"
                    + "'scope':'openid','groupsClaim':'groups','groupFilter':'^team-',"
                    + "'adminGroup':'bosses','userClaim':'name','autoOnboard':true}}")
                .formatted(provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET))
        .text(200);
  }

  @AfterEach
  void stop() {
    provider.close();
    berth.close();
  }

  private void harbor(String path, String body) {
    berth.call("POST", "/api/v2.0" + path).as("boss").json(body).text(201);
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, berth.registry() + path).as("root");
  }

  private int signIn(Map<String, Object> person) throws Exception {
    provider.person(person);
    var browser = new Visitor(berth);
    var there = Visitor.location(browser.open("/c/oidc/login?redirect_url=%2F"));
    try (var client = HttpClient.newHttpClient()) {
      var back =
          client
              .send(HttpRequest.newBuilder(URI.create(there)).build(), BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      return browser.open(back.substring(back.indexOf("/c/oidc/"))).statusCode();
    }
  }

  @Test
  void anOwnerSeesWhatTheProviderSaidAndWhatCameOfIt() throws Exception {
    assertThat(
            signIn(
                Map.of(
                    "sub", "s-1",
                    "name", "Carol",
                    "email", "carol@example.test",
                    "groups", List.of("bosses", "team-a"))))
        .isEqualTo(302);
    assertThat(signIn(Map.of("sub", "s-2", "email", "dave@example.test"))).isEqualTo(412);

    var attempts = call("GET", "/openIdConnect/attempts").json(200);
    assertThat(attempts).hasSize(2);
    var refused = attempts.get(0);
    assertThat(refused.path("verdict").asText()).isEqualTo("REFUSED");
    assertThat(refused.path("reason").asText()).contains("userClaim");
    assertThat(refused.path("administrator").asBoolean()).isFalse();
    assertThat(refused.path("projectRoles")).isEmpty();
    var carol = attempts.get(1);
    assertThat(carol.path("verdict").asText()).isEqualTo("SUCCEEDED");
    assertThat(carol.path("reason").asText()).contains("no refresh token");
    assertThat(carol.path("username").asText()).isEqualTo("Carol");
    assertThat(carol.path("administrator").asBoolean()).isTrue();
    assertThat(carol.path("groups")).extracting(Object::toString).contains("\"bosses\"");
    assertThat(carol.path("countedGroups").toString()).isEqualTo("[\"team-a\"]");
    assertThat(carol.path("projectRoles").toString())
        .isEqualTo("[{\"project\":\"shop\",\"role\":\"developer\",\"repositories\":null}]");
    assertThat(carol.path("claims").findValuesAsText("name")).contains("email", "sub", "groups");
    assertThat(attempts.toString()).doesNotContain("carol@example", "dave@example");
    assertThat(Published.of(berth).problems("cloud.containerRegistry.OIDCAttempt[]", attempts))
        .isEmpty();

    var older =
        call("GET", "/openIdConnect/attempts?limit=1&before=" + refused.path("id").asText());
    assertThat(older.json(200).path(0).path("id")).isEqualTo(carol.path("id"));
    call("GET", "/openIdConnect/attempts?limit=0").text(400);
  }

  @Test
  void claimsAtHandTellWhatASignInWouldComeTo() {
    var carol = preview("'autoOnboard':true,", CAROL).json(200);
    assertThat(carol.path("username").asText()).isEqualTo("carol");
    assertThat(carol.path("asked").asBoolean()).isFalse();
    assertThat(carol.path("email").asText()).isEqualTo("carol@example.test");
    assertThat(carol.path("groups").toString()).isEqualTo("[\"bosses\",\"team-a\"]");
    assertThat(carol.path("countedGroups").toString()).isEqualTo("[\"team-a\"]");
    assertThat(carol.path("administrator").asBoolean()).isTrue();
    assertThat(carol.path("projectRoles").toString())
        .isEqualTo("[{\"project\":\"shop\",\"role\":\"developer\",\"repositories\":null}]");
    assertThat(carol.path("problems")).isEmpty();

    var nobody = preview("'autoOnboard':true,", "{}").json(200);
    assertThat(nobody.path("username").asText()).isEmpty();
    assertThat(nobody.path("administrator").asBoolean()).isFalse();
    assertThat(nobody.path("problems").toString())
        .contains("no sub", "preferred_username", "no groups");
    assertThat(preview("", CAROL).json(200).path("asked").asBoolean()).isTrue();
    preview("", "[]").text(400);
    preview("", "eyJ.eyJ.sig").text(400);
  }

  private static final String CAROL =
      "{\"sub\":\"1\",\"preferred_username\":\"carol\",\"email\":\"carol@example.test\","
          + "\"groups\":[\"bosses\",\"team-a\"]}";

  private HttpCall preview(String more, String claims) {
    var provider =
        "{'name':'x','endpoint':'https://id.example.test','clientId':'harbor','clientSecret':'s',"
            + more
            + "'scope':'openid','userClaim':'preferred_username','groupsClaim':'groups',"
            + "'groupFilter':'^team','adminGroup':'bosses'}";
    return call("POST", "/openIdConnect/preview")
        .json("{'provider':" + provider + ",'claims':'" + claims.replace("\"", "\\\"") + "'}");
  }
}
