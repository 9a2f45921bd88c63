package io.berth.harbor;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups, access tokens and profiles, as clients meet them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborPeopleTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @Test
  void aLocalGroupGivesItsMembersItsRoleAtOnce() {
    var made =
        harbor
            .call("POST", "/usergroups")
            .as("boss")
            .json("{'group_name':'crew','group_type':4}")
            .send();
    var group = header(made, "Location");
    assertThat(group).matches(API + "/usergroups/\\d+");
    assertThat(harbor.berth.call("GET", group).as("boss").json(200).path("group_type").asInt())
        .isEqualTo(4);
    harbor.project("boss", "team", false);
    harbor.pushImage("boss", "team/app", "v1", "layer");
    var member =
        header(
            harbor
                .call("POST", "/projects/team/members")
                .as("boss")
                .json("{'role_id':2,'member_group':{'group_name':'crew'}}")
                .send(),
            "Location");
    assertThat(harbor.berth.call("GET", member).as("boss").json(200).path("entity_type").asText())
        .isEqualTo("g");
    assertThat(code(harbor.get("/projects/team").as("dev").send())).isEqualTo("403 FORBIDDEN");

    harbor.berth.call("POST", group + "/members").as("boss").json("{'username':'dev'}").text(201);
    harbor.get("/projects/team").as("dev").text(200);
    harbor.pushImage("dev", "team/other", "v1", "layer");
    assertThat(names(harbor.get("/projects").as("dev").json(200), "name")).contains("team");
    assertThat(names(harbor.berth.call("GET", group + "/members").as("boss").json(200), "username"))
        .containsExactly("dev");
    harbor.berth.call("DELETE", group + "/members/" + harbor.dev).as("boss").text(200);
    assertThat(code(harbor.get("/projects/team").as("dev").send())).isEqualTo("403 FORBIDDEN");
  }

  @Test
  void groupsAreFoundRenamedAndDeleted() {
    var path =
        header(
            harbor
                .call("POST", "/usergroups")
                .as("boss")
                .json("{'group_name':'ops','group_type':3}")
                .send(),
            "Location");
    assertThat(
            code(
                harbor
                    .call("POST", "/usergroups")
                    .as("boss")
                    .json("{'group_name':'ops','group_type':3}")
                    .send()))
        .isEqualTo("409 CONFLICT");
    assertThat(
            code(
                harbor
                    .call("POST", "/usergroups")
                    .as("boss")
                    .json("{'group_name':'ldap','group_type':1}")
                    .send()))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(
            code(
                harbor
                    .berth
                    .call("POST", path + "/members")
                    .as("boss")
                    .json("{'username':'dev'}")
                    .send()))
        .isEqualTo("412 PRECONDITION");
    harbor.berth.call("PUT", path).as("boss").json("{'group_name':'operators'}").text(200);
    assertThat(
            names(
                harbor.get("/usergroups/search?groupname=oper").as("dev").json(200), "group_name"))
        .containsExactly("operators");
    assertThat(code(harbor.get("/usergroups").as("dev").send())).isEqualTo("403 FORBIDDEN");
    harbor.berth.call("DELETE", path).as("boss").text(200);
    assertThat(harbor.get("/usergroups").as("boss").json(200)).isEmpty();
    assertThat(code(harbor.berth.call("GET", path).as("boss").send())).isEqualTo("404 NOT_FOUND");
  }

  private JsonNode token(String body) {
    return harbor.call("POST", "/users/current/access-tokens").as("dev").json(body).json(201);
  }

  private HttpCall with(JsonNode token, String method, String path) {
    return harbor.berth.call(method, path).basic("dev", token.path("token").asText());
  }

  @Test
  void anAccessTokenDoesWhatItsLevelSaysInItsProjects() {
    harbor.project("dev", "team", false);
    harbor.project("dev", "other", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    harbor.pushImage("dev", "other/app", "v1", "layer");
    var pull = token("{'name':'ci','level':'pull','projects':['team'],'expires_in_days':30}");
    assertThat(pull.path("token").asText()).startsWith("berth_pat_");

    with(pull, "GET", "/v2/team/app/manifests/v1").text(200);
    with(pull, "GET", "/v2/other/app/manifests/v1").text(401);
    with(pull, "POST", "/v2/team/app/blobs/uploads/").text(401);
    with(pull, "GET", API + "/projects/team/repositories").text(200);
    with(pull, "GET", API + "/users/current").text(200);
    assertThat(names(with(pull, "GET", API + "/projects").json(200), "name"))
        .containsExactly("team");
    assertThat(code(with(pull, "DELETE", API + "/projects/team/repositories/app").send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            code(
                with(pull, "POST", API + "/users/current/access-tokens")
                    .json("{'name':'more','level':'admin'}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");

    harbor.berth.remember("dev", token("{'name':'push','level':'push'}").path("token").asText());
    harbor.pushImage("dev", "other/app", "v2", "layer2");
    assertThat(code(harbor.call("DELETE", "/projects/other/repositories/app").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.project("dev", "third", false))).isEqualTo("403 FORBIDDEN");
  }

  @Test
  void aRevokedOrExpiredAccessTokenIsToldSoAndItsRegistryTokensDie() throws IOException {
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    var token = token("{'name':'ci','level':'admin'}");
    var bearer =
        with(token, "GET", "/service/token?service=harbor-registry&scope=repository:team/app:pull")
            .json(200)
            .path("token")
            .asText();
    var pull = harbor.berth.call("GET", "/v2/team/app/manifests/v1");
    pull.header("Authorization", "Bearer " + bearer).text(200);
    harbor
        .berth
        .call("GET", API + "/users/current")
        .header("Authorization", "Bearer " + token.path("token").asText())
        .text(200);
    assertThat(
            harbor.berth.call("GET", "/v2/").basic("boss", token.path("token").asText()).text(401))
        .contains("another user");
    var list = harbor.get("/users/current/access-tokens").as("dev").json(200);
    assertThat(list).hasSize(1);
    assertThat(list.toString()).doesNotContain("berth_pat_").contains("last_used_time");
    assertThat(list.path(0).path("last_used_time").isNull()).isFalse();

    var mine = "/users/current/access-tokens/" + token.path("id").asText();
    assertThat(code(harbor.call("DELETE", mine).as("boss").send())).isEqualTo("404 NOT_FOUND");
    harbor
        .call("DELETE", "/users/" + harbor.dev + "/access-tokens/" + token.path("id").asText())
        .as("boss")
        .text(200);
    assertThat(with(token, "GET", "/v2/").text(401)).contains("revoked");
    harbor
        .berth
        .call("GET", "/v2/team/app/manifests/v1")
        .header("Authorization", "Bearer " + bearer)
        .text(401);

    var other = token("{'name':'short','level':'pull','expires_in_days':1}");
    harbor.berth.restartWith("UPDATE access_token SET expires_at = 1");
    assertThat(with(other, "GET", "/v2/").text(401)).contains("expired at");
    for (var bad :
        java.util.List.of(
            "{'name':'','level':'pull'}",
            "{'name':'x','level':'root'}",
            "{'name':'x','level':'pull','expires_in_days':0}",
            "{'name':'x','level':'pull','projects':[]}")) {
      assertThat(
              code(harbor.call("POST", "/users/current/access-tokens").as("dev").json(bad).send()))
          .as(bad)
          .isEqualTo("400 BAD_REQUEST");
    }
  }

  @Test
  void aProfileIsChangedAndAUserRenamed() {
    var mine = "/users/" + harbor.dev;
    harbor
        .call("PUT", mine)
        .as("dev")
        .json("{'email':'new@example.test','realname':'Dee Vee','comment':'hello'}")
        .text(200);
    var shown = harbor.get(mine).as("boss").json(200);
    assertThat(shown.path("realname").asText()).isEqualTo("Dee Vee");
    assertThat(shown.path("email").asText()).isEqualTo("new@example.test");
    assertThat(
            code(
                harbor
                    .call("PUT", mine)
                    .as("dev")
                    .json("{'email':'boss@example.test','realname':'Dee'}")
                    .send()))
        .isEqualTo("409 CONFLICT");
    assertThat(code(harbor.call("PUT", "/users/" + harbor.admin).as("dev").json("{}").send()))
        .isEqualTo("403 FORBIDDEN");

    assertThat(
            code(
                harbor
                    .call("PUT", mine + "/username")
                    .as("boss")
                    .json("{'username':'boss'}")
                    .send()))
        .isEqualTo("409 CONFLICT");
    harbor.call("PUT", mine + "/username").as("boss").json("{'username':'dee'}").text(200);
    harbor.berth.remember("dee", "Secret-1234");
    assertThat(harbor.get("/users/current").as("dee").json(200).path("user_id").asLong())
        .isEqualTo(harbor.dev);
    harbor.get("/users/current").as("dev").text(401);
  }

  @Test
  void aCustomRoleForAPatternShowsAndAllowsOnlyWhatFits() {
    harbor.project("boss", "team", false);
    harbor.pushImage("boss", "team/web/app", "v1", "layer");
    harbor.pushImage("boss", "team/secret", "v1", "layer");
    var role =
        header(
            harbor
                .call("POST", "/roles")
                .as("boss")
                .json(
                    "{'role_name':'web','permissions':[{'resource':'repository','action':'pull'},"
                        + "{'resource':'repository','action':'push'},"
                        + "{'resource':'artifact','action':'list'}]}")
                .send(),
            "Location");
    var id = harbor.berth.call("GET", role).as("dev").json(200).path("role_id").asText();
    var member =
        header(
            harbor
                .call("POST", "/projects/team/members")
                .as("boss")
                .json(
                    "{'role_id':%s,'repository_pattern':'web/*','member_user':{'username':'dev'}}"
                        .formatted(id))
                .send(),
            "Location");
    assertThat(harbor.berth.call("GET", member).as("boss").json(200).path("role_name").asText())
        .isEqualTo("web");
    assertThat(names(harbor.get("/projects/team/repositories").as("dev").json(200), "name"))
        .containsExactly("team/web/app");
    assertThat(names(harbor.get("/repositories").as("dev").json(200), "name"))
        .containsExactly("team/web/app");
    harbor.get("/projects/team/repositories/web%252Fapp/artifacts").as("dev").text(200);
    assertThat(code(harbor.get("/projects/team/repositories/secret/artifacts").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
    harbor.pushImage("dev", "team/web/other", "v1", "layer");
    harbor.berth.call("GET", "/v2/team/secret/manifests/v1").as("dev").text(401);
    assertThat(code(harbor.call("DELETE", role.substring(API.length())).as("boss").send()))
        .isEqualTo("412 PRECONDITION");
    harbor.berth.call("DELETE", member).as("boss").text(200);
    harbor.berth.call("DELETE", role).as("boss").text(200);
    assertThat(code(harbor.call("POST", "/roles").as("boss").json("{'role_name':'guest'}").send()))
        .isEqualTo("409 CONFLICT");
    assertThat(code(harbor.call("POST", "/roles").as("dev").json("{'role_name':'x'}").send()))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void whoWasNotSeenForLongIsReported() throws IOException {
    harbor.get("/users/current").as("dev").text(200);
    harbor.berth.user("boss", "never");
    assertThat(harbor.get("/users/inactive").as("boss").json(200)).isEmpty();
    harbor.berth.restartWith("UPDATE registry_user SET created_at = 1");
    var away = harbor.get("/users/inactive?days=30").as("boss").json(200);
    assertThat(names(away, "username")).containsExactly("never");
    assertThat(away.path(0).path("last_seen_time").isNull()).isTrue();
    assertThat(code(harbor.get("/users/inactive").as("dev").send())).isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.get("/users/inactive?days=x").as("boss").send()))
        .isEqualTo("400 BAD_REQUEST");
  }
}
