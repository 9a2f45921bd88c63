package io.berth.harbor.system;

import static io.berth.harbor.HarborCalls.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs, queues and schedules as Harbor's clients meet them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborJobserviceTest {
  private static final String COLLECT =
      "{'schedule':{'type':'Manual'},'parameters':{'dry_run':true}}";

  @Parameter Dialect dialect = Dialect.SQLITE;
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private JsonNode get(String path) {
    return harbor.get(path).as("boss").json(200);
  }

  private void act(String queue, String action) {
    harbor
        .call("PUT", "/jobservice/queues/" + queue)
        .as("boss")
        .json("{'action':'%s'}".formatted(action))
        .text(200);
  }

  private void collect(int status) {
    harbor.call("POST", "/system/gc/schedule").as("boss").json(COLLECT).text(status);
  }

  private JsonNode queue(String type) {
    for (var queue : get("/jobservice/queues")) {
      if (queue.path("job_type").asText().equals(type)) {
        return queue;
      }
    }
    throw new AssertionError("no queue " + type);
  }

  @Test
  void aPausedQueueKeepsWhatWaitsUntilItGoesOnOrIsEmptied() throws Exception {
    act("GARBAGE_COLLECTION", "pause");
    collect(201);
    assertThat(queue("GARBAGE_COLLECTION").path("count").asInt()).isEqualTo(1);
    assertThat(queue("GARBAGE_COLLECTION").path("paused").asBoolean()).isTrue();
    assertThat(get("/jobservice/executions").path(0).path("status").asText()).isEqualTo("Pending");
    collect(409);

    act("all", "stop");
    var stopped = get("/jobservice/executions").path(0);
    assertThat(stopped.path("status").asText()).isEqualTo("Stopped");
    assertThat(stopped.path("vendor_type").asText()).isEqualTo("GARBAGE_COLLECTION");
    assertThat(stopped.path("operator").asText()).isEqualTo("boss");

    collect(201);
    act("garbage_collection", "resume");
    assertThat(queue("GARBAGE_COLLECTION").path("paused").asBoolean()).isFalse();
    var over =
        Await.until(
            "the collection is over",
            () -> get("/jobservice/executions").path(0),
            it -> it.path("status").asText().equals("Success"));
    assertThat(
            new String(
                harbor
                    .get("/jobservice/jobs/" + over.path("id").asText() + "/log")
                    .as("boss")
                    .send()
                    .body(),
                StandardCharsets.UTF_8))
        .contains("begun by boss");
    assertThat(get("/jobservice/executions?q=vendor_type%3DGARBAGE_COLLECTION,status%3DSuccess"))
        .hasSize(1);
  }

  @Test
  void pausedSchedulesAreToldOfAndHoldUpNoneThatIsAskedFor() {
    assertThat(get("/schedules/all/paused").path("paused").asBoolean()).isFalse();
    act("SCHEDULER", "pause");
    assertThat(harbor.get("/schedules/all/paused").as("dev").json(200).path("paused").asBoolean())
        .isTrue();
    act("all", "resume");
    assertThat(get("/schedules/all/paused").path("paused").asBoolean()).isFalse();
    assertThat(code(harbor.get("/schedules/RETENTION/paused").as("boss").send())).startsWith("400");
  }

  @Test
  void aRegistryHasOnePoolOfTwoWorkers() {
    var pool = get("/jobservice/pools").path(0);
    assertThat(pool.path("concurrency").asInt()).isEqualTo(2);
    var workers = new ArrayList<String>();
    get("/jobservice/pools/" + pool.path("worker_pool_id").asText() + "/workers")
        .forEach(it -> workers.add(it.path("pool_id").asText()));
    assertThat(workers).containsExactly("berth", "berth");
    assertThat(get("/jobservice/pools/all/workers")).hasSize(2);
    assertThat(code(harbor.get("/jobservice/pools/nosuch/workers").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void schedulesOfAllJobsAreListed() {
    assertThat(get("/schedules")).isEmpty();
    harbor
        .call("POST", "/system/gc/schedule")
        .as("boss")
        .json("{'schedule':{'type':'Custom','cron':'0 30 4 * * 1'}}")
        .text(201);

    var schedule = get("/schedules").path(0);

    assertThat(schedule.path("vendor_type").asText()).isEqualTo("GARBAGE_COLLECTION");
    assertThat(schedule.path("vendor_id").asInt()).isEqualTo(-1);
    assertThat(schedule.path("cron").asText()).isEqualTo("0 30 4 * * 1");
    assertThat(schedule.path("type").asText()).isEqualTo("Custom");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(act("NOSUCH", "{'action':'stop'}", "boss")).startsWith("404");
    assertThat(act("all", "{'action':'burn'}", "boss")).startsWith("422");
    assertThat(act("all", "{}", "boss")).startsWith("422");
    for (var job : List.of("7777777", "x", "1-x", "7777777-1")) {
      assertThat(code(harbor.call("PUT", "/jobservice/jobs/" + job).as("boss").send()))
          .isEqualTo("404 NOT_FOUND");
      assertThat(code(harbor.get("/jobservice/jobs/" + job + "/log").as("boss").send()))
          .isEqualTo("404 NOT_FOUND");
    }
    harbor.call("PUT", "/jobservice/jobs/all").as("boss").text(200);
  }

  private String act(String queue, String body, String user) {
    return code(harbor.call("PUT", "/jobservice/queues/" + queue).as(user).json(body).send());
  }

  @Test
  void onlyAdministratorsLookAndAct() {
    for (var path :
        List.of(
            "/jobservice/pools",
            "/jobservice/pools/all/workers",
            "/jobservice/queues",
            "/jobservice/executions",
            "/jobservice/jobs/1/log",
            "/schedules")) {
      assertThat(code(harbor.get(path).as("dev").send())).as(path).isEqualTo("403 FORBIDDEN");
      assertThat(code(harbor.get(path).send())).as(path).isEqualTo("401 UNAUTHORIZED");
    }
    assertThat(act("all", "{'action':'stop'}", "dev")).isEqualTo("403 FORBIDDEN");
  }
}
