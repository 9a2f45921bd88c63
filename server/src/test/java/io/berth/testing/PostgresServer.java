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
import java.util.stream.Stream;

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

  private final Path folder;
  private final List<String> options;
  private int port;
  private Process process;

  private PostgresServer(Path folder, List<String> options) throws IOException {
    this.folder = folder;
    this.options = options;
    // PostgreSQL cannot choose a port: it gets one by chance, and another when somebody has that.
    for (int attempt = 1; ; attempt++) {
      port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_PORT_ABOVE);
      process = launch();
      if (awaitReady()) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        return;
      }
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("PostgreSQL did not start:\n" + Files.readString(log()));
      }
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("log");
  }

  /**
   * Starts one.
   *
   * @param options settings such as {@code wal_level=logical}, beside and above those of all tests
   * @throws IllegalStateException when PostgreSQL is not installed, saying what to install
   */
  public static PostgresServer start(String... options) {
    return startIn(Path.of(System.getProperty("java.io.tmpdir")), options);
  }

  /** The same with its files in a folder below that one. */
  public static PostgresServer startIn(Path place, String... options) {
    try {
      var folder = folder(place);
      run(
          asPostgres(
              program("initdb"),
              "--pgdata=" + folder.resolve("data"),
              "--username=postgres",
              "--auth=trust",
              "--encoding=UTF8",
              "--locale=C.UTF-8",
              "--no-sync"));
      return new PostgresServer(folder, List.of(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that follows this one, answers to who reads, and takes over when it is promoted. */
  public PostgresServer standby() {
    try {
      var copy = folder(Path.of(System.getProperty("java.io.tmpdir")));
      run(
          asPostgres(
              program("pg_basebackup"),
              "--host=127.0.0.1",
              "--port=" + port,
              "--username=postgres",
              "--pgdata=" + copy.resolve("data"),
              "--checkpoint=fast",
              "--no-sync",
              "--write-recovery-conf"));
      return new PostgresServer(copy, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as when its machine goes; it may have ended by itself. */
  public void stop() {
    if (!process.isAlive()) {
      return;
    }
    try {
      kill("-QUIT", Stream.of(process.toHandle()));
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts it anew after {@link #stop}, where it was. */
  public void startAgain() {
    try {
      process = launch();
      if (!awaitReady()) {
        throw new IllegalStateException("PostgreSQL did not start:\n" + Files.readString(log()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on it is silent, and refuses nothing: as when the cable to its machine breaks. */
  public void pause() {
    signal("-STOP");
  }

  /** It goes on after {@link #pause}. */
  public void goOn() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      // First the one that makes the others, so that none is made meanwhile.
      kill(name, Stream.of(process.toHandle()));
      kill(name, process.descendants());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Some may have ended a moment ago: nobody minds. */
  private static void kill(String name, Stream<ProcessHandle> processes)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("kill", name));
    processes.forEach(one -> line.add(Long.toString(one.pid())));
    if (line.size() > 2) {
      new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** Where it listens on loopback. */
  public int port() {
    return port;
  }

  private static Path folder(Path place) throws IOException {
    var folder = Files.createTempDirectory(place, "berth-postgresql");
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    return folder;
  }

  private Process launch() throws IOException {
    var line =
        new ArrayList<>(
            List.of(program("postgres"), "-D", data().toString(), "-p", Integer.toString(port)));
    Stream.concat(
            Stream.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "full_page_writes=off",
                "synchronous_commit=off",
                // With a database for each test it would be looking around all the time.
                "autovacuum=off",
                "max_connections=200"),
            options.stream())
        .forEach(option -> line.addAll(List.of("-c", option)));
    return new ProcessBuilder(asPostgres(line.toArray(String[]::new)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
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
  private boolean awaitReady() throws IOException {
    try {
      return Await.until("PostgreSQL", () -> !process.isAlive() || isAt(data()), it -> it)
          && process.isAlive();
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw new IllegalStateException("PostgreSQL does not answer:\n" + Files.readString(log()), e);
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

  private static String program(String name) throws IOException {
    return programs().resolve(name).toString();
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

  /** A command line that runs as the user {@code postgres} where this process is root. */
  public static List<String> asPostgres(String... command) {
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

  private void remove() {
    // SIGTERM waits for connections that tests left open; nothing here is worth a wait.
    if (process.isAlive()) {
      stop();
    }
    TemporaryFolder.remove(folder);
  }
}
