package io.berth.server.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.security.RunningBerth;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.Burst;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestDatabases;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers on one PostgreSQL: how they start, and what the one knows of what the other did. */
final class SeveralServersTest {
  private static final String KEY = "A".repeat(43) + "=";

  @TempDir static Path folder;
  private static RunningBerth first;
  private static RunningBerth second;

  @TempDir Path temp;

  @BeforeAll
  static void start() throws Exception {
    first = new RunningBerth(Dialect.POSTGRESQL, folder.resolve("first"));
    second = new RunningBerth(first, folder.resolve("second"), Map.of());
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
  }

  @Test
  void aServerWithAnotherMasterKeyDoesNotStartAndChangesNothing() {
    long before = first.number("SELECT count(*) FROM audit_event");

    assertThatThrownBy(() -> new RunningBerth(first, temp, Map.of("master-key", KEY)).close())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the setting master-key has another one")
        .hasMessageContaining("Give this server the key of the servers that use the database");

    assertThat(first.number("SELECT count(*) FROM audit_event")).isEqualTo(before);
    assertThat(first.call("GET", "/v1/me").as("root").send().statusCode()).isEqualTo(200);
  }

  @Test
  void twoThatStartAtOnceOnAnEmptyDatabaseMakeOneInstallation() throws Exception {
    var url = TestDatabases.emptyPostgresql();
    var servers =
        Burst.<RegistryServer>of(
            2,
            i ->
                () ->
                    RegistryServer.start(
                        settings(
                            Map.of(
                                "data",
                                temp.resolve("server-" + i).toString(),
                                "storage",
                                "file:" + temp.resolve("content"),
                                "master-key",
                                KEY,
                                "database",
                                url,
                                "database-user",
                                "postgres",
                                "port",
                                "0",
                                "tls-port",
                                "0")),
                        QuickPasswords.COST));
    try {
      assertThat(servers.stream().filter(server -> server.made().isPresent())).hasSize(1);
      for (var table : List.of("account", "registry")) {
        assertThat(
                servers
                    .getLast()
                    .database()
                    .<Long, RuntimeException>read(
                        handle ->
                            handle
                                .createQuery("SELECT count(*) FROM " + table)
                                .mapTo(Long.class)
                                .one()))
            .as(table)
            .isEqualTo(1);
      }
    } finally {
      servers.forEach(RegistryServer::close);
    }
  }

  @Test
  void whatOneServerRevokesTheOtherRefusesWithTheNextRequest() {
    first.administrator("boss");
    first.user("boss", "eve");
    second.remember("boss", first.password("boss"));
    second.remember("eve", first.password("eve"));
    assertThat(whoAmI(second, "eve")).isEqualTo(200);
    assertThat(whoAmI(first, "eve")).isEqualTo(200);
    long id =
        second.call("GET", "/api/v2.0/users/current").as("eve").json(200).path("user_id").asLong();

    assertThat(first.call("DELETE", "/api/v2.0/users/" + id).as("boss").send().statusCode())
        .isEqualTo(200);

    assertThat(whoAmI(second, "eve")).isEqualTo(401);
  }

  private static int whoAmI(RunningBerth server, String user) {
    return server.call("GET", "/api/v2.0/users/current").as(user).send().statusCode();
  }

  /** What was tried at one server counts at the other. */
  @Test
  void wrongPasswordsAreCountedOverAllServers() {
    first.administrator("guessed");
    var statuses = new TreeSet<Integer>();
    for (int i = 0; i < 14; i++) {
      var server = i % 2 == 0 ? first : second;
      statuses.add(
          server
              .call("GET", "/api/v2.0/users/current")
              .basic("guessed", "Wrong-" + i)
              .send()
              .statusCode());
    }

    assertThat(statuses).contains(429);
    var other = second.call("GET", "/api/v2.0/users/current").basic("guessed", "Wrong").send();
    assertThat(other.statusCode()).isEqualTo(429);
    assertThat(other.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void anUploadThatOneServerBeganIsFinishedByAnother() throws Exception {
    first.administrator("pusher");
    second.remember("pusher", first.password("pusher"));
    first.call("POST", "/api/v2.0/projects").as("pusher").json("{'project_name':'moved'}").send();
    var bytes = "one layer, two servers".getBytes(UTF_8);
    var digest =
        "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    var begun = first.call("POST", "/v2/moved/app/blobs/uploads/").as("pusher").send();
    var half =
        first
            .call("PATCH", path(begun))
            .as("pusher")
            .header("Content-Type", "application/octet-stream")
            .header("Content-Range", "0-9")
            .body(Arrays.copyOf(bytes, 10))
            .send();
    assertThat(half.statusCode()).isEqualTo(202);

    var done =
        second
            .call("PUT", path(half) + (path(half).contains("?") ? "&" : "?") + "digest=" + digest)
            .as("pusher")
            .header("Content-Type", "application/octet-stream")
            .body(Arrays.copyOfRange(bytes, 10, bytes.length))
            .send();

    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(first.call("GET", "/v2/moved/app/blobs/" + digest).as("pusher").send().body())
        .isEqualTo(bytes);
  }

  private static String path(HttpResponse<byte[]> answer) {
    var location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    return location.getRawPath()
        + (location.getRawQuery() == null ? "" : "?" + location.getRawQuery());
  }

  @Test
  void ofEachJobThereIsOneForBoth() throws Exception {
    Await.until("jobs", () -> first.number("SELECT count(*) FROM job") > 10);

    assertThat(first.number("SELECT count(*) - count(DISTINCT task_name) FROM job")).isZero();
  }

  private static Settings settings(Map<String, String> values) {
    return Settings.of(
        SettingSources.load(values, Map.of(), Path.of("").toAbsolutePath(), Optional.empty()));
  }
}
