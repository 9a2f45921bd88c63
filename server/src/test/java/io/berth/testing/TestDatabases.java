package io.berth.testing;

import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, migrated database for one test, in which only the owners of tables write ({@link
 * TableOwners}). The migrations run once per database and process; every test gets a copy of the
 * result.
 */
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Object LOCK = new Object();

  /** Of databases on PostgreSQL; guarded by the lock. */
  private static final Map<Database, String> URLS = new WeakHashMap<>();

  private static @Nullable Path sqliteTemplate;
  private static @Nullable PostgresServer postgres;

  private TestDatabases() {}

  /** The caller closes it. */
  public static Database fresh(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> TableOwners.watched(sqlite());
      case POSTGRESQL -> TableOwners.watched(postgres());
    };
  }

  /** Another server's way to the same PostgreSQL database; the caller closes it. */
  public static Database another(Database server) {
    synchronized (LOCK) {
      return Database.connect(
          java.util.Objects.requireNonNull(URLS.get(server), "not of PostgreSQL"),
          "postgres",
          null);
    }
  }

  private static Database sqlite() {
    try {
      var template = sqliteTemplate();
      var file = template.resolveSibling(COUNT.incrementAndGet() + ".db");
      Files.copy(template, file);
      return Database.sqlite(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path sqliteTemplate() throws IOException {
    synchronized (LOCK) {
      if (sqliteTemplate == null) {
        var file = TemporaryFolder.untilTheEnd("berth-sqlite").resolve("template.db");
        try (var database = Database.sqlite(file)) {
          Migrations.migrate(database);
        }
        sqliteTemplate = file;
      }
      return sqliteTemplate;
    }
  }

  /** The URL of a PostgreSQL database without tables, for user postgres without a password. */
  public static String emptyPostgresql() {
    postgres().close(); // starts the server
    synchronized (LOCK) {
      var server = java.util.Objects.requireNonNull(postgres);
      var name = "empty_" + COUNT.incrementAndGet();
      server.sql("CREATE DATABASE " + name);
      return server.url(name);
    }
  }

  private static Database postgres() {
    PostgresServer server;
    synchronized (LOCK) {
      if (postgres == null) {
        var started = PostgresServer.start();
        started.sql("CREATE DATABASE template_berth");
        try (var database = Database.connect(started.url("template_berth"), "postgres", null)) {
          Migrations.migrate(database);
        }
        postgres = started;
      }
      server = postgres;
      var name = "test_" + COUNT.incrementAndGet();
      server.sql("CREATE DATABASE " + name + " TEMPLATE template_berth");
      var database = Database.connect(server.url(name), "postgres", null);
      URLS.put(database, server.url(name));
      return database;
    }
  }
}
