package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code log-format: json}: whatever is logged is an object on a line of its own. */
final class LogFormatTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void everyLineIsAnObjectAndARequestsLineNamesItsTrace() throws Exception {
    try (var berth =
            BerthProcess.start(
                Workspace.scratch("json-log"),
                Map.of(
                    "BERTH_LOG_FORMAT",
                    "json",
                    // Nobody collects there; who says so writes an object too.
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:" + Ports.take()),
                BerthProcess.QUICK);
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + berth.port() + "/health/live"))
              .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
              .build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
      client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + berth.port() + "/v2/")).build(),
          HttpResponse.BodyHandlers.discarding());

      assertThat(Await.holds(Duration.ofSeconds(20), () -> !lines(berth).isEmpty())).isTrue();
      var line = lines(berth).getFirst();
      assertThat(line.path("loggerName").asText()).isEqualTo("access");
      assertThat(line.path("path").asText()).isEqualTo("/health/live");
      assertThat(line.path("status").asInt()).isEqualTo(200);
      berth.stop();
      var begun =
          berth
              .log()
              .lines()
              .filter(it -> it.contains("\"path\":\"/v2/\""))
              .map(Json::parse)
              .toList();
      assertThat(begun)
          .anySatisfy(it -> assertThat(it.path("trace-id").asText()).matches("[0-9a-f]{32}"));
      var others =
          berth.log().lines().filter(it -> it.contains("INFO") || it.contains("WARN")).toList();
      assertThat(others).anyMatch(it -> it.contains("\"formattedMessage\":\"stopped\""));
      assertThat(others).allSatisfy(it -> assertThat(Json.parse(it).isObject()).isTrue());
    }
  }

  private static List<JsonNode> lines(BerthProcess berth) {
    return berth
        .log()
        .lines()
        .filter(line -> line.contains("\"trace-id\":\"" + TRACE + "\""))
        .map(Json::parse)
        .toList();
  }
}
