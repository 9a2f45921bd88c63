package io.berth.bench.rival;

import io.berth.client.Connection;
import io.berth.client.Endpoint;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server with the usual settings, on the loopback address and in a folder of its own.
 * It refuses to run as root, so root runs it as the user {@code postgres}.
 */
public final class Postgres implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Endpoint endpoint = Endpoint.local(Ports.take());
  private final Daemon daemon;

  public Postgres() throws IOException {
    var folder = Files.createTempDirectory("berth-bench-postgresql");
    if (isRoot()) {
      Command.of("chown", "postgres", folder.toString()).run().ok();
    }
    var programs = programs();
    var data = folder.resolve("data").toString();
    Command.of(
            asPostgres(
                programs.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8"))
        .run()
        .ok();
    this.daemon =
        Daemon.start(
            folder,
            Map.of(),
            asPostgres(
                programs.resolve("postgres").toString(),
                "-D",
                data,
                "-p",
                String.valueOf(endpoint.port()),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
    daemon.await("listener of PostgreSQL", START, this::listens);
  }

  /** Settings of a server that keeps its tables here. */
  public Map<String, String> settings() {
    return Map.of(
        "BERTH_DATABASE",
        "jdbc:postgresql://127.0.0.1:" + endpoint.port() + "/postgres",
        "BERTH_DATABASE_USER",
        "postgres");
  }

  private boolean listens() {
    try (var _ = Connection.open(endpoint)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static Path programs() throws IOException {
    try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max(Path::compareTo)
          .orElseThrow(() -> new IOException("row B14 needs the Debian package postgresql"));
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asPostgres(String... command) {
    var words = new ArrayList<String>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    words.addAll(List.of(command));
    return words;
  }

  @Override
  public void close() {
    daemon.stop();
  }
}
