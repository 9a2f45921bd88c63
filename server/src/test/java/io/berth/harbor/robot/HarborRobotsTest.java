package io.berth.harbor.robot;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Robot accounts, as clients of Harbor meet them: docs/reference/contracts/harbor.md#robots. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborRobotsTest {
  private static final String PUSHER =
      """
      {'name':'%s','level':'project','duration':%s,'permissions':[{'kind':'project',
      'namespace':'team','access':[{'resource':'repository','action':'push'},
      {'resource':'repository','action':'list'}]}]}""";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
    harbor.project("dev", "team", false);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private JsonNode made(String as, String body) {
    return harbor.call("POST", "/robots").as(as).json(body).json(201);
  }

  /** A whole robot, as PUT takes it. */
  private static String changed(String members) {
    return PUSHER.formatted("robot$team+ci", "7").replace("'duration':7", members);
  }

  private HttpCall as(JsonNode robot, String method, String path) {
    return harbor
        .berth
        .call(method, path)
        .basic(robot.path("name").asText(), robot.path("secret").asText());
  }

  @Test
  void aRobotChangesNobodysPassword() {
    var robot = made("dev", PUSHER.formatted("ci", "7"));
    for (var id : List.of(harbor.dev, harbor.admin, 999_999L)) {
      var asked = as(robot, "PUT", API + "/users/" + id + "/password").json("{}").send();
      assertThat(code(asked)).isEqualTo("403 FORBIDDEN");
    }
  }

  @Test
  void aProjectRobotPushesPullsAndDoesNothingElse() {
    var answer = harbor.call("POST", "/robots").as("dev").json(PUSHER.formatted("ci", "7")).send();
    assertThat(header(answer, "Location")).matches(API + "/robots/\\d+");
    var robot = made("dev", PUSHER.formatted("ci2", "-1"));
    assertThat(robot.path("name").asText()).isEqualTo("robot$team+ci2");
    assertThat(robot.path("secret").asText()).hasSize(32);
    assertThat(robot.path("expires_at").asLong()).isEqualTo(-1);

    harbor.berth.remember("robot$team+ci2", robot.path("secret").asText());
    harbor.pushImage("robot$team+ci2", "team/app", "v1", "layer");
    as(robot, "GET", "/v2/team/app/manifests/v1").text(200);
    var token =
        as(
                robot,
                "GET",
                "/service/token?service=harbor-registry&scope=repository:team/app:pull,push,delete")
            .json(200)
            .path("token")
            .asText();
    assertThat(
            new String(
                java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                StandardCharsets.UTF_8))
        .contains("\"actions\":[\"pull\",\"push\"]");
    harbor
        .berth
        .call("GET", "/v2/team/app/manifests/v1")
        .header("Authorization", "Bearer " + token)
        .text(200);
    as(robot, "GET", API + "/projects/team/repositories").text(200);
    assertThat(code(as(robot, "DELETE", API + "/projects/team/repositories/app").send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(as(robot, "DELETE", API + "/projects/team").send())).isEqualTo("403 FORBIDDEN");
    assertThat(code(as(robot, "GET", API + "/users/current").send())).isEqualTo("412 PRECONDITION");
    assertThat(code(as(robot, "GET", API + "/users").send())).isEqualTo("403 FORBIDDEN");
    assertThat(names(as(robot, "GET", API + "/projects").json(200), "name"))
        .containsExactly("library", "team");

    var id = robot.path("id").asText();
    harbor.call("DELETE", "/robots/" + id).as("dev").text(200);
    harbor
        .berth
        .call("GET", "/v2/team/app/manifests/v1")
        .header("Authorization", "Bearer " + token)
        .text(401);
  }

  @Test
  void aSecretOfOnesOwnIsHonouredAndAWeakOneCountsForNothing() {
    var body = PUSHER.formatted("ci", "7").replace("{'name'", "{'secret':'Chosen-1234','name'");
    assertThat(made("dev", body).path("secret").asText()).isEqualTo("Chosen-1234");
    harbor.berth.call("GET", "/v2/").basic("robot$team+ci", "Chosen-1234").text(200);
    harbor.berth.call("GET", "/v2/").basic("robot$team+ci", "Chosen-12345").text(401);
    var weak =
        harbor
            .call("POST", "/robots")
            .as("dev")
            .json(body.replace("Chosen-1234", "weak").replace("'ci'", "'other'"))
            .send();
    assertThat(weak.statusCode()).isEqualTo(201);
    assertThat(header(weak, "Warning")).contains("too weak");
    harbor.berth.call("GET", "/v2/").basic("robot$team+other", "weak").text(401);
  }

  @Test
  void aNewSecretMayOverlapTheOldOne() {
    var robot = made("dev", PUSHER.formatted("ci", "7"));
    var path = "/robots/" + robot.path("id").asText();
    var next =
        harbor.call("PATCH", path).as("dev").json("{'secret':'','overlap_hours':24}").json(200);
    as(robot, "GET", "/v2/").text(200);
    harbor.berth.call("GET", "/v2/").basic("robot$team+ci", next.path("secret").asText()).text(200);
    assertThat(harbor.get(path).as("dev").json(200).path("previous_secret_expires_at").isNumber())
        .isTrue();

    assertThat(
            harbor
                .call("PATCH", path)
                .as("dev")
                .json("{'secret':'Third-12345'}")
                .json(200)
                .path("secret")
                .asText())
        .isEmpty();
    as(robot, "GET", "/v2/").text(401);
    harbor.berth.call("GET", "/v2/").basic("robot$team+ci", next.path("secret").asText()).text(401);
    harbor.berth.call("GET", "/v2/").basic("robot$team+ci", "Third-12345").text(200);
    assertThat(code(harbor.call("PATCH", path).as("dev").json("{'overlap_hours':9999}").send()))
        .isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void aDisabledOrExpiredRobotIsToldSo() throws IOException {
    var robot = made("dev", PUSHER.formatted("ci", "7"));
    var path = "/robots/" + robot.path("id").asText();
    assertThat(harbor.get(path).as("dev").json(200).path("warning").asText())
        .contains("expires at");
    assertThat(as(robot, "GET", "/v2/").send().headers().firstValue("Warning").orElse(""))
        .startsWith("299 - \"The robot account robot$team+ci ends at 2");
    harbor.call("PUT", path).as("dev").json(changed("'disable':true,'duration':7")).text(200);
    assertThat(as(robot, "GET", "/v2/").text(401)).contains("robot$team+ci").contains("disabled");
    assertThat(harbor.berth.call("GET", "/v2/").basic("robot$team+ci", "Wrong-12345").text(401))
        .doesNotContain("disabled");
    harbor.call("PUT", path).as("dev").json(changed("'duration':30")).text(200);
    assertThat(as(robot, "GET", "/v2/").send().headers().firstValue("Warning")).isEmpty();
    as(robot, "GET", "/v2/").text(200);
    var shown = harbor.get(path).as("dev").json(200);
    assertThat(shown.path("duration").asInt()).isEqualTo(30);
    assertThat(shown.path("warning").isNull()).isTrue();

    harbor.berth.restartWith("UPDATE robot SET expires_at = 1");
    assertThat(as(robot, "GET", "/v2/").text(401)).contains("expired");
    assertThat(harbor.get(path).as("dev").json(200).path("warning").asText()).contains("expired");
  }

  @Test
  void aSystemRobotDoesWhatItWasGivenInProjectsAndOutside() {
    var robot =
        made(
            "boss",
            """
            {'name':'ops','level':'system','duration':-1,'permissions':[
            {'kind':'system','namespace':'/','access':[{'resource':'user','action':'list'},
            {'resource':'robot','action':'create'}]},
            {'kind':'project','namespace':'*','access':[{'resource':'repository','action':'pull'},
            {'resource':'repository','action':'read'}]}]}""");
    assertThat(robot.path("name").asText()).isEqualTo("robot$ops");
    harbor.pushImage("dev", "team/app", "v1", "layer");
    as(robot, "GET", "/v2/team/app/manifests/v1").text(200);
    assertThat(as(robot, "GET", API + "/users").json(200)).hasSize(2);
    assertThat(code(as(robot, "POST", API + "/users").json("{}").send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(names(as(robot, "GET", API + "/projects").json(200), "name")).contains("team");

    var weaker =
        "{'name':'%s','level':'system','duration':1,'permissions':[{'kind':'project',"
            + "'namespace':'team','access':[{'resource':'repository','action':'%s'}]}]}";
    as(robot, "POST", API + "/robots").json(weaker.formatted("child", "pull")).text(201);
    assertThat(code(as(robot, "POST", API + "/robots").json(weaker.formatted("x", "push")).send()))
        .isEqualTo("403 FORBIDDEN");
    var list = harbor.get("/robots?q=Level%3Dsystem").as("boss").json(200);
    assertThat(names(list, "name")).containsExactly("robot$child", "robot$ops");
    assertThat(names(list, "creator_type")).containsExactly("robot", "local");
    assertThat(code(harbor.get("/robots").as("dev").send())).isEqualTo("403 FORBIDDEN");
  }

  /** The requests and their answers are a real Harbor's. */
  @Test
  void aChangeIsTheWholeRobot() {
    var robot =
        made("dev", PUSHER.formatted("ci", "7").replace("'push'}", "'push','effect':'allow'}"));
    var path = "/robots/" + robot.path("id").asText();
    var shown = harbor.get(path).as("dev").json(200).path("permissions").path(0).path("access");
    assertThat(shown.path(0).path("effect").asText()).isEqualTo("allow");
    assertThat(shown.path(1).has("effect")).isFalse();
    for (var body :
        List.of(
            "{}",
            "null",
            "{'name':'robot$team+ci'}",
            changed("'duration':0"),
            changed("'duration':null"),
            changed("'duration':7").replace("robot$team+ci", "ci"),
            changed("'duration':7").replace("robot$team+ci", "robot$team+other"),
            changed("'duration':7").replace("'level':'project'", "'level':'system'"),
            "{'name':'robot$team+ci','level':'project','duration':30,'permissions':[]}")) {
      assertThat(code(harbor.call("PUT", path).as("dev").json(body).send()))
          .as(body)
          .isEqualTo("400 BAD_REQUEST");
    }
    var full = changed("'duration':30,'disable':true,'description':'new'");
    harbor.call("PUT", path).as("dev").json(full).text(200);
    harbor.call("PUT", path).as("dev").json(changed("'duration':30")).text(200);
    var after = harbor.get(path).as("dev").json(200);
    assertThat(after.path("disable").asBoolean()).isFalse();
    assertThat(after.path("description").asText()).isEmpty();
  }

  @Test
  void aNewRobotIsNeverDisabledAndNamesItsProjects() {
    var body = PUSHER.formatted("ci", "1").replace("'level'", "'disable':true,'level'");
    var path = "/robots/" + made("dev", body).path("id").asText();
    assertThat(harbor.get(path).as("dev").json(200).path("disable").asBoolean()).isFalse();
    for (var namespace : List.of("null", "''", "'nosuch'")) {
      for (var level : List.of("system", "project")) {
        var wrong =
            PUSHER
                .formatted("x", "1")
                .replace("'namespace':'team'", "'namespace':" + namespace)
                .replace("'level':'project'", "'level':'" + level + "'");
        assertThat(code(harbor.call("POST", "/robots").as("boss").json(wrong).send()))
            .as(wrong)
            .isEqualTo("404 NOT_FOUND");
      }
    }
    for (var duration : List.of("null", "0", "-5", "2147483648")) {
      assertThat(
              code(
                  harbor
                      .call("POST", "/robots")
                      .as("boss")
                      .json(PUSHER.formatted("x", duration))
                      .send()))
          .as(duration)
          .isEqualTo("400 BAD_REQUEST");
    }
  }

  /** Whoever may do it in all projects reads that there is no such project; others do not. */
  @Test
  void aRobotOfAllProjectsReadsWhichThereAreNot() {
    var robot =
        made(
            "boss",
            """
            {'name':'ops','level':'system','duration':-1,'permissions':[
            {'kind':'project','namespace':'*','access':[{'resource':'repository','action':'list'},
            {'resource':'project','action':'read'}]}]}""");
    assertThat(code(as(robot, "GET", API + "/projects/900123").send())).isEqualTo("404 NOT_FOUND");
    assertThat(code(as(robot, "DELETE", API + "/projects/900123").send()))
        .isEqualTo("403 FORBIDDEN");
    for (var path : List.of("/projects/nosuch", "/projects/nosuch/repositories")) {
      assertThat(code(as(robot, "GET", API + path).send())).as(path).isEqualTo("403 FORBIDDEN");
    }
    assertThat(code(as(robot, "GET", API + "/robots/900123").send())).isEqualTo("404 NOT_FOUND");
    harbor.project("dev", "open", true);
    assertThat(names(as(robot, "GET", API + "/search?q=e").json(200).path("project"), "name"))
        .contains("open")
        .doesNotContain("team");
  }

  @Test
  void whatTheCatalogueDoesNotNameIsRefused() {
    for (var body :
        List.of(
            PUSHER.formatted("ci", "0"),
            PUSHER.formatted("ci", "-2"),
            PUSHER.formatted("Big", "1"),
            PUSHER.formatted("ci", "1").replace("'push'", "'fly'"),
            PUSHER.formatted("ci", "1").replace("'kind':'project'", "'kind':'other'"),
            PUSHER.formatted("ci", "1").replace("'level':'project'", "'level':'galaxy'"),
            "{'name':'ci','level':'system','duration':1,'permissions':[]}",
            "{'name':'ci','level':'system','duration':1,'permissions':[{'kind':'system',"
                + "'namespace':'team','access':[{'resource':'user','action':'list'}]}]}")) {
      assertThat(code(harbor.call("POST", "/robots").as("boss").json(body).send()))
          .as(body)
          .isEqualTo("400 BAD_REQUEST");
    }
    made("dev", PUSHER.formatted("ci", "1"));
    assertThat(
            code(harbor.call("POST", "/robots").as("dev").json(PUSHER.formatted("ci", "1")).send()))
        .isEqualTo("409 CONFLICT");
    harbor.berth.user("boss", "stranger");
    assertThat(
            code(
                harbor
                    .call("POST", "/robots")
                    .as("stranger")
                    .json(PUSHER.formatted("mine", "1"))
                    .send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.get("/robots/1").as("stranger").send())).isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.get("/robots/77").as("boss").send())).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void theCatalogueShowsItsSystemPartToAdministratorsOnly() {
    var all = harbor.get("/permissions").as("boss").json(200);
    assertThat(all.path("system").toString())
        .contains("{\"resource\":\"user\",\"action\":\"list\"}");
    assertThat(all.path("project").toString())
        .contains("{\"resource\":\"repository\",\"action\":\"push\"}");
    var some = harbor.get("/permissions").as("dev").json(200);
    assertThat(some.path("system")).isEmpty();
    assertThat(some.path("project")).isEqualTo(all.path("project"));
    var project = harbor.get("/projects/team").as("dev").json(200).path("project_id").asText();
    made("dev", PUSHER.formatted("ci", "1"));
    assertThat(harbor.get("/robots?q=Level%3Dproject,ProjectID%3D" + project).as("dev").json(200))
        .hasSize(1);
  }
}
