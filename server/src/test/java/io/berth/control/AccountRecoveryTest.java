package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.account.PermittedProgram;
import io.berth.control.application.AccessRule;
import io.berth.security.RegistryBrowser;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an account got before its password was reset or changed, tried afterwards. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AccountRecoveryTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private Visitor visitor;
  private PermittedProgram permitted;
  private RegistryBrowser browser;
  private String registryToken = "";
  private String personal = "";
  private String cliSecret = "";
  private RunningBerth.Key key;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    berth.call("POST", berth.registry() + "/iam").as("root").json("{'deleteUsers':true}").text(200);
    visitor = new Visitor(berth);
    visitor.signIn("/auth/", "admin", berth.password());
    permitted = PermittedProgram.by(visitor, berth);
    browser = new RegistryBrowser(berth).signIn("admin", berth.password());
    var id = browser.call("GET", "/api/v2.0/users/current").json(200).path("user_id").asText();
    browser.call("PUT", "/api/v2.0/users/" + id + "/cli_secret").json("{}").text(200);
    cliSecret =
        browser
            .call("GET", "/api/v2.0/users/current")
            .json(200)
            .at("/oidc_user_meta/secret")
            .asText();
    personal =
        browser
            .call("POST", "/api/v2.0/users/current/access-tokens")
            .json("{'name':'t','level':'admin'}")
            .json(201)
            .path("token")
            .asText();
    registryToken =
        browser
            .call("GET", "/service/token?service=harbor-registry&scope=registry:catalog:*")
            .json(200)
            .path("token")
            .asText();
    key = berth.consumerKey("admin", AccessRule.ALL);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private int signedIn() {
    return berth
        .call("DELETE", "/v1/auth/session")
        .header("Cookie", visitor.cookies())
        .send()
        .statusCode();
  }

  private boolean hasSession() {
    return !berth
        .call("GET", "/v1/auth/session")
        .header("Cookie", visitor.cookies())
        .text(200)
        .equals("null");
  }

  private int program(String bearer) {
    return berth
        .call("GET", "/v1/me")
        .header("Authorization", "Bearer " + bearer)
        .send()
        .statusCode();
  }

  private int personal() {
    return program("/api/v2.0/users/current", personal);
  }

  private int registry() {
    return program("/v2/_catalog", registryToken);
  }

  private int program(String path, String bearer) {
    return berth.call("GET", path).header("Authorization", "Bearer " + bearer).send().statusCode();
  }

  private int cli() {
    return berth
        .call("GET", "/api/v2.0/users/current")
        .basic("admin", cliSecret)
        .send()
        .statusCode();
  }

  private int atTheRegistry() {
    return browser.call("GET", "/api/v2.0/users/current").send().statusCode();
  }

  @Test
  void aResetEndsBrowsersProgramsAndWhatTheRegistriesGave() {
    assertThat(hasSession()).isTrue();
    assertThat(program(permitted.access()) + personal() + registry() + cli() + atTheRegistry())
        .isEqualTo(1000);

    var answer =
        berth.call("POST", "/v1/me/identity/user/admin/resetPassword").as("root").json(200);

    assertThat(answer.path("credentials").asInt()).as("consumer keys").isGreaterThan(0);
    assertThat(answer.path("oauth2Clients").asInt()).isGreaterThan(0);
    assertThat(hasSession()).isFalse();
    assertThat(signedIn()).isEqualTo(401);
    assertThat(program(permitted.access())).isEqualTo(403);
    PermittedProgram.tokens(
            berth,
            "grant_type=refresh_token&client_id=%s&refresh_token=%s"
                .formatted(permitted.clientId(), permitted.refresh()))
        .text(400);
    assertThat(personal()).isEqualTo(401);
    assertThat(registry()).isEqualTo(401);
    assertThat(cli()).isEqualTo(401);
    assertThat(atTheRegistry()).isEqualTo(401);
    berth.signed(berth.call("GET", "/v1/me"), key).text(200);
  }

  @Test
  void onesOwnNewPasswordEndsTheOtherBrowsersEverywhere() {
    berth
        .call("POST", "/v1/me/changePassword")
        .as("root")
        .json("{'password':'%s','newPassword':'Another-1234'}".formatted(berth.password()))
        .text(200);
    assertThat(hasSession()).isFalse();
    assertThat(atTheRegistry()).isEqualTo(401);
    assertThat(registry()).isEqualTo(401);
    assertThat(personal()).isEqualTo(200);
    assertThat(cli()).isEqualTo(200);
    assertThat(program(permitted.access())).isEqualTo(200);
  }
}
