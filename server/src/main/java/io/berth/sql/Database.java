package io.berth.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.berth.waiting.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * The database and its connections. SQLite gets one writing connection and several reading ones,
 * because its writers exclude one another anyway and queueing here is fairer than its busy handler;
 * PostgreSQL gets one pool for both.
 */
public final class Database implements AutoCloseable {
  private static final int RETRIES = 4;

  private final Dialect dialect;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi write;
  private final Jdbi read;
  private final @Nullable Journal journal;
  private final Changes changes = new Changes();
  private final AtomicReference<Long> seenVersion = new AtomicReference<>(0L);

  private Database(
      Dialect dialect,
      HikariDataSource writers,
      HikariDataSource readers,
      @Nullable Journal journal) {
    this.dialect = dialect;
    this.journal = journal;
    this.writers = writers;
    this.readers = readers;
    this.write = Jdbi.create((DataSource) writers);
    this.read = dialect == Dialect.POSTGRESQL ? write : Jdbi.create((DataSource) readers);
    if (dialect == Dialect.SQLITE) {
      write.setSqlLogger(changes);
      for (var jdbi : List.of(write, read)) {
        jdbi.setStatementBuilderFactory(new CachedStatements());
      }
    }
  }

  /**
   * Opens or creates an SQLite file in WAL mode; what {@link #write} committed survives power loss.
   */
  public static Database sqlite(Path file) {
    var url = "jdbc:sqlite:" + file.toAbsolutePath();
    return new Database(
        Dialect.SQLITE,
        pool(sqliteConfig(url, 1, false)),
        pool(sqliteConfig(url, 8, true)),
        Journal.of(file));
  }

  /**
   * Connects to the database a JDBC URL names.
   *
   * @param user ignored for SQLite
   * @param password ignored for SQLite; null where the server asks for none
   * @throws IllegalArgumentException when the URL is neither SQLite's nor PostgreSQL's
   */
  public static Database connect(String jdbcUrl, @Nullable String user, @Nullable String password) {
    if (Dialect.of(jdbcUrl) == Dialect.SQLITE) {
      return sqlite(Path.of(jdbcUrl.substring("jdbc:sqlite:".length())));
    }
    var config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(2);
    config.setPoolName("postgresql");
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    var pool = pool(config);
    return new Database(Dialect.POSTGRESQL, pool, pool, null);
  }

  private static HikariConfig sqliteConfig(String url, int size, boolean readOnly) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setPoolName(readOnly ? "sqlite-read" : "sqlite-write");
    config.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
    config.setMaxLifetime(0); // a file has no far end that forgets connections
    Map.of(
            "journal_mode", "WAL",
            "synchronous", "NORMAL", // a Journal syncs the commits
            "busy_timeout", "10000",
            "foreign_keys", "true",
            "cache_size", "-16000",
            "jdbc.get_generated_keys", "false") // else one more statement after each
        .forEach(config::addDataSourceProperty);
    config.addDataSourceProperty("transaction_mode", readOnly ? "DEFERRED" : "IMMEDIATE");
    if (readOnly) {
      config.setMinimumIdle(1);
      config.setConnectionInitSql("PRAGMA query_only = 1");
    }
    return config;
  }

  private static HikariDataSource pool(HikariConfig config) {
    return new HikariDataSource(config);
  }

  /** Which of the two databases this is. */
  public Dialect dialect() {
    return dialect;
  }

  DataSource writingDataSource() {
    return writers;
  }

  /**
   * Runs reading statements on one connection; each statement sees what was committed before it.
   */
  public <R extends @Nullable Object, X extends Exception> R read(HandleCallback<R, X> work)
      throws X {
    Waiting.begins();
    try {
      return read.withHandle(work);
    } catch (JdbiException e) {
      throw DatabaseTrouble.of(e);
    }
  }

  /**
   * Runs the work in one transaction and commits it durably, or leaves no trace when it throws. A
   * transaction that PostgreSQL aborts because of another one runs again, so the work must have no
   * effect outside the database.
   *
   * @throws io.berth.fault.FaultException StorageFull when its disk is full, Unavailable when it is
   *     away, fails to read or write, or has no connection free
   */
  public <R extends @Nullable Object, X extends Exception> R write(HandleCallback<R, X> work)
      throws X {
    R result = writeLazily(work);
    sync();
    return result;
  }

  /**
   * {@link #write} for what may be forgotten when the power fails, such as that an upload was
   * begun: on SQLite it survives the death of this process at once, and the machine's with the next
   * write. On PostgreSQL it is no different from write.
   */
  public <R extends @Nullable Object, X extends Exception> R writeLazily(HandleCallback<R, X> work)
      throws X {
    Waiting.begins();
    for (int attempt = 1; ; attempt++) {
      try {
        return dialect == Dialect.SQLITE
            ? counted(work)
            : write.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work);
      } catch (JdbiException e) {
        if (attempt == RETRIES || !worthRetrying(e)) {
          throw DatabaseTrouble.of(e);
        }
      }
    }
  }

  private void sync() {
    if (journal != null) {
      try {
        journal.sync();
      } catch (IOException e) {
        throw DatabaseTrouble.of(e);
      }
    }
  }

  private <R extends @Nullable Object, X extends Exception> R counted(HandleCallback<R, X> work)
      throws X {
    changes.begin();
    try {
      return write.inTransaction(work);
    } finally {
      // Also after a failure: nobody knows how far a commit came that the disk refused.
      changes.committed();
    }
  }

  /**
   * Looks whether another process, such as a command, has written to the SQLite file since the last
   * look; what {@link Remembered} keeps is outdated then. To be called often; costs microseconds.
   */
  public void noticeOtherWriters() {
    if (dialect == Dialect.SQLITE) {
      // Asked on the one writing connection, whose own commits leave this number as it is.
      var version =
          write.withHandle(
              handle -> handle.createQuery("PRAGMA data_version").mapTo(Long.class).one());
      if (!version.equals(seenVersion.getAndSet(version))) {
        changes.everything();
      }
    }
  }

  /** What {@link Remembered} looks at. */
  Changes changes() {
    return changes;
  }

  /** {@link #write} for work without a result. */
  public <X extends Exception> void run(HandleConsumer<X> work) throws X {
    this.<@Nullable Void, X>write(
        handle -> {
          work.useHandle(handle);
          return null;
        });
  }

  /** {@link #writeLazily} for work without a result. */
  public <X extends Exception> void runLazily(HandleConsumer<X> work) throws X {
    this.<@Nullable Void, X>writeLazily(
        handle -> {
          work.useHandle(handle);
          return null;
        });
  }

  /**
   * Until the transaction of this handle ends no other passes here with the same name, so that what
   * is counted first and then added to stays within its bound. SQLite's writers are alone anyway.
   */
  public void oneByOne(Handle handle, String name) {
    if (dialect == Dialect.POSTGRESQL) {
      handle
          .createQuery("SELECT count(pg_advisory_xact_lock(hashtextextended(?, 0)))")
          .bind(0, name)
          .mapTo(Long.class)
          .one();
    }
  }

  /** True when the statement failed because a UNIQUE or PRIMARY KEY constraint was hit. */
  public static boolean isDuplicate(JdbiException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        var message = sql.getMessage() == null ? "" : sql.getMessage().toUpperCase(Locale.ROOT);
        return "23505".equals(sql.getSQLState())
            || message.contains("UNIQUE CONSTRAINT FAILED")
            || message.contains("SQLITE_CONSTRAINT_PRIMARYKEY");
      }
    }
    return false;
  }

  private static boolean worthRetrying(JdbiException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return "40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState());
      }
    }
    return false;
  }

  /** True when the database answers. */
  public boolean answers() {
    try {
      return read((Handle handle) -> handle.createQuery("SELECT 1").mapTo(Integer.class).one())
          == 1;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Override
  public void close() {
    writers.close();
    readers.close();
  }
}
