package io.berth.server.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.harbor.HarborCalls;
import io.berth.memory.JsonMappers;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alerts ask for what {@code /metrics} serves, and for nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MonitoringTest {
  private static final Path FOLDER = Path.of("../deploy/monitoring");
  private static final Pattern METRIC =
      Pattern.compile(
          "\\b((?:berth|hikaricp|jvm|process|system)_[a-z0-9_]+|up)\\b(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");

  /** Set by Prometheus itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

  private HarborCalls harbor;
  private Map<String, Set<String>> served;

  @BeforeAll
  void scrape() throws Exception {
    harbor = new HarborCalls(Dialect.SQLITE, TemporaryFolder.untilTheEnd("berth-monitoring"));
    harbor.project("boss", "team", true);
    harbor.pushImage("boss", "team/app", "v1", "a layer");
    harbor.berth.call("GET", "/metrics").text(200);
    System.gc(); // pauses are known after the first one
    served =
        Await.until(
            "pauses in the figures",
            () -> names(harbor.berth.call("GET", "/metrics").text(200)),
            names -> names.containsKey("jvm_gc_pause_seconds_sum"));
  }

  @AfterAll
  void close() {
    harbor.close();
  }

  /** Labels by metric. */
  private static Map<String, Set<String>> names(String text) {
    var names = new HashMap<String, Set<String>>();
    for (var line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      var name = line.replaceFirst("[{ ].*", "");
      var labels = names.computeIfAbsent(name, _ -> new TreeSet<>());
      if (line.contains("{")) {
        LABEL
            .matcher(line.substring(line.indexOf('{'), line.lastIndexOf('}')))
            .results()
            .forEach(label -> labels.add(label.group(1)));
      }
    }
    return names;
  }

  /** What an expression asks for and nobody serves. */
  private List<String> unknown(String expression) {
    var unknown = new ArrayList<String>();
    METRIC
        .matcher(expression)
        .results()
        .filter(found -> !found.group(1).equals("up"))
        .forEach(
            found -> {
              var labels = served.get(found.group(1));
              if (labels == null) {
                unknown.add(found.group(1));
              } else if (found.group(2) != null) {
                LABEL
                    .matcher(found.group(2).replaceAll("\"[^\"]*\"", ""))
                    .results()
                    .map(label -> label.group(1))
                    .filter(label -> !labels.contains(label) && !OF_PROMETHEUS.contains(label))
                    .forEach(label -> unknown.add(found.group(1) + "{" + label + "}"));
              }
            });
    return unknown;
  }

  @Test
  void theDashboardShowsWhatIsServed() throws IOException {
    var dashboard = JsonMappers.API.readTree(FOLDER.resolve("dashboard.json").toFile());
    var expressions = dashboard.findValuesAsText("expr");

    assertThat(expressions).hasSizeGreaterThan(30);
    assertThat(expressions).allSatisfy(it -> assertThat(unknown(it)).as(it).isEmpty());
    assertThat(expressions).allSatisfy(it -> assertThat(METRIC.matcher(it).find()).isTrue());
    assertThat(unknown(dashboard.at("/templating/list/1/query/query").asText())).isEmpty();
  }

  @Test
  void theAlertsWatchWhatIsServed() throws IOException {
    var alerts = alerts();

    assertThat(alerts).hasSizeGreaterThan(12);
    assertThat(alerts)
        .allSatisfy(
            (name, rule) -> {
              assertThat(METRIC.matcher(rule).find()).as(name).isTrue();
              assertThat(unknown(rule)).as(name).isEmpty();
            });
  }

  @Test
  void whatNobodyServesIsFound() {
    assertThat(unknown("rate(berth_nothing_total[5m]) / up > berth_health{colour=\"red\"}"))
        .containsExactly("berth_nothing_total", "berth_health{colour}");
  }

  @Test
  void thePageSaysWhatToDoForEachAlert() throws IOException {
    var page = Files.readString(Path.of("../docs/guide/monitoring.md"));

    assertThat(alerts().keySet()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  @Test
  void prometheusTakesTheRules() throws Exception {
    var promtool =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (promtool.isEmpty()) {
      System.out.println("skipped: promtool (Debian: prometheus) is not installed");
      return;
    }
    var process =
        new ProcessBuilder(
                promtool.get().toString(),
                "check",
                "rules",
                FOLDER.resolve("alerts.yaml").toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as("%s", said).isZero();
  }

  /** Expressions by the name of their alert. */
  private static Map<String, String> alerts() throws IOException {
    var rules =
        JsonMappers.API
            .valueToTree(new Yaml().load(Files.readString(FOLDER.resolve("alerts.yaml"))))
            .findParents("alert");
    var alerts = new HashMap<String, String>();
    rules.forEach(rule -> alerts.put(rule.path("alert").asText(), rule.path("expr").asText()));
    return alerts;
  }
}
