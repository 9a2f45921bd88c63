package io.berth.clients.container;

import io.berth.clients.Program;
import io.berth.clients.Score;
import io.berth.clients.Stand;
import io.berth.clients.Tools;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The conformance tests that came with version 1.1.1 of the OCI Distribution Specification. They
 * are the tests of a Go package, so that they must be compiled from its source.
 */
public final class ConformanceTests implements Program {
  private static final String PROJECT = "conformance";

  /** For registries that mount nothing, or not without a source, and for what was pushed before. */
  private static final List<String> OTHERS =
      List.of(
          "Get tag name from environment",
          "Populate registry with test tags (no push)",
          "Cross-mounting of nonexistent blob should yield session id",
          "automatic content discovery disabled should return a 202");

  @Override
  public String name() {
    return "conformance-1.1.1";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public void run(Tools tools, Score score) throws Exception {
    var program = tools.program(name());
    score.version(Tools.built(program));
    try (var stand = Stand.of(name())) {
      stand.tenant().createProject(PROJECT);
      var results = Files.createDirectories(stand.home().resolve("results"));
      var variables =
          new HashMap<>(
              Map.of(
                  "OCI_ROOT_URL", stand.url(),
                  "OCI_NAMESPACE", PROJECT + "/one",
                  "OCI_CROSSMOUNT_NAMESPACE", PROJECT + "/two",
                  "OCI_AUTOMATIC_CROSSMOUNT", "1",
                  "OCI_USERNAME", stand.user(),
                  "OCI_PASSWORD", stand.password(),
                  "OCI_REPORT_DIR", results.toString()));
      for (var workflow :
          new String[] {"PULL", "PUSH", "CONTENT_DISCOVERY", "CONTENT_MANAGEMENT"}) {
        variables.put("OCI_TEST_" + workflow, "1");
      }
      ConformanceReport.of(program, stand, variables, results, OTHERS, score);
    }
  }
}
