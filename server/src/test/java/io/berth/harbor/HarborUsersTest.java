package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Users, as clients of Harbor meet them: docs/reference/contracts/harbor.md#resources. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborUsersTest {
  private final HarborCalls harbor;

  HarborUsersTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @Test
  void onlyAdministratorsSeeAndMakeUsers() {
    assertThat(code(harbor.get("/users").send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(code(harbor.get("/users").as("dev").send())).isEqualTo("403 FORBIDDEN");
    assertThat(names(harbor.get("/users").as("boss").json(200), "username"))
        .containsExactlyInAnyOrder("boss", "dev");
    assertThat(names(harbor.get("/users?q=username%3D~de").as("boss").json(200), "username"))
        .containsExactly("dev");
    assertThat(names(harbor.get("/users/search?username=bo").as("dev").json(200), "username"))
        .containsExactly("boss");
    assertThat(code(harbor.get("/users/" + harbor.admin).as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(harbor.get("/users/" + harbor.dev).as("dev").json(200).path("username").asText())
        .isEqualTo("dev");
    assertThat(code(harbor.get("/users/999999").as("boss").send())).isEqualTo("404 NOT_FOUND");
    var taken =
        harbor
            .call("POST", "/users")
            .as("boss")
            .json(
                "{'username':'dev','email':'x@example.test','realname':'x','password':'Secret-1234'}")
            .send();
    assertThat(code(taken)).isEqualTo("409 CONFLICT");
    var weak =
        harbor
            .call("POST", "/users")
            .as("boss")
            .json("{'username':'new','email':'n@example.test','realname':'n','password':'short'}")
            .send();
    assertThat(code(weak)).isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void anAdministratorIsMadeButNobodyLocksThemselvesOut() {
    var current = harbor.get("/users/current").as("dev").json(200);
    assertThat(current.path("sysadmin_flag").asBoolean()).isFalse();
    harbor
        .call("PUT", "/users/" + harbor.dev + "/sysadmin")
        .as("boss")
        .json("{'sysadmin_flag':true}")
        .text(200);
    assertThat(harbor.get("/users/current").as("dev").json(200).path("sysadmin_flag").asBoolean())
        .isTrue();
    harbor.get("/users").as("dev").text(200);

    assertThat(
            code(
                harbor
                    .call("PUT", "/users/" + harbor.admin + "/sysadmin")
                    .as("boss")
                    .json("{'sysadmin_flag':false}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.call("DELETE", "/users/" + harbor.admin).as("boss").send()))
        .isEqualTo("403 FORBIDDEN");
    harbor.call("DELETE", "/users/" + harbor.dev).as("boss").text(200);
    assertThat(code(harbor.get("/users/current").as("dev").send())).isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void onesOwnPasswordNeedsTheOldOne() {
    var path = "/users/" + harbor.dev + "/password";
    assertThat(
            code(
                harbor
                    .call("PUT", path)
                    .as("dev")
                    .json("{'old_password':'wrong','new_password':'Another-1234'}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            code(
                harbor
                    .call("PUT", path)
                    .as("dev")
                    .json("{'old_password':'Secret-1234','new_password':'Secret-1234'}")
                    .send()))
        .isEqualTo("400 BAD_REQUEST");
    harbor
        .call("PUT", path)
        .as("dev")
        .json("{'old_password':'Secret-1234','new_password':'Another-1234'}")
        .text(200);
    assertThat(code(harbor.get("/users/current").as("dev").send())).isEqualTo("401 UNAUTHORIZED");
    harbor.berth.remember("dev", "Another-1234");
    harbor.get("/users/current").as("dev").text(200);
    assertThat(
            code(
                harbor
                    .call("PUT", "/users/" + harbor.admin + "/password")
                    .as("dev")
                    .json("{'new_password':'Taken-Over-1'}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void permissionsInAProjectAreListed() {
    var made = harbor.project("dev", "team", false);
    var id = header(made, "Location").replaceFirst(".*/", "");
    var mine =
        harbor
            .get("/users/current/permissions?relative=true&scope=/project/" + id)
            .as("dev")
            .json(200);
    assertThat(mine.toString()).contains("{\"resource\":\"repository\",\"action\":\"push\"}");
    harbor.berth.user("boss", "guest");
    assertThat(
            harbor
                .get("/users/current/permissions?relative=true&scope=/project/" + id)
                .as("guest")
                .json(200))
        .isEmpty();
  }

  @Test
  void cliSecretsAreForPeopleOfAProvider() {
    assertThat(
            code(
                harbor
                    .call("PUT", "/users/" + harbor.dev + "/cli_secret")
                    .as("dev")
                    .json("{'secret':'Secret-1234'}")
                    .send()))
        .isEqualTo("412 PRECONDITION");
  }

  @Test
  void anAddressThatIsNoProviderFailsThePing() {
    var answer =
        harbor
            .call("POST", "/system/oidc/ping")
            .as("boss")
            .json("{'url':'http://127.0.0.1:1/none','verify_cert':false}")
            .send();
    assertThat(code(answer)).isEqualTo("400 BAD_REQUEST");
    assertThat(code(harbor.call("POST", "/system/oidc/ping").as("dev").json("{'url':'x'}").send()))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void nobodyGuessesAnAddressThroughTheSearch() {
    harbor
        .call("POST", "/users")
        .as("boss")
        .json(
            "{'username':'hidden','email':'secret@corp.test','realname':'h','password':'Secret-1234'}")
        .text(201);
    for (var part : java.util.List.of("secret", "corp.test", "secret@corp.test")) {
      var found = harbor.get("/users/search?username=" + part).as("dev").send();
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(header(found, "X-Total-Count")).isEqualTo("0");
    }
    assertThat(names(harbor.get("/users/search?username=IDD").as("dev").json(200), "username"))
        .containsExactly("hidden");
    assertThat(names(harbor.get("/users?q=email%3D~corp").as("boss").json(200), "username"))
        .as("administrators see addresses anyway")
        .containsExactly("hidden");
  }
}
