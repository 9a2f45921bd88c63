package io.berth.harbor.system;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
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

/**
 * Garbage collection as Harbor's clients meet it:
 * docs/reference/contracts/harbor.md#garbage-collection.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborGcTest {
  private static final String SCHEDULE = "/system/gc/schedule";

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
  void aRunThatIsAskedForLeavesItsHistoryAndItsLog() throws Exception {
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    var asked =
        harbor
            .call("POST", SCHEDULE)
            .as("boss")
            .json(
                "{'schedule':{'type':'Manual'},'parameters':{'delete_untagged':true,'dry_run':true,"
                    + "'workers':3}}")
            .send();
    assertThat(asked.statusCode()).isEqualTo(201);
    var location = header(asked, "Location").replaceFirst("^/api/v2.0", "");

    var run = awaitEnd(location);

    assertThat(run.path("job_status").asText()).isEqualTo("Success");
    assertThat(run.path("job_name").asText()).isEqualTo("GARBAGE_COLLECTION");
    assertThat(run.path("job_kind").asText()).isEqualTo("MANUAL");
    assertThat(run.path("job_parameters").asText())
        .contains("\"delete_untagged\":true")
        .contains("\"dry_run\":true")
        .contains("\"workers\":3")
        .contains("\"freed_space\":0");
    assertThat(harbor.get("/system/gc").as("boss").json(200)).hasSize(1);
    var log = harbor.get(location + "/log").as("boss").send();
    assertThat(header(log, "Content-Type")).startsWith("text/plain");
    assertThat(new String(log.body(), StandardCharsets.UTF_8))
        .contains("begun by boss")
        .contains("dry run");
    assertThat(harbor.call("PUT", location).as("boss").send().statusCode()).isEqualTo(200);
    assertThat(awaitEnd(location).path("job_status").asText()).isEqualTo("Success");
  }

  private JsonNode awaitEnd(String location) throws Exception {
    return Await.until(
        "end of " + location,
        () -> harbor.get(location).as("boss").json(200),
        run -> !run.path("job_status").asText().matches("Pending|Running"));
  }

  @Test
  void aScheduleIsSetChangedAndTakenAway() {
    assertThat(harbor.get(SCHEDULE).as("boss").text(200)).isEmpty();
    assertThat(harbor.get("/schedules").as("boss").json(200)).isEmpty();
    set("POST", "{'schedule':{'type':'Daily'},'parameters':{'delete_untagged':true}}", 201);
    var daily = harbor.get(SCHEDULE).as("boss").json(200);
    assertThat(daily.path("schedule").path("type").asText()).isEqualTo("Daily");
    assertThat(daily.path("schedule").path("cron").asText()).isEqualTo("0 0 0 * * *");
    assertThat(daily.path("schedule").path("next_scheduled_time").asText())
        .endsWith("00:00:00.000Z");
    assertThat(daily.path("job_parameters").asText()).contains("\"delete_untagged\":true");

    set("PUT", "{'schedule':{'type':'Custom','cron':'0 30 4 * * 1'}}", 200);
    assertThat(harbor.get(SCHEDULE).as("boss").json(200).path("schedule").path("cron").asText())
        .isEqualTo("0 30 4 * * 1");
    set("PUT", "{'schedule':{'type':'None'}}", 200);
    assertThat(harbor.get(SCHEDULE).as("boss").text(200)).isEmpty();
  }

  /** What Harbor's clients send, and read back. */
  @Test
  void aScheduleReadsAsHarborsDoes() {
    var made =
        harbor
            .call("POST", SCHEDULE)
            .as("boss")
            .json(
                "{'schedule':{'type':'Daily','cron':'0 30 3 * * *'},"
                    + "'creation_time':'0001-01-01T00:00:00Z','parameters':{'delete_untagged':true,"
                    + "'dry_run':false,'workers':2}}")
            .send();
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(header(made, "Location")).isEqualTo("/api/v2.0/system/gc/0");
    var schedule = harbor.get(SCHEDULE).as("boss").json(200);
    assertThat(schedule.path("schedule").path("type").asText()).isEqualTo("Daily");
    assertThat(schedule.path("schedule").path("cron").asText()).isEqualTo("0 30 3 * * *");
    assertThat(schedule.path("schedule").path("next_scheduled_time").asText())
        .endsWith("T03:30:00.000Z");
    assertThat(schedule.path("job_kind").asText()).isEqualTo("0 30 3 * * *");
    assertThat(schedule.path("job_status").asText()).isEqualTo("Running");
    assertThat(schedule.path("job_parameters").asText())
        .isEqualTo("{\"delete_tag\":false,\"delete_untagged\":true,\"workers\":2}");
    var listed = harbor.get("/schedules?page=1&page_size=10").as("boss").json(200);
    assertThat(listed.path(0).path("vendor_type").asText()).isEqualTo("GARBAGE_COLLECTION");
    assertThat(listed.path(0).path("cron").asText()).isEqualTo("0 30 3 * * *");
  }

  @Test
  void whatOnlyAnswersHaveIsRefused() {
    for (var member :
        List.of("'id':7", "'status':'Running'", "'update_time':'2026-01-01T00:00:00Z'")) {
      for (var method : List.of("POST", "PUT")) {
        set(method, "{%s,'schedule':{'type':'Manual'}}".formatted(member), 422);
      }
    }
    set("POST", "{'id':0,'status':'','schedule':{'type':'Daily'}}", 201);
  }

  private void set(String method, String json, int status) {
    harbor.call(method, SCHEDULE).as("boss").json(json).text(status);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    set("POST", "{}", 400);
    set("POST", "{'schedule':{'type':'Sometimes'}}", 422);
    set("PUT", "{'schedule':{'type':'Custom','cron':'every day'}}", 400);
    set("PUT", "{'schedule':{'type':'Custom','cron':'0 0 0 30 2 *'}}", 400);
    set("POST", "{'schedule':{'type':'Manual'},'parameters':{'workers':11}}", 400);
    assertThat(code(harbor.get("/system/gc/77").as("boss").send())).isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.get("/system/gc/x/log").as("boss").send())).isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.call("PUT", "/system/gc/77").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void onlyAdministratorsCollect() {
    for (var path : new String[] {"/system/gc", "/system/gc/1", "/system/gc/1/log", SCHEDULE}) {
      assertThat(code(harbor.get(path).as("dev").send())).isEqualTo("403 FORBIDDEN");
      assertThat(code(harbor.get(path).send())).isEqualTo("401 UNAUTHORIZED");
    }
    assertThat(
            code(
                harbor
                    .call("POST", SCHEDULE)
                    .as("dev")
                    .json("{'schedule':{'type':'Manual'}}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
  }
}
