package io.berth.clients.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.clients.Feature;
import io.berth.clients.Program;
import io.berth.clients.Score;
import io.berth.clients.Stand;
import io.berth.clients.Tools;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import io.berth.torture.hostile.HonestProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider's own acceptance tests, where its source is on this machine.
 *
 * @param source the source's name
 * @param runs build tag, package and test names of each run
 * @param needs parts of a test's name, and the feature that it cannot do without
 */
public record AcceptanceTests(
    String name, String source, List<Run> runs, Map<String, Feature> needs, Variables variables)
    implements Program {
  private static final Duration LIMIT = Duration.ofMinutes(40);

  /** One {@code go test}. */
  record Run(String tag, String testPackage, String tests) {}

  /** What the tests are told. */
  interface Variables {
    Map<String, String> of(Stand stand, HonestProvider issuer);
  }

  /** Of terraform-provider-harbor. */
  public static AcceptanceTests harbor() {
    var needs = new LinkedHashMap<String, Feature>();
    needs.put("Label", Feature.LABELS);
    needs.put("Webhook", Feature.WEBHOOKS);
    needs.put("PurgeAudit", Feature.PURGE);
    needs.put("Preheat", Feature.PREHEAT);
    needs.put("Registry", Feature.REGISTRIES);
    needs.put("Replication", Feature.REPLICATION);
    needs.put("DestinationNamespace", Feature.REPLICATION);
    needs.put("Retention", Feature.RETENTION);
    needs.put("Ldap", Feature.LDAP);
    needs.put("ConfigAuth", Feature.CONFIGURATION_OF_SIGN_IN);
    return new AcceptanceTests(
        "terraform-provider-harbor-tests",
        "terraform-provider-harbor",
        List.of(
            new Run("internal_auth", "./provider", "^Test"),
            new Run("external_auth", "./provider", "^TestAcc(MemberGroup|GC)")),
        needs,
        (stand, _) ->
            Map.of(
                "HARBOR_URL", stand.url(),
                "HARBOR_USERNAME", stand.user(),
                "HARBOR_PASSWORD", stand.password()));
  }

  /** Of terraform-provider-ovh: registries, and what lies beside them. */
  public static AcceptanceTests ovh() {
    return new AcceptanceTests(
        "terraform-provider-ovh-tests",
        "terraform-provider-ovh",
        List.of(
            new Run(
                "",
                "./ovh",
                "^TestAcc(CloudProject(Capabilities)?Container(Registry|IP)"
                    + "|DataSourceCloudProject_|MeIdentityUser(DataSource|s|_)|MeApiOauth2)")),
        Map.of(),
        (stand, issuer) -> {
          var bootstrap = stand.berth().bootstrap();
          return Map.of(
              "OVH_ENDPOINT", stand.control(),
              "OVH_APPLICATION_KEY", bootstrap.applicationKey(),
              "OVH_APPLICATION_SECRET", bootstrap.applicationSecret(),
              "OVH_CONSUMER_KEY", bootstrap.consumerKey(),
              "OVH_CLOUD_PROJECT_SERVICE", bootstrap.serviceName(),
              "OVH_CLOUD_PROJECT_SERVICE_TEST", bootstrap.serviceName(),
              "OVH_CLOUD_PROJECT_CONTAINERREGISTRY_REGION_TEST", "GRA",
              "OVH_CLOUD_PROJECT_CONTAINERREGISTRY_OIDC_ENDPOINT_TEST", issuer.issuer("clients"));
        });
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Tools tools, Score score) throws Exception {
    var folder = tools.source(source);
    var go = tools.program("go");
    var terraform = tools.program("terraform");
    score.version(Tools.revision(folder));
    try (var stand = Stand.of(name);
        var issuer = new HonestProvider(Clock.systemUTC())) {
      for (var run : runs) {
        test(go, folder, run, environment(stand, issuer, terraform), score);
      }
    }
  }

  private Map<String, String> environment(Stand stand, HonestProvider issuer, Path terraform) {
    var all = new HashMap<>(variables.of(stand, issuer));
    all.putAll(
        Map.of(
            "TF_ACC",
            "1",
            "TF_ACC_TERRAFORM_PATH",
            terraform.toString(),
            "CHECKPOINT_DISABLE",
            "1",
            "SSL_CERT_FILE",
            stand.berth().bootstrap().caFile().toString()));
    return all;
  }

  private void test(Path go, Path folder, Run run, Map<String, String> variables, Score score) {
    var outcome =
        Command.of(go.toString(), "test", "-count=1", "-json", "-v", "-timeout=40m")
            .and("-tags=" + run.tag(), "-run=" + run.tests(), run.testPackage())
            .in(folder)
            .with(variables)
            .within(LIMIT)
            .run();
    var said = new HashMap<String, StringBuilder>();
    var results = new LinkedHashMap<String, String>();
    for (var event :
        outcome.out().lines().filter(it -> it.startsWith("{")).map(Json::parse).toList()) {
      note(event, said, results);
    }
    if (results.isEmpty()) {
      throw new AssertionError("no test ran: " + outcome.out() + outcome.err());
    }
    results.forEach((test, result) -> judge(test, result, String.valueOf(said.get(test)), score));
  }

  /** A test with parts counts once, as a whole. */
  private static void note(
      JsonNode event, Map<String, StringBuilder> said, Map<String, String> results) {
    var test = event.path("Test").asText("");
    if (test.isEmpty() || test.contains("/")) {
      return;
    }
    switch (event.path("Action").asText()) {
      case "output" ->
          said.computeIfAbsent(test, _ -> new StringBuilder())
              .append(event.path("Output").asText());
      case "pass", "fail", "skip" -> results.put(test, event.path("Action").asText());
      default -> {}
    }
  }

  private void judge(String test, String result, String said, Score score) {
    switch (result) {
      case "pass" -> score.right(test);
      case "skip" -> score.notThere(test, "skipped by the provider itself");
      default -> score.failed(test, needed(test), said);
    }
  }

  private @Nullable Feature needed(String test) {
    return needs.entrySet().stream()
        .filter(it -> test.contains(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
