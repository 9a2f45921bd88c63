package io.berth.harbor.system;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Search, configuration and the audit log: docs/reference/contracts/harbor.md#resources. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborOperationsTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @Test
  void searchFindsWhatTheCallerMaySee() {
    var mine = harbor.get("/search?q=ea").as("dev").json(200);
    assertThat(names(mine.path("project"), "name")).containsExactly("team");
    assertThat(mine.path("repository").path(0).path("repository_name").asText())
        .isEqualTo("team/app");
    assertThat(mine.path("repository").path(0).path("artifact_count").asInt()).isEqualTo(1);
    var others = harbor.get("/search?q=ea").json(200);
    assertThat(others.path("project")).isEmpty();
    assertThat(others.path("repository")).isEmpty();
  }

  @Test
  void theConfigurationIsShownAndPartlyChanged() {
    assertThat(code(harbor.get("/configurations").as("dev").send())).isEqualTo("403 FORBIDDEN");
    var before = harbor.get("/configurations").as("boss").json(200);
    assertThat(before.path("auth_mode").toString())
        .isEqualTo("{\"value\":\"db_auth\",\"editable\":false}");
    assertThat(before.path("robot_name_prefix").toString())
        .isEqualTo("{\"value\":\"robot$\",\"editable\":true}");

    harbor
        .call("PUT", "/configurations")
        .as("boss")
        .json(
            "{'robot_name_prefix':'bot-','project_creation_restriction':'adminonly',"
                + "'banner_message':'hello','self_registration':false,'ldap_timeout':5}")
        .text(200);
    assertThat(harbor.get("/systeminfo").json(200).path("banner_message").asText())
        .isEqualTo("hello");
    assertThat(code(harbor.project("dev", "more", false))).isEqualTo("403 FORBIDDEN");
    var robot =
        harbor
            .call("POST", "/robots")
            .as("dev")
            .json(
                "{'name':'ci','level':'project','duration':30,'permissions':[{'kind':'project','namespace':'team',"
                    + "'access':[{'resource':'repository','action':'pull'}]}]}")
            .json(201);
    assertThat(robot.path("name").asText()).isEqualTo("bot-team+ci");
    harbor.berth.call("GET", "/v2/").basic("bot-team+ci", robot.path("secret").asText()).text(200);

    for (var bad :
        List.of(
            "{'robot_name_prefix':''}",
            "{'token_expiration':0}",
            "{'robot_token_duration':-5}",
            "{'project_creation_restriction':'nobody'}")) {
      assertThat(code(harbor.call("PUT", "/configurations").as("boss").json(bad).send()))
          .as(bad)
          .isEqualTo("400 BAD_REQUEST");
    }
  }

  @Test
  void aReadOnlyRegistryTakesNoChangesButTheEndOfThat() {
    harbor.call("PUT", "/configurations").as("boss").json("{'read_only':true}").text(200);
    assertThat(code(harbor.project("dev", "more", false))).isEqualTo("403 FORBIDDEN");
    var push = harbor.berth.call("POST", "/v2/team/app/blobs/uploads/").as("dev").send();
    assertThat(code(push)).isEqualTo("403 DENIED");
    harbor.berth.call("GET", "/v2/team/app/manifests/v1").as("dev").text(200);
    harbor.call("PUT", "/configurations").as("boss").json("{'read_only':false}").text(200);
    harbor.pushImage("dev", "team/app", "v2", "layer2");
  }

  @Test
  void theAuditLogTellsWhoDidWhatFromWhere() throws IOException {
    harbor
        .berth
        .call("GET", "/v2/team/app/manifests/v1")
        .as("dev")
        .header("User-Agent", "docker/28")
        .text(200);
    harbor.call("DELETE", "/projects/team/repositories/app").as("dev").text(200);
    harbor.berth.restart(); // pulls wait in memory until they are written

    var all = harbor.get("/auditlog-exts?page_size=100").as("boss").json(200);
    assertThat(names(all, "operation_description"))
        .contains(
            "create project: team",
            "create artifact: team/app:v1",
            "pull artifact: team/app:v1",
            "delete repository: team/app",
            "create user: dev");
    var pulls = harbor.get("/auditlog-exts?q=operation%3Dpull,username%3Ddev").as("boss").json(200);
    assertThat(pulls).hasSize(1);
    assertThat(pulls.path(0).path("client_address").asText()).isEqualTo("127.0.0.1");
    assertThat(pulls.path(0).path("user_agent").asText()).isEqualTo("docker/28");
    assertThat(pulls.path(0).path("operation_result").asBoolean()).isTrue();

    var ofProject = harbor.get("/projects/team/logs?page_size=2").as("dev").json(200);
    assertThat(names(ofProject, "operation")).hasSize(2);
    assertThat(
            names(harbor.get("/audit-logs?q=resource%3D~team/").as("boss").json(200), "resource"))
        .contains("team/app:v1");
    assertThat(
            harbor
                .get(
                    "/audit-logs?q=op_time%3D[2001-01-01~2002-01-01]"
                        .replace("[", "%5B")
                        .replace("]", "%5D"))
                .as("boss")
                .json(200))
        .isEmpty();
    assertThat(harbor.get("/auditlog-exts/events").as("boss").json(200).toString())
        .contains("{\"event_type\":\"pull_artifact\"}");
    assertThat(code(harbor.get("/auditlog-exts/events").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void theLogOfAProjectIsForItsAdministratorsInTheListOfAllToo() {
    harbor.project("boss", "other", false);
    harbor.berth.user("boss", "guest");
    harbor
        .call("POST", "/projects/team/members")
        .as("dev")
        .json("{'role_id':3,'member_user':{'username':'guest'}}")
        .text(201);
    for (var list : List.of("/auditlog-exts", "/audit-logs")) {
      var all = names(harbor.get(list + "?page_size=100").as("boss").json(200), "resource");
      assertThat(all).as(list).contains("team", "other", "guest");
      var answer = harbor.get(list + "?page_size=100").as("dev").send();
      assertThat(header(answer, "X-Total-Count")).as(list).isNotEqualTo("0");
      var mine = names(harbor.get(list + "?page_size=100").as("dev").json(200), "resource");
      assertThat(mine).as(list).contains("team").doesNotContain("other", "dev");
      var none = harbor.get(list).as("guest").send();
      assertThat(none.statusCode()).as(list).isEqualTo(200);
      assertThat(header(none, "X-Total-Count")).as(list).isEqualTo("0");
      assertThat(code(harbor.get(list).send())).as(list).isEqualTo("401 UNAUTHORIZED");
    }
  }

  @Test
  void administratorsSeeWhatThePlanHasLeft() {
    var plan = harbor.get("/systeminfo/volumes").as("boss").json(200).path("storage").path(0);
    assertThat(plan.path("total").asLong()).isEqualTo(200L << 30);
    assertThat(plan.path("free").asLong()).isLessThanOrEqualTo(200L << 30);
    assertThat(code(harbor.get("/systeminfo/volumes").as("dev").send())).isEqualTo("403 FORBIDDEN");
    assertThat(
            harbor
                .get("/statistics")
                .as("boss")
                .json(200)
                .path("total_storage_consumption")
                .asLong())
        .isPositive();
    var users = harbor.get("/statistics").as("dev").json(200);
    assertThat(users.path("private_project_count").asLong()).isEqualTo(1);
    assertThat(users.path("total_project_count").asLong()).isZero();
    assertThat(users.path("total_storage_consumption").asLong()).isZero();
    assertThat(
            harbor
                .berth
                .call("GET", API + "/projects/team/summary")
                .as("dev")
                .json(200)
                .path("project_admin_count")
                .asInt())
        .isEqualTo(1);
  }
}
