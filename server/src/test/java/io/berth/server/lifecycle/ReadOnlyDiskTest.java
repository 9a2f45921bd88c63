package io.berth.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.PostgresServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the tables fails, and the kernel lets nobody write to it any more. */
final class ReadOnlyDiskTest {
  @TempDir Path folder;

  @BeforeEach
  void needsADisk() {
    assumeTrue(FailingDisk.isPossible(), "no root, no loop devices or no ext4");
  }

  private static HttpResponse<byte[]> create(RunningBerth berth, String project) {
    return berth
        .call("POST", "/api/v2.0/projects")
        .as("boss")
        .json("{'project_name':'%s','metadata':{'public':'true'}}".formatted(project))
        .send();
  }

  private static int project(RunningBerth berth, String project) {
    return berth.call("GET", "/api/v2.0/projects/" + project).as("boss").send().statusCode();
  }

  private static void isAway(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  /** PostgreSQL itself ends over it, and comes back when its owner mended the disk. */
  @Test
  void underPostgresqlItIsAnOutageThatEndsWithTheDisks() throws Exception {
    try (var disk = FailingDisk.in(folder)) {
      var postgres = PostgresServer.startIn(disk.folder(), "synchronous_commit=on", "fsync=on");
      postgres.sql("CREATE DATABASE berth");
      disk.settle(); // these tests make databases without
      try (var berth =
          new RunningBerth(
              Dialect.SQLITE,
              folder.resolve("data"),
              Map.of("database", postgres.url("berth"), "database-user", "postgres"))) {
        berth.administrator("boss");
        assertThat(create(berth, "before").statusCode()).isEqualTo(201);

        disk.turnReadOnly();
        var tries = new AtomicInteger();
        var refused =
            Await.until(
                "refusal",
                () -> create(berth, "during-" + tries.incrementAndGet()),
                answer -> answer.statusCode() != 201);
        isAway(refused);

        postgres.stop();
        disk.mend();
        postgres.startAgain();
        Await.until("a server that is well", () -> create(berth, "after").statusCode() == 201);
        assertThat(project(berth, "before")).isEqualTo(200);
      } finally {
        postgres.stop();
      }
    }
  }

  @Test
  void underSqliteWritesAreRefusedAndReadsGoOn() throws Exception {
    try (var disk = FailingDisk.in(folder)) {
      var data = disk.folder().resolve("data");
      try (var berth = new RunningBerth(Dialect.SQLITE, data, Map.of())) {
        berth.administrator("boss");
        assertThat(create(berth, "before").statusCode()).isEqualTo(201);

        disk.turnReadOnly();
        isAway(create(berth, "during"));
        assertThat(project(berth, "before")).isEqualTo(200);
      }
      disk.mend();
      assertThat(projects(data.resolve("data/berth.db")))
          .contains("before")
          .doesNotContain("during");
    }
  }

  private static String projects(Path file) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT group_concat(name) FROM project")) {
      return rows.getString(1);
    }
  }
}
