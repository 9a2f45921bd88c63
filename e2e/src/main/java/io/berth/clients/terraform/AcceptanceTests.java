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
import java.io.IOException;
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
 * @param runs what is run, one after the other
 * @param needs parts of a test's name, and the feature that it cannot do without
 */
public record AcceptanceTests(
    String name, String source, List<Run> runs, Map<String, Feature> needs) implements Program {
  private static final Duration LIMIT = Duration.ofMinutes(40);

  /**
   * One {@code go test}.
   *
   * @param tag of the build, "" for none
   * @param tests a pattern of their names
   * @param setting what it runs against
   */
  record Run(String tag, String testPackage, String tests, Setting setting) {}

  /** Prepares a server for tests; returns what they are told, as variables. */
  interface Setting {
    Map<String, String> prepare(Stand stand, HonestProvider issuer) throws IOException;
  }

  /** Of terraform-provider-harbor. */
  public static AcceptanceTests harbor() {
    var needs = new LinkedHashMap<String, Feature>();
    needs.put("Preheat", Feature.PREHEAT);
    needs.put("Registry", Feature.REGISTRIES);
    needs.put("Replication", Feature.REPLICATION);
    needs.put("DestinationNamespace", Feature.REPLICATION);
    needs.put("Ldap", Feature.LDAP);
    needs.put("ConfigAuth", Feature.CONFIGURATION_OF_SIGN_IN);
    return new AcceptanceTests(
        "terraform-provider-harbor-tests",
        "terraform-provider-harbor",
        List.of(
            new Run("internal_auth", "./provider", "^Test", AcceptanceTests::withLocalUsers),
            new Run(
                "external_auth",
                "./provider",
                "^TestAcc(MemberGroup|GC)",
                AcceptanceTests::withProvider)),
        needs);
  }

  private static Map<String, String> withLocalUsers(Stand stand, HonestProvider issuer) {
    return asked(stand, stand.user(), stand.password());
  }

  /** A provider takes the place of all local users, so a robot with all rights administers. */
  private static Map<String, String> withProvider(Stand stand, HonestProvider issuer)
      throws IOException {
    var robot = Robots.withAllRights(stand.tenant());
    stand.signInAt(issuer.issuer("clients"));
    return asked(stand, robot.name(), robot.secret());
  }

  /** The tests choose what they send by the release of Harbor, which the provider's CI names. */
  private static Map<String, String> asked(Stand stand, String user, String password) {
    return Map.of(
        "HARBOR_APP_VERSION",
        "2.14.0",
        "HARBOR_URL",
        stand.url(),
        "HARBOR_USERNAME",
        user,
        "HARBOR_PASSWORD",
        password);
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
                    + "|DataSourceCloudProject_|MeIdentityUser(DataSource|s|_)|MeApiOauth2)",
                AcceptanceTests::ofControlApi)),
        Map.of());
  }

  private static Map<String, String> ofControlApi(Stand stand, HonestProvider issuer) {
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
        var told = run.setting().prepare(stand, issuer);
        test(go, folder, run, environment(told, stand, terraform), score);
      }
    }
  }

  private static Map<String, String> environment(
      Map<String, String> told, Stand stand, Path terraform) {
    var all = new HashMap<>(told);
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
