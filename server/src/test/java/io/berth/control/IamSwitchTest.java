package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * IAM: accounts of the control plane sign in to a registry
 * (docs/reference/contracts/control-api.md#iam).
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class IamSwitchTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    berth.remember("admin", berth.accountPassword());
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  @Test
  void usersAreDeletedOnlyWhenToldSo() {
    berth.administrator("boss");
    var refused = call("POST", iam()).json("{'deleteUsers':false}").json(400);
    assertThat(refused.path("message").asText())
        .isEqualTo("1 users exist, set parameter deleteUsers to delete them");
    call("POST", iam()).text(400);
    assertThat(isEnabled()).isFalse();
    berth.call("GET", "/api/v2.0/users/current").as("boss").text(200);

    assertThat(call("POST", iam()).json("{'deleteUsers':true}").text(200)).isEqualTo("null");

    assertThat(isEnabled()).isTrue();
    berth.call("GET", "/api/v2.0/users/current").as("boss").text(401);
    assertThat(call("GET", berth.registry() + "/users").json(200)).isEmpty();
    call("POST", iam()).json("{'deleteUsers':true}").text(200);
  }

  @Test
  void theOwnersAccountSignsInAsAdministratorUntilItIsSwitchedOff() {
    berth.call("GET", "/api/v2.0/users/current").as("admin").text(401);
    call("POST", iam()).json("{'deleteUsers':true}").text(200);

    var person = berth.call("GET", "/api/v2.0/users/current").as("admin").json(200);
    assertThat(person.path("username").asText()).isEqualTo("admin");
    assertThat(person.path("sysadmin_flag").asBoolean()).isTrue();
    assertThat(signIn(berth.accountPassword())).isEqualTo(200);
    assertThat(signIn("wrong")).isEqualTo(401);
    berth.call("GET", "/service/token?service=harbor-registry").as("admin").text(200);
    assertThat(call("GET", berth.registry() + "/users").json(200)).hasSize(1);

    call("DELETE", iam()).text(200);
    assertThat(isEnabled()).isFalse();
    berth.call("GET", "/api/v2.0/users/current").as("admin").text(401);
    assertThat(call("GET", berth.registry() + "/users").json(200)).isEmpty();
    berth.administrator("boss");
    berth.call("GET", "/api/v2.0/users/current").as("boss").text(200);
    call("DELETE", iam()).text(200);
  }

  @Test
  void anAccountOfAnotherProjectStaysOutside() {
    call("POST", iam()).json("{'deleteUsers':true}").text(200);
    berth.account("stranger", "Stranger-1234");
    berth.call("GET", "/api/v2.0/users/current").as("stranger").text(401);
  }

  @Test
  void iamAndOpenIdConnectExcludeEachOtherAndCredentialsAreOff() {
    try (var provider = FakeProvider.http(Clock.systemUTC())) {
      var body =
          ("{'provider':{'name':'keycloak','endpoint':'%s','clientId':'%s','clientSecret':'%s',"
                  + "'scope':'openid'}}")
              .formatted(provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET);
      call("POST", berth.registry() + "/openIdConnect").json(body).text(200);
      var conflict = call("POST", iam()).json("{'deleteUsers':true}").json(409);
      assertThat(conflict.path("class").asText()).isEqualTo("Client::Conflict");
      call("DELETE", berth.registry() + "/openIdConnect").text(200);

      call("POST", iam()).text(200);
      call("POST", berth.registry() + "/openIdConnect").json(body).text(409);
      call("POST", berth.registry() + "/users").text(409);
    }
  }

  @Test
  void anAdministratorByIamLetsNobodyInWhoCouldTakeAnAccountsName() {
    try (var provider = FakeProvider.http(Clock.systemUTC())) {
      call("POST", iam()).json("{'deleteUsers':true}").text(200);
      var body =
          ("{'alias':'evil','endpoint':'%s','client_id':'%s','client_secret':'%s',"
                  + "'user_claim':'preferred_username','auto_onboard':true}")
              .formatted(provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET);
      var further = berth.call("POST", "/api/v2.0/oidc-providers").as("admin").json(body).json(409);
      assertThat(further.at("/errors/0/message").asText()).contains("disable IAM");
      var local =
          berth
              .call("POST", "/api/v2.0/users")
              .as("admin")
              .json(
                  "{'username':'colleague','email':'c@x.test','realname':'Colleague','password':'Secret-1234'}")
              .json(409);
      assertThat(local.at("/errors/0/message").asText()).contains("accounts sign in");
      assertThat(call("GET", berth.registry() + "/users").json(200)).hasSize(1);

      call("DELETE", iam()).text(200);
      berth.administrator("boss");
      berth.call("POST", "/api/v2.0/oidc-providers").as("boss").json(body).text(201);
      var refused = call("POST", iam()).json("{'deleteUsers':true}").json(409);
      assertThat(refused.path("message").asText()).contains("provider");
    }
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, path).as("root");
  }

  private String iam() {
    return berth.registry() + "/iam";
  }

  private boolean isEnabled() {
    return call("GET", berth.registry()).json(200).path("iamEnabled").asBoolean();
  }

  /** The portal's form. */
  private int signIn(String password) {
    var page = berth.call("GET", "/api/v2.0/systeminfo").send();
    var token = page.headers().firstValue("X-Harbor-CSRF-Token").orElse("");
    var cookie =
        page.headers().allValues("Set-Cookie").stream()
            .map(line -> line.split(";", 2)[0])
            .reduce((one, other) -> one + "; " + other)
            .orElse("");
    return berth
        .call("POST", "/c/login")
        .header("Cookie", cookie)
        .header("X-Harbor-CSRF-Token", token)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(("principal=admin&password=" + URLEncoder.encode(password, UTF_8)).getBytes(UTF_8))
        .send()
        .statusCode();
  }
}
