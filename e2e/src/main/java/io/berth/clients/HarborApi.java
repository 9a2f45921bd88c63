package io.berth.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * harborapi, Harbor's Python client: its methods, called by a script that says what came of each.
 */
final class HarborApi implements Program {
  private static final String VERSION = "0.26.2";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "harborapi";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public void run(Tools tools, Score score) throws NotHere, IOException {
    var python = tools.python("harborapi", VERSION);
    score.version(VERSION);
    try (var stand = Stand.of(name())) {
      for (var image : List.of("library/app:v1", "library/app:v2", "library/deep/nested/app:v1")) {
        stand.image(image);
      }
      var script = Workspace.MODULE.resolve("src/main/clients/harborapi_calls.py");
      var outcome =
          Command.of(python.toString(), script.toString())
              .in(stand.home())
              .with(
                  stand.environment(
                      Map.of(
                          "HARBOR_URL", stand.url(),
                          "HARBOR_USERNAME", stand.user(),
                          "HARBOR_PASSWORD", stand.password())))
              .within(LIMIT)
              .run();
      outcome.out().lines().map(Json::parse).forEach(call -> judge(call, score));
      outcome.ok();
    }
  }

  private static void judge(JsonNode call, Score score) {
    var operation = call.path("operation").asText();
    var needs = call.path("needs").asText("");
    if (!call.has("fault")) {
      score.right(operation, !needs.isEmpty());
    } else {
      score.failed(
          operation, needs.isEmpty() ? null : Feature.named(needs), call.path("fault").asText());
    }
  }
}
