package io.berth.sql;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a database that cannot do its work now from a statement that is wrong. */
final class DatabaseOutage {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);
  private static final Duration UNTIL_CLEANED = Duration.ofSeconds(30);
  private static final Duration UNTIL_BACK = Duration.ofSeconds(5);

  /** SQLite's names for a disk or a lock that fails; its JDBC driver gives no SQLSTATE. */
  private static final List<String> SQLITE_AWAY =
      List.of("[SQLITE_IOERR", "[SQLITE_BUSY", "[SQLITE_CANTOPEN", "[SQLITE_READONLY");

  /**
   * PostgreSQL: connection, resources, operator intervention, system error; a standby or a database
   * that only reads, a transaction that stood still, a lock or a statement that took too long; and
   * what is not allowed, as it names a file of its own that its disk lets nobody write.
   */
  private static final List<String> STATES_AWAY =
      List.of("08", "53", "57P", "58", "25006", "25P03", "55P03", "57014", "42501");

  private static final String DISK_FULL = "53100";

  /** What the pool says of a connection that it has given up, as it broke. */
  private static final String BROKEN = "Connection is closed";

  private DatabaseOutage() {}

  /** The same exception when it is a bug, a refusal when it is trouble. */
  static RuntimeException of(JdbiException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        var fault = fault(sql);
        if (fault.isPresent()) {
          LOG.warn("database: {}", sql.toString());
          return new FaultException(fault.get());
        }
      }
    }
    return e;
  }

  /** Whether PostgreSQL aborted a transaction because of another one, so that it may run again. */
  static boolean isConflict(JdbiException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return "40001".equals(sql.getSQLState()) || "40P01".equals(sql.getSQLState());
      }
    }
    return false;
  }

  /** Whether a UNIQUE or PRIMARY KEY constraint was hit. */
  static boolean isDuplicate(JdbiException e) {
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

  /** The refusal when commits do not reach stable storage. */
  static RuntimeException of(IOException e) {
    LOG.error("database: commits do not reach the disk; writes are refused until a restart", e);
    return new FaultException(
        new Fault.Unavailable(
            UNTIL_BACK,
            "the database's disk failed: nothing can be changed until the server is restarted"));
  }

  private static Optional<Fault> fault(SQLException e) {
    var message = e.getMessage() == null ? "" : e.getMessage();
    var state = e.getSQLState() == null ? "" : e.getSQLState();
    if (message.startsWith("[SQLITE_FULL") || state.equals(DISK_FULL)) {
      return Optional.of(
          new Fault.StorageFull(
              UNTIL_CLEANED,
              "the database's disk is full: nothing can be changed until space is freed"));
    }
    if (e instanceof SQLTransientConnectionException
        || SQLITE_AWAY.stream().anyMatch(message::startsWith)
        || STATES_AWAY.stream().anyMatch(state::startsWith)
        || (state.isEmpty() && message.equals(BROKEN))) {
      return Optional.of(
          new Fault.Unavailable(UNTIL_BACK, "the database is away or overloaded: try again"));
    }
    return Optional.empty();
  }
}
