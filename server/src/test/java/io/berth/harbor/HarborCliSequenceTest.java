package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
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

/**
 * The calls that harbor-cli makes for its commands, by a user with an access token. The program
 * itself is run by {@code ./berth clients}.
 */
final class HarborCliSequenceTest {
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;
  private String token = "";

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(Dialect.SQLITE, folder);
    token =
        harbor
            .call("POST", "/users/current/access-tokens")
            .as("dev")
            .json("{'name':'harbor-cli','level':'admin'}")
            .json(201)
            .path("token")
            .asText();
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private HttpCall call(String method, String path) {
    return harbor.call(method, path).basic("dev", token).header("X-Request-Id", "cli-1");
  }

  private JsonNode get(String path) {
    return call("GET", path).json(200);
  }

  @Test
  void login() {
    assertThat(get("/users/current").path("username").asText()).isEqualTo("dev");
    assertThat(code(harbor.get("/users/current").basic("dev", "Wrong-1234").send()))
        .isEqualTo("401 UNAUTHORIZED");
    harbor.project("dev", "team", false);
    var robot =
        call("POST", "/robots")
            .json(
                "{'name':'cli','level':'project','duration':1,'permissions':[{'kind':'project',"
                    + "'namespace':'team','access':[{'resource':'repository','action':'list'}]}]}")
            .json(201);
    var name = robot.path("name").asText();
    var secret = robot.path("secret").asText();
    assertThat(code(harbor.get("/users/current").basic(name, secret).send()))
        .isEqualTo("412 PRECONDITION");
    assertThat(names(harbor.get("/projects").basic(name, secret).json(200), "name"))
        .contains("team");
    harbor.get("/ping").basic(name, secret).text(200);
  }

  @Test
  void infoAndHealth() {
    assertThat(get("/systeminfo").path("harbor_version").asText()).startsWith("v2.");
    assertThat(get("/statistics").path("public_project_count").asInt()).isEqualTo(1);
    assertThat(get("/health").path("status").asText()).isEqualTo("healthy");
  }

  @Test
  void projectCreateListViewSearchLogsDelete() {
    call("POST", "/projects")
        .json(
            "{'metadata':{'public':'false'},'project_name':'cli','public':false,'storage_limit':-1}")
        .text(201);
    assertThat(names(get("/projects?page=1&page_size=10&q=name%3D~cl&sort=-name"), "name"))
        .containsExactly("cli");
    assertThat(
            call("GET", "/projects/cli")
                .header("X-Is-Resource-Name", "true")
                .json(200)
                .path("name")
                .asText())
        .isEqualTo("cli");
    assertThat(get("/projects/cli/summary").path("repo_count").asInt()).isZero();
    assertThat(get("/search?q=cli").path("project")).hasSize(1);
    assertThat(get("/projects/cli/auditlog-exts?page=1&page_size=10")).isNotEmpty();
    call("PUT", "/projects/cli/metadatas/public").json("{'public':'true'}").text(200);
    assertThat(get("/projects/cli/_deletable").path("deletable").asBoolean()).isTrue();
    call("DELETE", "/projects/cli").text(200);
    assertThat(code(call("GET", "/projects/cli").send())).isEqualTo("403 FORBIDDEN");
  }

  @Test
  void repositoryArtifactAndTag() {
    harbor.project("dev", "cli", false);
    var digest = harbor.pushImage("dev", "cli/deep/app", "v1", "layer");
    // go-client writes the slash encoded once
    var repository = "/projects/cli/repositories/deep%2Fapp";
    assertThat(names(get("/projects/cli/repositories?page=1&page_size=10"), "name"))
        .containsExactly("cli/deep/app");
    assertThat(get(repository).path("artifact_count").asInt()).isEqualTo(1);
    var artifacts =
        get(repository + "/artifacts?page=1&page_size=10&with_tag=true&with_label=true");
    assertThat(names(artifacts, "digest")).containsExactly(digest);
    assertThat(get(repository + "/artifacts/v1").path("digest").asText()).isEqualTo(digest);
    call("POST", repository + "/artifacts/" + digest + "/tags").json("{'name':'v2'}").text(201);
    assertThat(names(get(repository + "/artifacts/" + digest + "/tags"), "name"))
        .containsExactly("v2", "v1");
    call("DELETE", repository + "/artifacts/v1/tags/v1").text(200);
    call("DELETE", repository + "/artifacts/v2").text(200);
    call("DELETE", repository).text(200);
  }

  @Test
  void usersMembersRobotsAndPermissions() {
    harbor.project("dev", "cli", false);
    harbor.berth.user("boss", "mate");
    assertThat(names(get("/users/search?username=mat"), "username")).containsExactly("mate");
    call("POST", "/projects/cli/members")
        .json("{'member_group':{},'member_user':{'username':'mate'},'role_id':3}")
        .text(201);
    var members = get("/projects/cli/members?page=1&page_size=10");
    assertThat(names(members, "entity_name")).containsExactly("dev", "mate");
    call("PUT", "/projects/cli/members/" + members.path(1).path("id").asText())
        .json("{'role_id':2}")
        .text(200);
    assertThat(get("/permissions").path("project")).isNotEmpty();
    var id = get("/projects/cli").path("project_id").asText();
    assertThat(get("/robots?page=0&page_size=0&q=Level%253Dproject%252CProjectID%253D" + id))
        .isEmpty();
    assertThat(code(call("GET", "/users?page=1&page_size=10").send())).isEqualTo("403 FORBIDDEN");
    assertThat(code(call("GET", "/configurations").send())).isEqualTo("403 FORBIDDEN");
  }
}
