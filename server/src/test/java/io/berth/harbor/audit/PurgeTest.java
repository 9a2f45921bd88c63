package io.berth.harbor.audit;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.http.message.Json;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Purges of the audit log, as Harbor's clients ask for them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class PurgeTest {
  private static final String ALL = "/system/purgeaudit";
  private static final String SCHEDULE = ALL + "/schedule";

  @Parameter Dialect dialect = Dialect.SQLITE;
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect);
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private HttpResponse<byte[]> ask(String method, String type, String parameters) {
    return harbor
        .call(method, SCHEDULE)
        .as("boss")
        .json("{'schedule':{'type':'%s'},'parameters':{%s}}".formatted(type, parameters))
        .send();
  }

  private static String terms(int hours, String types, boolean dryRun) {
    return "'audit_retention_hour':%d,'include_event_types':'%s','dry_run':%b"
        .formatted(hours, types, dryRun);
  }

  /** The path of a purge that is over. */
  private String purged(String parameters) throws Exception {
    var answer = ask("POST", "Manual", parameters);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
    var path = header(answer, "Location").substring(HarborCalls.API.length());
    Await.until(
        "the purge is over",
        () -> harbor.get(path).as("boss").json(200).path("job_status").asText(),
        "Success"::equals);
    return path;
  }

  private static JsonNode parameters(JsonNode body) throws IOException {
    return Json.tree(body.path("job_parameters").asText().getBytes(UTF_8));
  }

  private long entries(String operation, String type) {
    return Long.parseLong(
        header(
            harbor
                .get("/auditlog-exts?q=operation=%s,resource_type=%s".formatted(operation, type))
                .as("boss")
                .send(),
            "X-Total-Count"));
  }

  /** As if all there is had happened two days before. */
  private void daysPass() {
    harbor.berth.change(
        "UPDATE audit_log SET happened_at = happened_at - ? WHERE registry_id = ?",
        48 * 3_600_000_000L,
        harbor.berth.registry().replaceFirst(".*/", ""));
  }

  @Test
  void whatIsOldAndOfTheKindsThatWereNamedGoes() throws Exception {
    daysPass();
    harbor.pushImage("dev", "team/app", "v2", "another layer");
    var counted = purged(terms(24, "create_artifact", true));
    assertThat(parameters(harbor.get(counted).as("boss").json(200)).toString())
        .isEqualTo(
            "{\"audit_retention_hour\":24,\"dry_run\":true,"
                + "\"include_event_types\":\"create_artifact\",\"purged_entries\":1}");
    assertThat(entries("create", "artifact")).isEqualTo(2);

    var path = purged(terms(24, "create_artifact", false));
    assertThat(parameters(harbor.get(path).as("boss").json(200)).path("purged_entries").asInt())
        .isEqualTo(1);
    assertThat(entries("create", "artifact")).isEqualTo(1);
    assertThat(entries("create", "project")).isEqualTo(1);
    assertThat(harbor.get(path + "/log").as("boss").text(200))
        .contains("1 entries purged")
        .contains("create_artifact");
    assertThat(entries("purge", "audit_log")).isEqualTo(1);
    var listed = harbor.get(ALL).as("boss").json(200);
    assertThat(listed).hasSize(2);
    assertThat(listed.path(0).path("job_kind").asText()).isEqualTo("MANUAL");
    assertThat(listed.path(0).path("job_name").asText()).isEqualTo("PURGE_AUDIT_LOG");
  }

  @Test
  void otherStandsForAllButArtifacts() throws Exception {
    daysPass();
    purged(terms(1, "other", false));
    assertThat(entries("create", "project")).isZero();
    assertThat(entries("create", "user")).isZero();
    assertThat(entries("create", "artifact")).isEqualTo(1);
  }

  @Test
  void aLongLogIsPurgedPartByPart() throws Exception {
    for (int i = 0; i < 12; i++) {
      harbor.berth.change(
          """
          INSERT INTO audit_log (registry_id, username, resource, resource_type, operation,
            description, succeeded, address, agent, happened_at)
          SELECT a.registry_id, a.username, a.resource, 'artifact', 'pull', '', 1, '', '', 1
          FROM audit_log a WHERE a.registry_id = ?
          """,
          harbor.berth.registry().replaceFirst(".*/", ""));
    }
    long many = entries("pull", "artifact");
    assertThat(many).isGreaterThan(2_000);
    var path = purged(terms(1, "pull_artifact", false));
    assertThat(parameters(harbor.get(path).as("boss").json(200)).path("purged_entries").asLong())
        .isEqualTo(many);
    assertThat(entries("pull", "artifact")).isZero();
  }

  /** terraform-provider-harbor's harbor_purge_audit_log, whose kinds are none of Harbor's. */
  @Test
  void theScheduleIsReadBackAsItWasGiven() throws Exception {
    var none = harbor.get(SCHEDULE).as("boss").send();
    assertThat(none.statusCode() + new String(none.body(), UTF_8)).isEqualTo("200");
    var made =
        harbor
            .call("POST", SCHEDULE)
            .as("boss")
            .json(
                "{'schedule':{'type':'Daily','cron':'0 0 0 * * *'},"
                    + "'creation_time':'0001-01-01T00:00:00Z','update_time':'0001-01-01T00:00:00Z',"
                    + "'parameters':{'audit_retention_hour':24,'include_event_types':'push,pull'}}")
            .send();
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(header(made, "Location")).isEqualTo("/api/v2.0/system/purgeaudit/0");
    assertThat(header(made, "Warning")).contains("push, pull");

    var read = harbor.get(SCHEDULE).as("boss").json(200);
    assertThat(read.at("/schedule/type").asText()).isEqualTo("Daily");
    assertThat(read.at("/schedule/cron").asText()).isEqualTo("0 0 0 * * *");
    assertThat(read.at("/schedule/next_scheduled_time").asText()).endsWith("T00:00:00.000Z");
    assertThat(parameters(read).path("audit_retention_hour").asInt()).isEqualTo(24);
    assertThat(parameters(read).path("include_event_types").asText()).isEqualTo("push,pull");

    assertThat(ask("PUT", "Hourly", terms(48, "login_user", true)).statusCode()).isEqualTo(200);
    assertThat(harbor.get(SCHEDULE).as("boss").json(200).at("/schedule/cron").asText())
        .isEqualTo("0 0 * * * *");
    assertThat(ask("PUT", "None", terms(48, "login_user", true)).statusCode()).isEqualTo(200);
    assertThat(harbor.get(SCHEDULE).as("boss").send().body()).isEmpty();
  }

  @Test
  void whatIsNoPurgeIsRefused() {
    for (var wrong :
        List.of(
            "",
            "'include_event_types':'login_user'",
            "'audit_retention_hour':24",
            terms(0, "login_user", false),
            terms(-1, "login_user", false),
            terms(240_001, "login_user", false),
            terms(24, " ", false))) {
      assertThat(code(ask("POST", "Manual", wrong))).as(wrong).isEqualTo("400 BAD_REQUEST");
    }
    for (var wrong :
        List.of(
            "'audit_retention_hour':'x','include_event_types':'login_user'",
            "'audit_retention_hour':24,'include_event_types':7",
            "'audit_retention_hour':24,'include_event_types':'x','dry_run':'maybe'")) {
      assertThat(code(ask("POST", "Manual", wrong)))
          .as(wrong)
          .isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
    assertThat(code(ask("POST", "Custom", terms(24, "login_user", false))))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(harbor.get(ALL + "/999999").as("boss").send())).isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.get(ALL + "/999999/log").as("boss").send())).isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.call("PUT", ALL + "/999999").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.get(ALL).as("dev").send())).isEqualTo("403 FORBIDDEN");
  }

  @Test
  void aPurgeThatIsOverMayBeStopped() throws Exception {
    var path = purged(terms(24, "login_user", false));
    assertThat(harbor.call("PUT", path).as("boss").send().statusCode()).isEqualTo(200);
    assertThat(harbor.get(path).as("boss").json(200).path("job_status").asText())
        .isEqualTo("Success");
  }
}
