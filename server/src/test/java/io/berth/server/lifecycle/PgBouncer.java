package io.berth.server.lifecycle;

import io.berth.testing.Await;
import io.berth.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/** A PgBouncer before a PostgreSQL, which gives each transaction another connection. */
final class PgBouncer implements AutoCloseable {
  private static final int ATTEMPTS = 10;

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one with four connections for all databases and clients.
   *
   * @param database a database that it must reach to be ready
   */
  static PgBouncer before(PostgresServer server, String database) {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
        var started = new PgBouncer(launch(server, port), port);
        Await.until(
            "PgBouncer", () -> !started.process.isAlive() || started.answers(database), it -> it);
        if (started.process.isAlive()) {
          return started;
        }
      }
      throw new IllegalStateException("PgBouncer did not start");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process launch(PostgresServer server, int port) throws IOException {
    var file = Files.createTempFile("berth-pgbouncer", ".ini");
    file.toFile().deleteOnExit();
    Files.writeString(
        file,
        """
        [databases]
        * = host=127.0.0.1 port=%d user=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = 4
        max_client_conn = 200
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(server.port(), port));
    if (!file.toFile().setReadable(true, false)) {
      throw new IOException("cannot let others read " + file);
    }
    return new ProcessBuilder(PostgresServer.asPostgres(program(), file.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String program() {
    var program = Path.of("/usr/sbin/pgbouncer");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "these tests need PgBouncer: install the Debian package \"pgbouncer\", or run ./berth"
              + " test");
    }
    return program.toString();
  }

  /** The JDBC URL of one of the databases behind it. */
  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private boolean answers(String database) {
    try (var connection = DriverManager.getConnection(url(database), "postgres", null)) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
