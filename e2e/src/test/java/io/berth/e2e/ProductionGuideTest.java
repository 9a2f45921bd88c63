package io.berth.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.cluster.ObjectStore;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Postgres;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * docs/guide/production.md with its own files: its settings are taken from the page, and only names
 * of machines and folders are put in.
 */
final class ProductionGuideTest {
  private static final String PAGE =
      Workspace.read(Workspace.REPOSITORY.resolve("docs/guide/production.md"));

  private static final Duration START = Duration.ofMinutes(2);

  /** A block of the page, the first of its kind below a heading that has this in it. */
  private static String block(String heading, String kind, String within) {
    int at = PAGE.indexOf("\n" + heading + "\n");
    assertThat(at).as("heading %s", heading).isNotNegative();
    while (true) {
      int start = PAGE.indexOf("```" + kind + "\n", at);
      assertThat(start).as("%s below %s with %s", kind, heading, within).isNotNegative();
      start += kind.length() + 4;
      int end = PAGE.indexOf("\n```", start);
      var text = PAGE.substring(start, end) + "\n";
      if (text.contains(within)) {
        return text;
      }
      at = end;
    }
  }

  /** One server of the page, in a folder with its berth.yaml. */
  private record Machine(Path folder, int port, Map<String, String> variables) {
    static Machine of(String name, String yaml, Map<String, String> variables) throws IOException {
      var folder = Workspace.scratch(name);
      Files.writeString(folder.resolve("berth.yaml"), yaml);
      var all = new HashMap<>(variables);
      all.put("BERTH_DATA", folder.resolve("data").toString());
      return new Machine(folder, Ports.take(), all);
    }

    Command.Outcome run(String... words) {
      return Command.of(BerthProcess.program(words)).in(folder).with(variables).run();
    }

    Daemon start() {
      var words = new ArrayList<>(BerthProcess.program("serve", "--port", String.valueOf(port)));
      var server = Daemon.start(folder, variables, words);
      server.await(
          "ready server", START, () -> !server.isAlive() || server.log().contains("control API"));
      assertThat(server.isAlive()).as(server.log()).isTrue();
      return server;
    }

    /** What a client reads through the proxy, which says who asked. */
    Client client(String host, String authorization) {
      return new Client(new Endpoint(host, port), authorization);
    }
  }

  @Test
  void oneMachineServesBehindTheProxyAndItsFolderIsABackup() throws Exception {
    var machine =
        Machine.of("one-machine", block("### With systemd", "yaml", "public-url"), Map.of());
    var shown = machine.run("check-config").ok();
    assertThat(shown).contains("berth.yaml").contains("https://berth.example.org");

    try (var server = machine.start()) {
      assertThat(server.log()).contains("panel        https://berth.example.org");
      try (var proxied = machine.client("berth.example.org", "")) {
        proxied.get("/health/ready").must(200);
        // The page's Prometheus is elsewhere, and nobody else reads the figures.
        assertThat(proxied.get("/metrics", "X-Forwarded-For: 192.0.2.1").status()).isIn(403, 404);
      }
      var made = Json.parse(Workspace.read(machine.folder().resolve("data/bootstrap.json")));
      assertThat(made.path("registries").path(0).path("url").asText())
          .matches("https://[a-z0-9]{8}\\.registry\\.example\\.org");
      assertThat(machine.run("account", "reset-password").ok()).contains("password  ");
      // The two lines of the page that need no root, with a place of our own.
      var lines = block("### Backups", "sh", "berth backup").lines().toList();
      var key =
          Files.writeString(
              machine.folder().resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
      for (var line : lines.subList(lines.size() - 2, lines.size())) {
        var words =
            line.replace("/mnt/backup/berth", machine.folder().resolve("place").toString())
                .replace("/etc/berth/backup.key", key.toString())
                .split(" ", -1);
        assertThat(words[0]).isEqualTo("berth");
        machine.run(Arrays.copyOfRange(words, 1, words.length)).ok();
      }
      server.stop();
    }

    // A copy of the folder of a stopped server is a backup.
    var copy = machine.folder().resolve("copy");
    Command.of("cp", "-a", machine.folder().resolve("data").toString(), copy.toString()).run().ok();
    assertThat(machine.run("scrub", "--data", copy.toString()).ok()).contains("damaged");
  }

  @Test
  void twoServersShareOneDatabaseAndOneBucket() throws Exception {
    assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
    try (var postgres = new Postgres();
        var store = ObjectStore.quick()) {
      var secrets = Workspace.scratch("two-servers-secrets");
      var password = Files.writeString(secrets.resolve("database-password"), "any\n");
      var secret = Files.writeString(secrets.resolve("storage-secret-key"), store.secretKey());
      var jdbc = String.valueOf(postgres.settings().get("BERTH_DATABASE"));
      var yaml =
          (block("### With systemd", "yaml", "public-url").replaceFirst("trusted-proxies.*\n", "")
                  + block("## Two servers and a database", "yaml", "database-user"))
              .replace("listen: 0.0.0.0", "listen: 127.0.0.1")
              .replaceFirst("jdbc:postgresql://\\S+", jdbc)
              .replace("database-user: berth", "database-user: postgres")
              .replace("/etc/berth/database-password", password.toString())
              .replace("https://s3.example.org", store.endpoint().toString())
              .replace("AKEXAMPLE", store.accessKey())
              .replace("/etc/berth/storage-secret-key", secret.toString())
              .replace("trusted-proxies: 10.0.0.5,10.0.0.6", "trusted-proxies: 127.0.0.1");
      var bytes = new byte[32];
      Arrays.fill(bytes, (byte) 7);
      var key = Map.of("BERTH_MASTER_KEY", Base64.getEncoder().encodeToString(bytes));
      var first = Machine.of("first-server", yaml, key);
      var second = Machine.of("second-server", yaml, key);
      bytes[0] = 8;
      var stranger =
          Machine.of(
              "stranger",
              yaml,
              Map.of("BERTH_MASTER_KEY", Base64.getEncoder().encodeToString(bytes)));

      try (var one = first.start();
          var two = second.start()) {
        assertThat(stranger.run("serve", "--port", "0").exit()).isEqualTo(2);
        var made = Json.parse(Workspace.read(first.folder().resolve("data/bootstrap.json")));
        var host = made.path("registries").path(0).path("url").asText().replace("https://", "");
        var local = first.run("credentials", "demo").ok();
        var basic = Client.basic(word(local, "username"), word(local, "password"));
        try (var pusher = first.client(host, basic);
            var puller = second.client(host, basic)) {
          pusher.post("/api/v2.0/projects", "{\"project_name\":\"shared\"}").must(201);
          var layer = "one bucket".getBytes(UTF_8);
          var repository = new io.berth.client.Repository(pusher, "shared/app");
          var digest = repository.push(layer);
          assertThat(
                  new io.berth.client.Repository(puller, "shared/app")
                      .blob(digest)
                      .must(200)
                      .body())
              .isEqualTo(layer);
          one.stop();
          puller.get("/api/v2.0/projects/shared").must(200);
          puller.send("GET", "/v2/shared/app/blobs/" + digest, Body.of(new byte[0])).must(200);
        }
        assertThat(two.isAlive()).isTrue();
      }
    }
  }

  private static String word(String answer, String heading) {
    return answer
        .lines()
        .filter(line -> line.startsWith(heading))
        .findFirst()
        .orElseThrow()
        .replaceFirst("\\S+\\s+", "");
  }

  @Test
  void whatThePageSaysOfFilesIsThere() throws IOException {
    var line = block("### With systemd", "sh", "useradd");
    for (var file :
        List.of("server/java.options", "deploy/systemd/berth.service", "deploy/systemd/berth")) {
      assertThat(line).contains(file);
      assertThat(Workspace.REPOSITORY.resolve(file)).exists();
    }
    var unit = Workspace.read(Workspace.REPOSITORY.resolve("deploy/systemd/berth.service"));
    for (var place :
        List.of(
            "/opt/berth/berth.jar", "/etc/berth", "/var/lib/berth", "/opt/berth/java.options")) {
      assertThat(unit).contains(place);
    }
    var folder = Workspace.scratch("berth-word");
    Files.writeString(folder.resolve("berth.yaml"), "gc-grace: 9h\n");
    Files.writeString(folder.resolve("environment"), "BERTH_SLOW_LOG=7s\n");
    var script =
        Workspace.read(Workspace.REPOSITORY.resolve("deploy/systemd/berth"))
            .replace("/etc/berth", folder.toString())
            .replace("/var/lib/berth", folder.resolve("data").toString())
            .replace(
                "runuser -u berth -- /usr/bin/java -jar /opt/berth/berth.jar",
                String.join(" ", BerthProcess.program()));
    assertThat(Command.of("sh", "-c", script, "berth", "check-config").run().ok())
        .contains("gc-grace                     = 9h")
        .contains("slow-log                     = 7s")
        .contains(folder.resolve("data").toString());
  }
}
