package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Traces cost nothing where nobody collects them, and next to nothing where the collector is gone.
 */
final class TracesOffTest {
  @Test
  void nothingOfOpenTelemetryIsLoadedWithoutACollector() throws Exception {
    var folder = Workspace.scratch("traces-off");
    var loaded = folder.resolve("loaded.log");
    var options = new ArrayList<>(BerthProcess.QUICK);
    options.add("-Xlog:class+load=info:file=" + loaded);
    try (var berth = BerthProcess.start(folder, Map.of(), options);
        var anybody = new Client(Endpoint.local(berth.port()), "")) {
      anybody.get("/v2/").must(401);
      anybody.get("/metrics").must(200);
    }

    assertThat(Files.readString(loaded))
        .contains("io.berth.http.engine.Exchange ")
        .doesNotContain("io.opentelemetry")
        .doesNotContain("io.berth.trace.otlp");
  }

  @Test
  void theVariableOfOpenTelemetryTurnsThemOnAndEachLineOfTheLogHasItsTrace() throws Exception {
    try (var berth =
            BerthProcess.start(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:" + Ports.take(),
                    "BERTH_LOG_FORMAT",
                    "json"));
        var anybody = new Client(Endpoint.local(berth.port()), "")) {
      anybody.get("/v2/").must(401);

      Await.until(
          "line of the request",
          Duration.ofSeconds(20),
          () ->
              berth
                  .log()
                  .lines()
                  .filter(line -> line.contains("\"path\":\"/v2/\""))
                  .map(Json::parse)
                  .toList(),
          lines ->
              lines.stream().anyMatch(it -> it.path("trace-id").asText().matches("[0-9a-f]{32}")));
      Await.until(
          "word of the collector that is gone",
          Duration.ofSeconds(30),
          berth::log,
          log -> log.contains("traces are not taken by"));
      var others = berth.log().lines().filter(it -> it.contains("\"level\"")).toList();
      assertThat(others).allSatisfy(it -> assertThat(Json.parse(it).isObject()).isTrue());
      anybody.get("/v2/").must(401);
    }
  }
}
