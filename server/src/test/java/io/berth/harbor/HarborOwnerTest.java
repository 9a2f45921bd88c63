package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** User 1, which every registry has from the start, as a real Harbor shows it. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborOwnerTest {
  private final HarborCalls harbor;

  HarborOwnerTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  private String answer(String method, String path, String body) {
    return code(harbor.call(method, path).as("boss").json(body).send());
  }

  @Test
  void itIsShownAndNeverListed() {
    var owner = harbor.get("/users/1").as("boss").json(200);
    assertThat(owner.path("user_id").asLong()).isEqualTo(1);
    assertThat(owner.path("username").asText()).isEqualTo("admin");
    assertThat(owner.path("realname").asText()).isEqualTo("system admin");
    assertThat(owner.path("comment").asText()).isEqualTo("admin user");
    assertThat(owner.path("sysadmin_flag").asBoolean()).isTrue();
    assertThat(harbor.admin).isGreaterThan(1);
    for (var list :
        List.of(
            "/users",
            "/users?q=user_id%3D1",
            "/users?username=admin",
            "/users/search?username=admin")) {
      assertThat(names(harbor.get(list).as("boss").json(200), "username"))
          .as(list)
          .doesNotContain("admin");
    }
  }

  @Test
  void nobodyDeletesOrChangesItOrTakesItsName() {
    assertThat(answer("DELETE", "/users/1", "")).isEqualTo("403 FORBIDDEN");
    assertThat(answer("PUT", "/users/1", "{'email':'a@example.org','realname':'r','comment':'c'}"))
        .isEqualTo("403 FORBIDDEN");
    assertThat(answer("PUT", "/users/1/password", "{'new_password':'Passw0rd1'}"))
        .isEqualTo("403 FORBIDDEN");
    assertThat(answer("PUT", "/users/1/username", "{'username':'other'}"))
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            answer(
                "POST",
                "/users",
                "{'username':'admin','email':'n521@example.org','realname':'r','password':'Passw0rd1'}"))
        .isEqualTo("409 CONFLICT");
    assertThat(answer("PUT", "/users/" + harbor.dev + "/username", "{'username':'admin'}"))
        .isEqualTo("409 CONFLICT");
    assertThat(code(harbor.get("/users/1").as("dev").send())).isEqualTo("403 FORBIDDEN");
  }

  @Test
  void nobodySignsInAsIt() {
    for (var password : List.of("", "Harbor12345", "admin")) {
      assertThat(
              harbor
                  .get("/users/current")
                  .header(
                      "Authorization",
                      "Basic "
                          + java.util.Base64.getEncoder()
                              .encodeToString(
                                  ("admin:" + password)
                                      .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                  .send()
                  .statusCode())
          .isEqualTo(401);
    }
  }

  /** Another administrator may take its flag and give it back, in this registry alone. */
  @Test
  void itsFlagIsTheRegistrys() throws IOException {
    assertThat(answer("PUT", "/users/1/sysadmin", "{}")).startsWith("200");
    assertThat(harbor.get("/users/1").as("boss").json(200).path("sysadmin_flag").asBoolean())
        .isFalse();
    harbor.call("PUT", "/users/1/sysadmin").as("boss").json("{'sysadmin_flag':true}").text(200);
    assertThat(harbor.get("/users/1").as("boss").json(200).path("sysadmin_flag").asBoolean())
        .isTrue();
  }

  @Test
  void itMayBeAMemberAndBelongsToEveryRegistry() {
    harbor.project("boss", "team", false);
    var members = "/projects/team/members";
    assertThat(answer("POST", members, "{'role_id':2,'member_user':{'username':'admin'}}"))
        .startsWith("201");
    assertThat(answer("POST", members, "{'role_id':2,'member_user':{'user_id':1}}"))
        .isEqualTo("409 CONFLICT");
    var listed = harbor.get(members).as("boss").json(200);
    assertThat(names(listed, "entity_name")).containsExactlyInAnyOrder("boss", "admin");
    assertThat(names(listed, "entity_id")).contains("1");
  }
}
