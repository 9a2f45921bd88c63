package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Projects whose names are numbers, which are ids in some paths of Harbor's and not in others. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborNumbersTest {
  private final HarborCalls harbor;

  HarborNumbersTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  private long id(String name) {
    return Long.parseLong(
        header(harbor.project("boss", name, false), "Location").replaceFirst(".*/", ""));
  }

  /** A project that is called as another one's id. */
  @Test
  void whereThePathHasANameANumberIsOne() {
    var team = id("team");
    harbor.pushImage("boss", "team/app", "v1", "layer");
    var number = Long.toString(team);
    harbor.project("boss", number, false);
    harbor.pushImage("boss", number + "/other", "v1", "layer");

    var repositories = "/projects/" + number + "/repositories";
    assertThat(names(harbor.get(repositories).as("boss").json(200), "name"))
        .containsExactly(number + "/other");
    harbor.get(repositories + "/other/artifacts/v1").as("boss").text(200);
    assertThat(code(harbor.get(repositories + "/app").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.call("DELETE", repositories + "/app").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
    harbor.get("/projects/team/repositories/app/artifacts/v1").as("boss").text(200);
    for (var log : List.of("/logs", "/auditlog-exts")) {
      harbor.get("/projects/" + number + log).as("boss").text(200);
      assertThat(code(harbor.get("/projects/" + id("log" + log.length()) + log).as("boss").send()))
          .isEqualTo("404 NOT_FOUND");
    }
  }

  @Test
  void whereThePathHasBothTheHeaderDecides() {
    var team = id("team");
    var number = Long.toString(team);
    harbor.project("boss", number, false);
    assertThat(harbor.get("/projects/" + number).as("boss").json(200).path("name").asText())
        .isEqualTo("team");
    for (var yes : List.of("true", "True", "TRUE", "t", "T", "1")) {
      assertThat(
              harbor
                  .get("/projects/" + number)
                  .as("boss")
                  .header("X-Is-Resource-Name", yes)
                  .json(200)
                  .path("name")
                  .asText())
          .as(yes)
          .isEqualTo(number);
    }
    for (var no : List.of("false", "0", "yes", "")) {
      assertThat(
              harbor
                  .get("/projects/" + number)
                  .as("boss")
                  .header("X-Is-Resource-Name", no)
                  .json(200)
                  .path("name")
                  .asText())
          .as(no)
          .isEqualTo("team");
    }
  }

  @Test
  void theLocationHasTheNameWhenAsked() {
    var made =
        harbor
            .call("POST", "/projects")
            .as("boss")
            .header("X-Resource-Name-In-Location", "True")
            .json("{'project_name':'777'}")
            .send();
    assertThat(header(made, "Location")).isEqualTo("/api/v2.0/projects/777");
  }
}
