package io.berth.harbor.project;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was given for a project is gone with it: another project of the same name has none of it.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class NamesThatComeBackTest {
  private static final String PULLER =
      """
      {'name':'%s','level':'system','duration':-1,'permissions':[{'kind':'project',
      'namespace':%s,'access':[{'resource':'repository','action':'pull'}]}]}""";

  private final HarborCalls harbor;

  NamesThatComeBackTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  private HttpCall post(String path, String body) {
    return harbor.call("POST", path).as("boss").json(body);
  }

  private HttpCall as(JsonNode robot, String method, String path) {
    return harbor
        .berth
        .call(method, path)
        .basic(robot.path("name").asText(), robot.path("secret").asText());
  }

  /** A private project with an image, made again after it was deleted. */
  private void madeAgain(String name) {
    harbor.call("DELETE", "/projects/" + name).as("dev").text(200);
    harbor.project("dev", name, false);
    harbor.pushImage("dev", name + "/app", "v1", "layer");
  }

  @Test
  void aRobotIsNotMadeForAProjectThatIsNotThere() {
    for (var namespace : new String[] {"'ghost'", "null", "''"}) {
      assertThat(code(post("/robots", PULLER.formatted("early", namespace)).send()))
          .as(namespace)
          .isEqualTo("404 NOT_FOUND");
    }
    harbor.project("dev", "there", false);
    var robot = post("/robots", PULLER.formatted("ci", "'there'")).json(201);
    var path = API + "/robots/" + robot.path("id").asText();
    assertThat(
            code(
                harbor
                    .berth
                    .call("PUT", path)
                    .as("boss")
                    .json(PULLER.formatted("robot$ci", "'ghost'"))
                    .send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(harbor.berth.call("GET", path).as("boss").text(200)).contains("\"there\"");
  }

  @Test
  void aRobotsRightsDoNotComeBackWithTheName() {
    harbor.project("dev", "team", false);
    harbor.project("dev", "kept", false);
    harbor.pushImage("dev", "kept/app", "v1", "layer");
    var body =
        PULLER
            .formatted("ci", "'team'")
            .replace(
                "]}]}",
                "]},{'kind':'project','namespace':'kept','access':[{'resource':'repository',"
                    + "'action':'pull'}]}]}");
    var robot = post("/robots", body).json(201);
    madeAgain("team");

    as(robot, "GET", "/v2/kept/app/manifests/v1").text(200);
    as(robot, "GET", "/v2/team/app/manifests/v1").text(401);
    assertThat(names(as(robot, "GET", API + "/projects").json(200), "name"))
        .containsExactly("kept", "library");
    assertThat(as(robot, "GET", API + "/search?q=app").text(200)).doesNotContain("team");
    var shown = harbor.get("/robots/" + robot.path("id").asText()).as("boss").json(200);
    assertThat(names(shown.path("permissions"), "namespace")).containsExactly("kept");
    // What it shows is kept as it is by a change of something else.
    harbor
        .call("PUT", "/robots/" + robot.path("id").asText())
        .as("boss")
        .json(
            "{'name':'%s','level':'system','duration':-1,'description':'new','permissions':%s}"
                .formatted(shown.path("name").asText(), shown.path("permissions"))
                .replace('"', '\''))
        .text(200);
    as(robot, "GET", "/v2/team/app/manifests/v1").text(401);
    as(robot, "GET", "/v2/kept/app/manifests/v1").text(200);
  }

  @Test
  void anAccessTokensProjectsDoNotComeBackWithTheName() {
    harbor.project("dev", "team", false);
    var made =
        harbor
            .call("POST", "/users/current/access-tokens")
            .as("dev")
            .json("{'name':'ci','level':'push','projects':['team']}")
            .json(201);
    var secret = made.path("token").asText();
    madeAgain("team");

    var pull = harbor.berth.call("GET", "/v2/team/app/manifests/v1");
    assertThat(pull.basic("dev", secret).text(401)).contains("projects that are gone");
    var list = harbor.get("/users/current/access-tokens").as("dev").json(200);
    assertThat(list.path(0).path("projects").isArray()).as("limited, to nothing").isTrue();
    assertThat(list.path(0).path("projects")).isEmpty();
    assertThat(
            names(
                harbor.berth.call("GET", API + "/projects").basic("dev", secret).json(200), "name"))
        .doesNotContain("team");
  }

  @Test
  void anAccessTokenForAProjectOneDoesNotSeeIsRefusedAsForOneThatIsNotThere() {
    harbor.project("boss", "hidden", false);
    for (var name : new String[] {"hidden", "absent"}) {
      assertThat(
              harbor
                  .call("POST", "/users/current/access-tokens")
                  .as("dev")
                  .json("{'name':'ci','level':'pull','projects':['%s']}".formatted(name))
                  .text(403)
                  .replace(name, "X"))
          .contains("you may not do this in project X");
    }
  }

  @Test
  void aRobotForAllProjectsFindsOnlyWhatItsRightsReach() {
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    var labels =
        post(
                "/robots",
                PULLER
                    .formatted("labels", "'*'")
                    .replace("'repository','action':'pull'", "'label','action':'list'"))
            .json(201);
    var puller = post("/robots", PULLER.formatted("puller", "'*'")).json(201);
    var lister =
        post(
                "/robots",
                "{'name':'lister','level':'system','duration':-1,'permissions':[{'kind':'system',"
                    + "'namespace':'/','access':[{'resource':'project','action':'list'}]}]}")
            .json(201);

    // A robot searches what everybody may see, as in Harbor.
    assertThat(as(puller, "GET", API + "/search?q=team").text(200)).doesNotContain("team");
    for (var path : new String[] {API + "/repositories", "/v2/_catalog"}) {
      assertThat(as(labels, "GET", path).text(200)).as(path).doesNotContain("team");
      assertThat(as(lister, "GET", path).text(200)).as(path).doesNotContain("team/app");
      assertThat(as(puller, "GET", path).text(200)).as(path).contains("team/app");
    }
    assertThat(as(labels, "GET", API + "/projects").text(200)).doesNotContain("team");
    assertThat(as(lister, "GET", API + "/projects").text(200)).contains("team");
    assertThat(as(puller, "GET", API + "/projects").text(200)).contains("team");
    assertThat(as(puller, "GET", API + "/statistics").text(200))
        .contains("\"total_storage_consumption\":0");
  }
}
