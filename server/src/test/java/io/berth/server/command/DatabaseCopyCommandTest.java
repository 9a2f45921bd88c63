package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.security.RunningBerth;
import io.berth.server.Main;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with content moves from SQLite to PostgreSQL. */
final class DatabaseCopyCommandTest {
  private static final String MOVING = "database copy";

  @TempDir Path folder;
  private RunningBerth berth;
  private String to;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void fill() throws Exception {
    var harbor = new HarborCalls(Dialect.SQLITE, folder);
    berth = harbor.berth;
    to = TestDatabases.emptyPostgresql();
    harbor.project("boss", "team", true);
    for (int i = 0; i < 5; i++) {
      harbor.pushImage("boss", "team/app", "v" + i, "layer " + i);
    }
    var digest = harbor.pushImage("boss", "team/other", "latest", "ä layer of its own");
    harbor.pushAccessory("boss", "team/other", digest);
  }

  @AfterEach
  void close() {
    berth.close();
  }

  /** From now on it is the server on the copy. */
  private void moved() throws IOException {
    berth =
        new RunningBerth(
            berth, folder.resolve("moved"), Map.of("database", to, "database-user", "postgres"));
  }

  private int create(String project) {
    return berth
        .call("POST", "/api/v2.0/projects")
        .as("boss")
        .json("{'project_name':'%s'}".formatted(project))
        .send()
        .statusCode();
  }

  private String from() {
    return "jdbc:sqlite:" + folder.resolve("data/berth.db");
  }

  private int copy() {
    said.reset();
    var words = (MOVING + " " + from() + " " + to + " --database-user postgres").split(" ");
    return berth.command(new PrintStream(said, true, UTF_8), words);
  }

  private String said() {
    return said.toString(UTF_8);
  }

  private Map<String, Object> answers() {
    var answers = new LinkedHashMap<String, Object>();
    for (var path :
        List.of(
            "/api/v2.0/projects/team",
            "/api/v2.0/projects?page_size=50",
            "/api/v2.0/projects/team/repositories",
            "/api/v2.0/projects/team/repositories/app/artifacts?with_tag=true",
            "/api/v2.0/projects/team/repositories/other/artifacts?with_accessory=true",
            "/api/v2.0/users?sort=user_id",
            "/api/v2.0/quotas",
            "/v2/team/app/tags/list",
            "/v2/_catalog")) {
      var answer = berth.call("GET", path).as("boss").send();
      answers.put(path, answer.statusCode() + " " + new String(answer.body(), UTF_8));
    }
    JsonNode registry = berth.call("GET", berth.registry()).as("root").json(200);
    answers.put("registry", registry.path("id").asText() + registry.path("size"));
    return answers;
  }

  @Test
  void aFullServerAnswersTheSameOnPostgresqlAndGoesOnFromThere() throws Exception {
    var before = answers();
    berth.close();

    assertThat(copy()).as("%s", said()).isZero();
    assertThat(said())
        .contains("manifest: 7 rows")
        .contains("rows copied and compared")
        .contains("start it with --database " + to);
    moved();

    assertThat(answers()).isEqualTo(before);
    // What is made now has numbers that were never given out.
    assertThat(create("after")).isEqualTo(201);
    assertThat(berth.call("GET", "/api/v2.0/projects/after").as("boss").send().statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRunningServerReadsMeanwhileAndItsChangesAreRefusedUntilItStops() throws Exception {
    var process = copyInAProcessOfItsOwn();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var heard = threads.submit(() -> process.getInputStream().transferTo(said));
      Await.until("word to stop it", () -> said().contains("stop the server of"));

      assertThat(berth.call("GET", "/v2/team/app/manifests/v3").as("boss").send().statusCode())
          .isEqualTo(200);
      var refused =
          berth
              .call("POST", "/api/v2.0/projects")
              .as("boss")
              .json("{'project_name':'too-late'}")
              .send();
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(process.isAlive()).as("it waits for the server").isTrue();
      berth.close();

      assertThat(process.waitFor()).isZero();
      heard.get();
    } finally {
      process.destroy();
    }
    assertThat(said()).contains("start it with --database " + to);
    moved();
  }

  /** As people do beside a server: who waits for it to stop waits for its lock on the folder. */
  private Process copyInAProcessOfItsOwn() throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of((MOVING + " " + from() + " " + to).split(" ")));
    words.addAll(List.of("--database-user=postgres", "--data=" + folder.resolve("data")));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  @Test
  void aCopyThatBrokeOffGoesOnAndNoServerStartsOnAHalf() throws Exception {
    berth.close();
    assertThat(copy()).isZero();
    // As if it had broken off in the middle of the tags.
    try (var target = target()) {
      sql(target, "DELETE FROM tag WHERE id > 2");
      sql(target, "DELETE FROM installation WHERE name = 'master_key'");
      sql(
          target,
          "INSERT INTO installation (name, value) VALUES ('copying', '" + fingerprint() + "')");
    }
    var half = new ByteArrayOutputStream();
    assertThat(
            berth.command(
                new PrintStream(half, true, UTF_8),
                "serve",
                "--database=" + to,
                "--database-user=postgres"))
        .isEqualTo(2);
    assertThat(half.toString(UTF_8)).contains("a copy into this database has not come to its end");

    assertThat(copy()).as("%s", said()).isZero();

    assertThat(said()).contains("tag: 6 rows, goes on after 2");
    moved();
    assertThat(berth.call("GET", "/v2/team/app/manifests/v4").as("boss").send().statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatIsNotTheSameInTheEndIsSaid() throws Exception {
    berth.close();
    assertThat(copy()).isZero();
    try (var target = target()) {
      sql(target, "UPDATE tag SET pushed_at = pushed_at + 1 WHERE id = 1");
      sql(target, "DELETE FROM installation WHERE name = 'master_key'");
      sql(
          target,
          "INSERT INTO installation (name, value) VALUES ('copying', '" + fingerprint() + "')");
    }

    assertThat(copy()).isEqualTo(2);
    assertThat(said()).contains("table tag is not the same in both: 6 rows with the checksum");
  }

  @Test
  void aTargetInUseIsRefused() throws Exception {
    berth.close();
    assertThat(copy()).isZero();

    assertThat(copy()).isEqualTo(2);
    assertThat(said()).contains("the target is not empty");
  }

  private Connection target() throws Exception {
    return DriverManager.getConnection(to, "postgres", null);
  }

  private static void sql(Connection connection, String sql) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String fingerprint() throws Exception {
    try (var source = DriverManager.getConnection(from());
        var statement = source.createStatement();
        var rows =
            statement.executeQuery("SELECT value FROM installation WHERE name = 'master_key'")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
