package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Workspace;
import java.nio.file.Files;
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
    var options = new ArrayList<>(BerthProcess.UNCACHED);
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
}
