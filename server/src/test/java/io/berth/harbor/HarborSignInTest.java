package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The sign-in API: docs/reference/sign-in-api.md. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborSignInTest {
  private final HarborCalls harbor;
  private FakeProvider provider;

  HarborSignInTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    provider = FakeProvider.http(Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void administratorsPutProvidersBesideOneAnother() {
    assertThat(code(harbor.get("/oidc-providers").as("dev").send())).isEqualTo("403 FORBIDDEN");
    assertThat(harbor.get("/oidc-providers").as("boss").json(200)).isEmpty();
    assertThat(code(add("second", "http://provider.test"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(add("Not An Alias", provider.issuer()))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(add("primary", provider.issuer()))).isEqualTo("400 BAD_REQUEST");

    assertThat(refusal("'client_id':' '")).isEqualTo("client_id is required");
    assertThat(refusal("'client_id':'c','scope':'email'"))
        .isEqualTo("scope must contain openid, as in openid,profile,email,offline_access");
    assertThat(refusal("'client_id':'c','auto_onboard':true"))
        .startsWith("auto_onboard needs user_claim: the claim of the ID token");

    var added = add("second", provider.issuer());
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(header(added, "Location")).isEqualTo("/api/v2.0/oidc-providers/second");
    assertThat(code(add("third", provider.issuer()))).startsWith("409");

    var list = harbor.get("/oidc-providers").as("boss");
    assertThat(names(list.json(200), "alias")).containsExactly("second");
    assertThat(list.text(200)).doesNotContain("s3cret");
    var one = harbor.get("/oidc-providers/second").as("boss").json(200);
    assertThat(one.path("redirect_uri").asText()).endsWith("/c/oidc/callback/second");
    assertThat(one.path("scope").asText()).isEqualTo("openid,profile,email");

    put("/oidc-providers/second", "{'name':'Second','admin_group':'a,b'}").text(200);
    put("/oidc-providers/second/options", "{'allowed_groups':['staff']}").text(200);
    one = harbor.get("/oidc-providers/second").as("boss").json(200);
    assertThat(one.path("name").asText()).isEqualTo("Second");
    assertThat(one.path("endpoint").asText()).isEqualTo(provider.issuer());
    assertThat(one.at("/options/allowed_groups/0").asText()).isEqualTo("staff");
    assertThat(one.at("/options/end_session").asBoolean()).isTrue();
    var broken = put("/oidc-providers/second/options", "{'certificates':'none'}").send();
    assertThat(code(broken)).isEqualTo("400 BAD_REQUEST");

    harbor.call("DELETE", "/oidc-providers/second").as("boss").text(200);
    assertThat(code(harbor.get("/oidc-providers/second").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.get("/oidc-providers/primary").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aProviderIsTriedByItsAddressAlone() {
    var ping = "/system/oidc/ping";
    var good = "{'url':'%s','verify_cert':true}".formatted(provider.issuer());
    harbor.call("POST", ping).as("boss").json(good).text(200);
    for (var wrong : List.of("{}", "{'url':''}", "{'url':'https://no-such-host.invalid'}")) {
      assertThat(code(harbor.call("POST", ping).as("boss").json(wrong).send()))
          .isEqualTo("400 BAD_REQUEST");
    }
  }

  @Test
  void aDisabledUserIsShutOutUntilEnabled() {
    var path = "/users/" + harbor.dev + "/disabled";
    assertThat(code(put(path, "{}").send())).isEqualTo("400 BAD_REQUEST");
    put(path, "{'disabled':true,'reason':'left us'}").text(200);

    assertThat(code(harbor.get("/users/current").as("dev").send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(harbor.get(path).as("boss").json(200).path("reason").asText()).isEqualTo("left us");
    var self = put("/users/" + harbor.admin + "/disabled", "{'disabled':true}").send();
    assertThat(code(self)).isEqualTo("403 FORBIDDEN");

    put(path, "{'disabled':false}").text(200);
    harbor.get("/users/current").as("dev").json(200);
    var events = harbor.get("/sign-ins").as("boss").json(200);
    assertThat(names(events, "outcome")).contains("refused", "succeeded");
    assertThat(names(events, "username")).contains("dev");
    assertThat(code(harbor.get("/sign-ins").as("dev").send())).isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.get("/sign-ins?before=x").as("boss").send()))
        .isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void sessionsAndWaysInBelongToTheirUserAndAdministrators() {
    assertThat(harbor.get("/users/current/sessions").as("dev").json(200)).isEmpty();
    assertThat(harbor.get("/users/current/identities").as("dev").json(200)).isEmpty();
    assertThat(harbor.get("/users/" + harbor.dev + "/sessions").as("boss").json(200)).isEmpty();
    for (var path : new String[] {"/sessions", "/identities"}) {
      assertThat(code(harbor.get("/users/" + harbor.admin + path).as("dev").send()))
          .isEqualTo("403 FORBIDDEN");
      assertThat(code(harbor.get("/users/999999" + path).as("boss").send()))
          .isEqualTo("404 NOT_FOUND");
      assertThat(code(harbor.get("/users/current" + path).send())).isEqualTo("401 UNAUTHORIZED");
    }
    var none = harbor.call("DELETE", "/users/current/sessions/" + "0".repeat(32)).as("dev").send();
    assertThat(code(none)).isEqualTo("404 NOT_FOUND");
    harbor.call("DELETE", "/users/current/sessions").as("dev").text(200);
  }

  private java.net.http.HttpResponse<byte[]> add(String alias, String endpoint) {
    return harbor
        .call("POST", "/oidc-providers")
        .as("boss")
        .json(
            "{'alias':'%s','endpoint':'%s','client_id':'harbor','client_secret':'s3cret'}"
                .formatted(alias, endpoint))
        .send();
  }

  private String refusal(String fields) {
    return harbor
        .call("POST", "/oidc-providers")
        .as("boss")
        .json(
            "{'alias':'second','endpoint':'%s','client_secret':'s3cret',%s}"
                .formatted(provider.issuer(), fields))
        .json(400)
        .at("/errors/0/message")
        .asText();
  }

  private io.berth.testing.HttpCall put(String path, String json) {
    return harbor.call("PUT", path).as("boss").json(json);
  }
}
