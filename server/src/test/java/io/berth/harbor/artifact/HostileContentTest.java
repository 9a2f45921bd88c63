package io.berth.harbor.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.harbor.Hostile;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import io.berth.testing.Times;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Broken and strange content is pushed, and everything is read that shows it: nothing fails, hangs
 * or runs. {@code -Dberth.fuzz.seconds} goes on for longer, {@code -Dberth.fuzz.seed} begins
 * elsewhere; what fails names its seed.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HostileContentTest {
  private static final Duration SECONDS =
      Duration.ofSeconds(Long.getLong("berth.fuzz.seconds", Times.of(5, 12)));
  private static final long FIRST = Long.getLong("berth.fuzz.seed", 1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FLAGS =
      "?with_tag=true&with_label=true&with_scan_overview=true&with_sbom_overview=true"
          + "&with_immutable_status=true&with_accessory=true&with_inherited_accessory=true"
          + "&page_size=100&q=base%3D*&sort=";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;
  private final JsonMapper mapper = new JsonMapper();
  private long seed;
  private int accepted;
  private final List<Digest> pushed = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
  }

  @AfterEach
  void stop() throws IOException {
    harbor.close();
  }

  @Test
  void nothingThatIsStoredMakesAnAnswerFail() throws IOException {
    harbor.project("dev", "team", false);
    harbor.project("dev", "other", false);
    var token = harbor.call("POST", "/users/current/access-tokens").as("dev");
    harbor.berth.remember(
        "dev", token.json("{'name':'fuzz','level':'admin'}").json(201).path("token").asText());
    var end = System.nanoTime() + SECONDS.toNanos();
    for (seed = FIRST; System.nanoTime() < end; seed++) {
      round(new Hostile(seed), "app" + seed % 4);
    }
    readAll("app0");
    assertThat(accepted).as("manifests that were taken").isGreaterThan(3);
  }

  private void round(Hostile hostile, String name) {
    var repository = "team/" + name;
    var config = blob(repository, hostile.config());
    var chart = blob(repository, hostile.chart());
    var subject =
        pushed.isEmpty() || seed % 3 != 0
            ? ""
            : Hostile.plain(MediaType.OCI_MANIFEST, hostile.one(pushed));
    var manifest = hostile.manifest(config, chart, subject);
    var type = hostile.type(MediaType.OCI_MANIFEST);
    var digest = push(repository, type, manifest);
    if (!pushed.isEmpty() && seed % 4 == 0) {
      var children = List.of(hostile.one(pushed), digest, config);
      push(repository, hostile.type(MediaType.OCI_INDEX), hostile.index(children));
      push(
          repository,
          MediaType.OCI_INDEX,
          "{\"manifests\":[%s,%s]}"
              .formatted(
                  Hostile.plain(MediaType.OCI_MANIFEST, digest),
                  Hostile.plain(MediaType.OCI_MANIFEST, hostile.one(pushed)))
              .getBytes(UTF_8));
    }
    read(name, digest);
    if (seed % 5 == 0) {
      readAll(name);
      ask(
          harbor.call(
              "POST",
              "/projects/other/repositories/c/artifacts?from=" + repository + "@" + digest));
      read("c", digest);
    }
    if (seed % 7 == 0) {
      ask(harbor.call("DELETE", artifacts(name) + "/" + digest));
    }
  }

  private Digest blob(String repository, byte[] bytes) {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    ask(
        harbor
            .berth
            .call("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest)
            .body(bytes));
    return digest;
  }

  private Digest push(String repository, String type, byte[] bytes) {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    var tag = seed % 2 == 0 ? "v" + seed : "sha256-" + digest.hex();
    var answer =
        ask(
            harbor
                .berth
                .call("PUT", "/v2/" + repository + "/manifests/" + tag)
                .header("Content-Type", type)
                .body(bytes));
    if (answer.statusCode() == 201) {
      accepted++;
      pushed.add(digest);
    }
    return digest;
  }

  private static String artifacts(String name) {
    return "/projects/team/repositories/" + name + "/artifacts";
  }

  private void read(String name, Digest digest) {
    var one = artifacts(name) + "/" + digest;
    ask(harbor.get(one + FLAGS));
    for (var more :
        List.of("/tags", "/accessories", "/additions/build_history", "/additions/values.yaml")) {
      ask(harbor.get(one + more));
    }
    ask(harbor.get(one + "/additions/readme.md"));
    ask(harbor.get(one + "/additions/dependencies"));
    for (var path :
        List.of(
            "/manifests/" + digest,
            "/referrers/" + digest,
            "/referrers/" + digest + "?artifactType=text%2Fhtml")) {
      ask(harbor.berth.call("GET", "/v2/team/" + name + path));
    }
    ask(harbor.berth.call("HEAD", "/v2/team/" + name + "/manifests/" + digest));
  }

  private void readAll(String name) {
    for (var sort : List.of("-size", "type", "media_type", "artifact_type", "-pull_time")) {
      ask(harbor.get(artifacts(name) + FLAGS + sort));
    }
    for (var path :
        List.of(
            "/projects/team/repositories",
            "/projects/team/repositories/" + name,
            "/projects/team/summary",
            "/projects/team/logs",
            "/projects",
            "/repositories",
            "/search?q=app",
            "/statistics",
            "/users/current")) {
      ask(harbor.get(path));
    }
    for (var path : List.of("/v2/team/" + name + "/tags/list", "/v2/_catalog")) {
      ask(harbor.berth.call("GET", path));
    }
  }

  /** Whatever is asked is answered soon, without a fault of this side, as nothing that runs. */
  private HttpResponse<byte[]> ask(HttpCall call) {
    var begun = System.nanoTime();
    var answer = call.as("dev").send();
    var told =
        "seed %d: %s %s answered %d %s"
            .formatted(
                seed,
                call.method(),
                answer.uri(),
                answer.statusCode(),
                new String(answer.body(), 0, Math.min(300, answer.body().length), UTF_8));
    assertThat(answer.statusCode()).as(told).isLessThan(500);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(told).isLessThan(PATIENCE);
    var type = answer.headers().firstValue("Content-Type").orElse("");
    assertThat(type)
        .as(told)
        .matches("|application/([^;]+\\+)?json|application/octet-stream|text/(plain|markdown); .*");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .as(told)
        .contains("sandbox");
    if (type.equals("application/json") && answer.body().length > 0) {
      try {
        mapper.readTree(answer.body());
      } catch (IOException e) {
        throw new AssertionError(told, e);
      }
    }
    return answer;
  }
}
