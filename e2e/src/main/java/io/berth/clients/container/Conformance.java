package io.berth.clients.container;

import io.berth.clients.Program;
import io.berth.clients.Score;
import io.berth.clients.Stand;
import io.berth.clients.Tools;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The official conformance program of the OCI Distribution Specification, in one of its profiles.
 * What it skips it was not shown, so that counts as not there.
 */
public record Conformance(String name, boolean isQuick, Map<String, String> profile)
    implements Program {
  private static final String MODULE = "github.com/opencontainers/distribution-spec/conformance";
  private static final String VERSION = "v0.0.0-20260831232431-97274622c111";
  private static final String PROJECT = "conformance";

  /** The version of the specification to come, the same with manifests of parts, and 1.1. */
  public static List<Program> profiles() {
    return List.of(
        new Conformance("conformance", true, Map.of("OCI_VERSION", "dev")),
        new Conformance(
            "conformance-sparse", false, Map.of("OCI_VERSION", "dev", "OCI_DATA_SPARSE", "true")),
        new Conformance("conformance-1.1", false, Map.of("OCI_VERSION", "1.1")));
  }

  @Override
  public void run(Tools tools, Score score) throws Exception {
    var program = tools.go("conformance", MODULE, VERSION);
    score.version(VERSION);
    // Manifests of parts are a choice of whoever runs a server.
    var settings =
        profile.containsKey("OCI_DATA_SPARSE")
            ? Map.of("BERTH_SPARSE_MANIFESTS", "true")
            : Map.<String, String>of();
    try (var stand = Stand.of(name, settings)) {
      stand.tenant().createProject(PROJECT);
      var results = stand.home().resolve("results");
      var variables = new HashMap<>(profile);
      variables.putAll(
          Map.of(
              "OCI_REGISTRY", stand.host(),
              "OCI_TLS", "disabled",
              "OCI_REPO1", PROJECT + "/one",
              "OCI_REPO2", PROJECT + "/two",
              "OCI_USERNAME", stand.user(),
              "OCI_PASSWORD", stand.password(),
              "OCI_RESULTS_DIR", results.toString()));
      ConformanceReport.of(program, stand, variables, results, List.of(), score);
    }
  }
}
