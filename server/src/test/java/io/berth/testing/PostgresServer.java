package io.berth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of this test process alone, on loopback, in a folder of its own; stopped when
 * the process ends. PostgreSQL refuses to run as root, so root runs it as the user {@code
 * postgres}.
 */
public final class PostgresServer {
  private final int port;

  private PostgresServer(int port) {
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @throws IllegalStateException when PostgreSQL is not installed, saying what to install
   */
  public static PostgresServer start() {
    try {
      return startIn(Files.createTempDirectory("berth-postgresql"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PostgresServer startIn(Path folder) throws IOException {
    var programs = programs();
    var data = folder.resolve("data");
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    run(
        asPostgres(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
    var port = freePort();
    var log = folder.resolve("log").toFile();
    var process =
        new ProcessBuilder(
                asPostgres(
                    programs.resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off",
                    "-c",
                    "full_page_writes=off",
                    "-c",
                    "max_connections=200"))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
    var server = new PostgresServer(port);
    server.awaitReady(process, log.toPath());
    return server;
  }

  /** The JDBC URL of one of its databases; user {@code postgres}, no password. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Runs one statement outside any transaction. */
  public void sql(String statement) {
    try (var connection = DriverManager.getConnection(url("postgres"), "postgres", null);
        var work = connection.createStatement()) {
      work.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private void awaitReady(Process process, Path log) throws IOException {
    var deadline = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      try {
        sql("SELECT 1");
        return;
      } catch (IllegalStateException e) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("PostgreSQL did not start:\n" + Files.readString(log), e);
        }
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static Path programs() throws IOException {
    var versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (var folders = Files.list(versions)) {
        var found =
            folders
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                .max(Path::compareTo);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new IllegalStateException(
        "these tests need PostgreSQL: install the Debian package \"postgresql\", or run ./berth test");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asPostgres(String... command) {
    var line = new ArrayList<String>();
    if (isRoot()) {
      line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    line.addAll(List.of(command));
    return line;
  }

  private static void run(List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void stop(Process process, Path folder) {
    try {
      // SIGTERM waits for connections that tests left open; nothing here is worth a wait.
      run(List.of("kill", "-QUIT", Long.toString(process.pid())));
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      TemporaryFolder.remove(folder);
    } catch (IOException | InterruptedException _) {
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
