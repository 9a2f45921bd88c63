package io.berth.oci;

import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.noise;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import io.berth.content.MediaType;
import io.berth.testing.HttpCall;
import io.berth.testing.StatementLog;
import io.berth.testing.StatementLog.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends one request to every endpoint and keeps docs/internals/sql-per-endpoint.md saying what it
 * asks of the database; written anew with -Dberth.write-reference=true.
 */
final class SqlPerEndpointTest {
  private static final Path PAGE = Path.of("../docs/internals/sql-per-endpoint.md");
  private static final String BEGIN = "<!-- statements: made by SqlPerEndpointTest -->\n";
  private static final String END = "<!-- /statements -->\n";

  /** What nearly every endpoint begins with, by the words that follow FROM. */
  private static final Map<String, String> COMMON =
      Map.of(
          "project p WHERE p.registry_id = :registry AND p.name = :name", "project",
          "project_member m LEFT JOIN custom_role c", "roles",
          "repository r WHERE r.registry_id = :registry AND r.name = :name", "repository",
          "webhook_policy w JOIN project p ON p.registry_id", "projects that have webhooks");

  private final StringBuilder page = new StringBuilder();
  private final Map<String, String> common = new TreeMap<>();
  private final Set<String> scans = new TreeSet<>();
  private OciServer server;
  private OciClient app;
  private StatementLog log;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server = new OciServer(folder);
    app = new OciClient(server, "team/app");
    nearlyFull();
    log = new StatementLog(server.database);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Where there is plenty, figures are read at most once in two seconds (QuotaLedger). */
  private void nearlyFull() {
    long team = server.project("team").id();
    server.catalog.quotas().setHard(server.registry.id(), team, 100 << 20);
    server.quotas.hold(server.registry, team, Digest.of(Algorithm.SHA256, new byte[0]), 90 << 20);
  }

  @Test
  void thePageSaysWhatEachEndpointAsksOfTheDatabaseAndNoStatementReadsAWholeTable()
      throws IOException {
    var config = app.push(Algorithm.SHA256, "{}".getBytes(UTF_8));
    var layer = app.push(Algorithm.SHA256, noise(100, 1));
    var image = image(config, layer).getBytes(UTF_8);
    put("image", MediaType.OCI_MANIFEST, image);
    pulls(layer, image);
    lists(image);
    uploads(layer);
    manifests(config, image);
    deletes();

    var document = Files.readString(PAGE);
    var current =
        document.substring(0, document.indexOf(BEGIN))
            + BEGIN
            + everyRequest()
            + page
            + document.substring(document.indexOf(END));
    if (Boolean.getBoolean("berth.write-reference")) {
      Files.writeString(PAGE, current);
    }
    assertThat(document).isEqualTo(current);
    assertThat(scans).as("statements that read a whole table").isEmpty();
  }

  private void pulls(Digest layer, byte[] image) {
    section("Pull");
    again("GET /v2/", server.call("GET", "/v2/").as("dev"), 200);
    again("GET …/blobs/<digest>", app.call("GET", "/blobs/" + layer), 200);
    again("HEAD …/blobs/<digest> by somebody who may push", head("/blobs/" + layer), 200);
    again("GET …/manifests/<tag>", app.call("GET", "/manifests/image"), 200);
    var digest = Digest.of(Algorithm.SHA256, image);
    again("GET …/manifests/<digest>", app.call("GET", "/manifests/" + digest), 200);
    var other = Digest.of(Algorithm.SHA512, image);
    again("GET …/manifests/<its other digest>", app.call("GET", "/manifests/" + other), 200);
    var asked = head("/manifests/" + digest);
    again("HEAD …/manifests/<digest> by somebody who may push", asked, 200);
  }

  private HttpCall head(String path) {
    return app.call("HEAD", path);
  }

  private void uploads(Digest layer) {
    section("Push a blob");
    var fresh = app.in("team/fresh");
    tell(
        "POST …/blobs/uploads/ to a repository that is new",
        fresh.call("POST", "/blobs/uploads/"),
        202);
    var begun = tell("POST …/blobs/uploads/", app.call("POST", "/blobs/uploads/"), 202);
    var bytes = noise(50, 2);
    var digest = Digest.of(Algorithm.SHA256, bytes);
    var location = begun;
    tell("PATCH <location>", app.call("PATCH", location).body(bytes), 202);
    tell("GET <location>", app.call("GET", location), 204);
    var finish = OciClient.finish(location, digest);
    tell("PUT <location>?digest=", app.call("PUT", finish).body(new byte[0]), 201);
    tell("PUT <location>?digest= once more", app.call("PUT", finish).body(new byte[0]), 201);
    var other = app.begin("");
    tell("DELETE <location>", app.call("DELETE", other), 204);
    var mount = "/blobs/uploads/?mount=" + layer;
    tell("POST …/blobs/uploads/?mount=&from=", fresh.call("POST", mount + "&from=team/app"), 201);
    var third = app.in("team/third");
    third.begin("");
    tell("POST …/blobs/uploads/?mount=", third.call("POST", mount), 201);
  }

  private void manifests(Digest config, byte[] image) {
    section("Push a manifest");
    var second = image(config).getBytes(UTF_8);
    tell("PUT …/manifests/<tag>, an image of a config", manifest("second", second), 201);
    tell("PUT …/manifests/<tag>, the same again", manifest("second", second), 201);
    var index =
        "{\"manifests\":[{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}]}"
            .formatted(MediaType.OCI_MANIFEST, image.length, Digest.of(Algorithm.SHA256, image));
    var call =
        app.call("PUT", "/manifests/index")
            .header("Content-Type", MediaType.OCI_INDEX)
            .body(index.getBytes(UTF_8));
    tell("PUT …/manifests/<tag>, an index of one image", call, 201);
  }

  private void lists(byte[] image) {
    section("Lists");
    again("GET …/tags/list", app.call("GET", "/tags/list?n=10&last=a"), 200);
    var subject = Digest.of(Algorithm.SHA256, image);
    again("GET …/referrers/<digest>", app.call("GET", "/referrers/" + subject), 200);
    var filtered = app.call("GET", "/referrers/" + subject + "?artifactType=a/b");
    again("GET …/referrers/<digest>?artifactType=", filtered, 200);
    again("GET /v2/_catalog", server.call("GET", "/v2/_catalog?n=10").as("dev"), 200);
  }

  private void deletes() {
    section("Delete");
    tell("DELETE …/manifests/<tag>", app.call("DELETE", "/manifests/index"), 202);
    var index = image(app.push(Algorithm.SHA256, noise(20, 5)));
    put("gone", MediaType.OCI_MANIFEST, index.getBytes(UTF_8));
    var digest = Digest.of(Algorithm.SHA256, index.getBytes(UTF_8));
    tell("DELETE …/manifests/<digest>", app.call("DELETE", "/manifests/" + digest), 202);
    var blob = app.push(Algorithm.SHA256, noise(30, 4));
    tell("DELETE …/blobs/<digest>", app.call("DELETE", "/blobs/" + blob), 202);
  }

  private static String image(Digest config, Digest... layers) {
    var list = new ArrayList<String>();
    for (var layer : layers) {
      list.add("{\"mediaType\":\"a/l\",\"size\":100,\"digest\":\"%s\"}".formatted(layer));
    }
    return "{\"config\":{\"mediaType\":\"a/c\",\"size\":2,\"digest\":\"%s\"},\"layers\":%s}"
        .formatted(config, list);
  }

  private HttpCall manifest(String tag, byte[] bytes) {
    return app.call("PUT", "/manifests/" + tag)
        .header("Content-Type", MediaType.OCI_MANIFEST)
        .body(bytes);
  }

  private void put(String tag, String type, byte[] bytes) {
    assertThat(app.putManifest(tag, type, bytes).statusCode()).isEqualTo(201);
  }

  private void section(String title) {
    page.append("\n## ").append(title).append('\n');
  }

  /** Writes down what a request asks while nothing is in memory; the answer's Location. */
  private String tell(String title, HttpCall call, int status) {
    var location = ask(title, call, status);
    page.append('\n');
    return location;
  }

  /** The same, and what the next one like it asks. */
  private void again(String title, HttpCall call, int status) {
    ask(title, call, status);
    log.take();
    assertThat(call.send().statusCode()).isEqualTo(status);
    var second = log.take().size();
    page.append("\n\nAsked again at once: ")
        .append(second == 0 ? "nothing" : second == 1 ? "one statement" : second + " statements")
        .append(".\n");
  }

  private String ask(String title, HttpCall call, int status) {
    log.forgetAnswers();
    log.take();
    var answer = call.send();
    assertThat(answer.statusCode()).as(title + text(answer)).isEqualTo(status);
    page.append("\n### `").append(title.replaceFirst("(,| by | to | once )", "`$1"));
    page.append(title.matches(".*(,| by | to | once ).*") ? "\n" : "`\n");
    var heard = log.take();
    if (heard.isEmpty()) {
      page.append("\nnothing");
    }
    Statement before = null;
    for (var statement : heard) {
      explain(statement);
      if (!statement.writes()) {
        page.append("\n- read ").append(read(words(statement)));
      } else {
        if (before == null || !before.connection().equals(statement.connection())) {
          page.append("\n- transaction");
        }
        page.append("\n  - `").append(words(statement)).append('`');
      }
      before = statement;
    }
    return header(answer, "Location");
  }

  /** The statement, or its name when it is a common one. */
  private String read(String words) {
    for (var it : COMMON.entrySet()) {
      if (words.contains(" FROM " + it.getKey())) {
        assertThat(common.computeIfAbsent(it.getValue(), _ -> words)).isEqualTo(words);
        return "*" + it.getValue() + "*";
      }
    }
    return '`' + words + '`';
  }

  private String everyRequest() {
    var lines = new StringBuilder("\n## What nearly every endpoint reads\n\n");
    common.forEach(
        (name, words) ->
            lines.append("- *").append(name).append("*: `").append(words).append("`\n"));
    return lines.toString();
  }

  private static String words(Statement statement) {
    return statement
        .rendered()
        .replaceAll("\\s+", " ")
        .replaceAll(":__\\w+?_\\d+(, ?:__\\w+?_\\d+)*|<\\w+>", "…")
        .replace("( ", "(")
        .strip();
  }

  private void explain(Statement statement) {
    server.database.read(
        handle -> {
          try (var plan = handle.getConnection().createStatement();
              var rows = plan.executeQuery("EXPLAIN QUERY PLAN " + statement.parsed())) {
            while (rows.next()) {
              var step = rows.getString("detail");
              if (step.startsWith("SCAN ")
                  && !step.matches("SCAN (own|merged|sized|\\d+ CONSTANT.*|CONSTANT.*|\\(.*)")) {
                scans.add(step + " in " + words(statement));
              }
            }
          } catch (SQLException e) {
            throw new AssertionError(statement.parsed(), e);
          }
          return null;
        });
  }
}
