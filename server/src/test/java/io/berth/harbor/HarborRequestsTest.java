package io.berth.harbor;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every request to Harbor's API, whatever it asks for. */
final class HarborRequestsTest {
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(Dialect.SQLITE, folder);
    harbor.project("dev", "team", false);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @Test
  void aRequestsOwnIdIsSaidBackWhateverComesOfIt() {
    for (var path :
        List.of(
            API + "/ping",
            API + "/projects",
            API + "/nosuch",
            API + "/users/99999",
            API + "/projects/nosuch",
            "/v2/",
            "/v2/team/app/manifests/v1")) {
      var answer = harbor.berth.call("GET", path).as("boss").header("X-Request-Id", "my id-1");
      assertThat(header(answer.send(), "X-Request-Id")).as(path).isEqualTo("my id-1");
      assertThat(header(harbor.berth.call("GET", path).send(), "X-Request-Id"))
          .as(path)
          .matches("[0-9a-f]{16}");
    }
    var long1 = "x".repeat(1_025);
    assertThat(header(harbor.get("/ping").header("X-Request-Id", long1).send(), "X-Request-Id"))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void oneSlashTooManyChangesNothing() {
    for (var path :
        List.of(
            "//api//v2.0//ping",
            "/api//v2.0/ping",
            API + "/ping/",
            API + "/./ping",
            API + "/projects/../ping")) {
      assertThat(harbor.berth.call("GET", path).text(200)).as(path).isEqualTo("Pong");
    }
    assertThat(code(harbor.get("//projects//team").send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(harbor.get("/projects//team/").as("dev").json(200).path("name").asText())
        .isEqualTo("team");
    harbor.berth.call("GET", "//v2//").as("dev").text(200);
    assertThat(harbor.berth.call("GET", "//v2/").send().statusCode()).isEqualTo(401);
  }

  @Test
  void theDocumentIsWhereHarborHasIt() {
    assertThat(harbor.berth.call("GET", "/swagger.json").json(200))
        .isEqualTo(harbor.get("/openapi.json").json(200));
  }

  @Test
  void methodsThatAPathDoesNotTakeAreRefused() {
    for (var method : List.of("OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE")) {
      var answer = harbor.call(method, "/ping").as("boss").send();
      assertThat(code(answer)).as(method).isEqualTo("405 METHOD_NOT_ALLOWED");
      assertThat(header(answer, "Allow")).as(method).isEqualTo("GET, HEAD");
    }
  }
}
