package io.berth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of this test process alone, on loopback, in a folder of its own; stopped when
 * the process ends. PostgreSQL refuses to run as root, so root runs it as the user {@code
 * postgres}.
 */
public final class PostgresServer {
  /** Below the ports that systems give to outgoing connections. */
  private static final int LOWEST_PORT = 20_000;

  private static final int FIRST_PORT_ABOVE = 32_768;
  private static final int ATTEMPTS = 10;

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
    var log = folder.resolve("log");
    // PostgreSQL cannot choose a port: it gets one by chance, and another when somebody has that.
    for (int attempt = 1; ; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_PORT_ABOVE);
      var process = launch(programs, data, port, log);
      var server = new PostgresServer(port);
      if (server.awaitReady(process, data, log)) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
        return server;
      }
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("PostgreSQL did not start:\n" + Files.readString(log));
      }
    }
  }

  private static Process launch(Path programs, Path data, int port, Path log) throws IOException {
    return new ProcessBuilder(
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
                "synchronous_commit=off",
                // With a database for each test it would be looking around all the time.
                "-c",
                "autovacuum=off",
                "-c",
                "max_connections=200"))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
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

  /** False when it ended instead: somebody else has the port, who may even answer there. */
  private boolean awaitReady(Process process, Path data, Path log) throws IOException {
    try {
      return Await.until("PostgreSQL", () -> !process.isAlive() || isAt(data), it -> it)
          && process.isAlive();
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw new IllegalStateException("PostgreSQL does not answer:\n" + Files.readString(log), e);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the server of this folder answers. */
  private boolean isAt(Path data) {
    try (var connection = DriverManager.getConnection(url("postgres"), "postgres", null);
        var work = connection.createStatement();
        var answer = work.executeQuery("SHOW data_directory")) {
      return answer.next() && answer.getString(1).equals(data.toString());
    } catch (SQLException _) {
      return false;
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
}
