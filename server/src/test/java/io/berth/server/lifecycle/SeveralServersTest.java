package io.berth.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.security.RunningBerth;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    second = first.another(folder.resolve("second"), Map.of());
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
  }

  @Test
  void aServerWithAnotherMasterKeyDoesNotStartAndChangesNothing() {
    long before = first.number("SELECT count(*) FROM audit_event");

    assertThatThrownBy(() -> first.another(temp, Map.of("master-key", KEY)).close())
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

  private static Settings settings(Map<String, String> values) {
    return Settings.of(
        SettingSources.load(values, Map.of(), Path.of("").toAbsolutePath(), Optional.empty()));
  }
}
