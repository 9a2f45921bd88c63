package io.berth.harbor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.forward.LogServer;
import io.berth.control.account.AccountBrowser;
import io.berth.http.message.Json;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setting audit-forward. */
final class OperatorForwardingTest {
  @TempDir Path folder = Path.of("");

  /** Also where administrators may name no place at all. */
  @Test
  void theEventsOfAllRegistriesGoWhereTheOperatorWantsThem() throws Exception {
    var file = folder.resolve("audit.jsonl");
    try (var server = LogServer.tcp();
        var berth =
            new RunningBerth(
                Dialect.SQLITE,
                folder,
                Map.of(
                    "audit-forward",
                    "file:%s, syslog+tcp://%s".formatted(file, server.address()),
                    "outbound-networks",
                    "public"))) {
      berth.administrator("boss");
      berth.user("boss", "dev");
      var told = LogServer.event(server.next("create_user"));
      assertThat(told.path("registry_name").asText()).isEqualTo("demo");
      var lines =
          Await.until(
              "the file has it",
              () -> Files.exists(file) ? Files.readAllLines(file) : java.util.List.<String>of(),
              it -> it.stream().anyMatch(line -> line.contains("create_user")));
      var line = lines.stream().filter(it -> it.contains("create_user")).findFirst().orElseThrow();
      assertThat(Json.tree(line.getBytes(UTF_8)).path("id").asText())
          .isEqualTo(told.path("id").asText());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r-----");
      assertThat(berth.call("GET", "/api/v2.0/audit-log-targets").as("boss").json(200)).isEmpty();
    }
  }

  @Test
  void whatIsDoneAtTheControlPlaneGoesThereToo() throws Exception {
    try (var server = LogServer.tcp();
        var berth =
            new RunningBerth(
                Dialect.SQLITE,
                folder,
                Map.of("audit-forward", "syslog+tcp://" + server.address()))) {
      berth
          .call("POST", "/v1/me/identity/user")
          .as("root")
          .json("{'login':'alice','email':'alice@example.test','password':'Alice-1234'}")
          .text(200);
      new AccountBrowser(berth, "alice", "Alice-1234");

      var made = LogServer.event(server.next("create_account_api"));
      assertThat(made.path("registry").isNull()).isTrue();
      assertThat(made.path("username").asText()).isEqualTo("admin");
      assertThat(made.path("resource").asText()).isEqualTo("/v1/me/identity/user");
      assertThat(made.path("operation_result").asBoolean()).isTrue();
      assertThat(made.toString()).doesNotContain("Alice-1234");
      var signedIn = LogServer.event(server.next("login_account_api"));
      assertThat(signedIn.path("username").asText()).isEqualTo("alice");
    }
  }
}
