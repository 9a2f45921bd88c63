package io.berth.harbor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures for charts, and effective rights: docs/reference/harbor-api.md. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborStatisticsTest {
  private final Dialect dialect;

  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  HarborStatisticsTest(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @Test
  void pushesAndPullsOfTodayAreWrittenAtTheLatestWhenTheServerStops() throws IOException {
    harbor.project("dev", "team", false);
    var digest = harbor.pushImage("dev", "team/app", "v1", "layer");
    harbor.berth.call("GET", "/v2/team/app/manifests/v1").as("dev").text(200);
    harbor.berth.call("GET", "/v2/team/app/manifests/" + digest).as("dev").text(200);
    harbor.berth.call("HEAD", "/v2/team/app/manifests/v1").as("dev").send();
    harbor.berth.call("GET", "/v2/team/app/manifests/v2").as("dev").json(404);
    harbor.berth.restart();

    var days = harbor.get("/projects/team/statistics/days?days=7").as("dev").json(200);
    assertThat(days).hasSize(7);
    var today = days.path(6);
    assertThat(today.path("pulls").asLong()).isEqualTo(2);
    assertThat(today.path("pushes").asLong()).isEqualTo(1);
    assertThat(today.path("storage").asLong())
        .isEqualTo(
            harbor
                .get("/projects/team/summary")
                .as("dev")
                .json(200)
                .path("quota")
                .path("used")
                .path("storage")
                .asLong())
        .isPositive();
    assertThat(days.path(5).path("storage").isNull()).isTrue();
    assertThat(harbor.get("/statistics/days").as("boss").json(200).path(29)).isEqualTo(today);
  }

  @Test
  void figuresAreForThoseWhoMaySeeThem() {
    harbor.project("boss", "team", false);
    for (var path : new String[] {"/statistics/days", "/statistics/repositories"}) {
      assertThat(harbor.get(path).as("dev").send().statusCode()).isEqualTo(403);
      assertThat(harbor.get(path).send().statusCode()).isEqualTo(401);
      assertThat(harbor.get("/projects/team" + path).as("dev").send().statusCode()).isEqualTo(403);
    }
    assertThat(harbor.get("/statistics/repositories").as("boss").json(200)).isEmpty();
    for (var days : new String[] {"0", "367", "x", "-1"}) {
      assertThat(
              harbor.get("/statistics/days?days=" + days).as("boss").json(400).at("/errors/0/code"))
          .hasToString("\"BAD_REQUEST\"");
    }
  }

  @Test
  void effectiveRightsSayWhereTheyComeFrom() {
    harbor.project("boss", "own", false);
    harbor.project("boss", "shared", false);
    harbor.project("boss", "closed", false);
    harbor
        .call("POST", "/usergroups")
        .as("boss")
        .json("{'group_name':'writers','group_type':4}")
        .text(201);
    var group = harbor.get("/usergroups?group_name=writers").as("boss").json(200).path(0);
    harbor
        .call("POST", "/usergroups/" + group.path("id").asLong() + "/members")
        .as("boss")
        .json("{'username':'dev'}")
        .text(201);
    member("own", "{'role_id':3,'member_user':{'username':'dev'}}");
    member("shared", "{'role_id':2,'member_group':{'group_name':'writers'}}");

    var rights = harbor.get("/users/" + harbor.dev + "/rights").as("boss").json(200);
    assertThat(rights.path("active").asBoolean()).isTrue();
    assertThat(rights.path("administrator_by_flag").asBoolean()).isFalse();
    assertThat(
            StreamSupport.stream(rights.path("memberships").spliterator(), false)
                .map(
                    one ->
                        one.path("project_name").asText()
                            + " "
                            + one.path("role_id").asLong()
                            + " "
                            + one.path("group_name").asText()))
        .containsExactly("own 3 null", "shared 2 writers");

    harbor
        .call("PUT", "/users/" + harbor.dev + "/disabled")
        .as("boss")
        .json("{'disabled':true,'reason':'left'}")
        .text(200);
    var after = harbor.get("/users/" + harbor.dev + "/rights").as("boss").json(200);
    assertThat(after.path("active").asBoolean()).isFalse();
    assertThat(after.path("memberships")).hasSize(2);
    assertThat(
            harbor
                .get("/users/" + harbor.admin + "/rights")
                .as("boss")
                .json(200)
                .path("administrator_by_flag")
                .asBoolean())
        .isTrue();
    assertThat(harbor.get("/users/999999/rights").as("boss").send().statusCode()).isEqualTo(404);
  }

  private void member(String project, String body) {
    harbor.call("POST", "/projects/" + project + "/members").as("boss").json(body).text(201);
  }
}
