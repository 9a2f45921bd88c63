package io.berth.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as SQLite's own statements. Its driver takes a commit for the begin of the next
 * transaction, which it then has to end as well, and compiles each of the four statements anew.
 * Belongs to one handle at a time.
 */
final class SqliteTransactions implements TransactionHandler {
  private boolean isOpen;

  @Override
  public TransactionHandler specialize(Handle handle) {
    return new SqliteTransactions();
  }

  @Override
  public void begin(Handle handle) {
    // Who begins as a reader may find at its first write that another one wrote meanwhile.
    run(handle, "BEGIN IMMEDIATE");
    isOpen = true;
  }

  @Override
  public void commit(Handle handle) {
    run(handle, "COMMIT");
    isOpen = false;
  }

  @Override
  public void rollback(Handle handle) {
    isOpen = false;
    run(handle, "ROLLBACK");
  }

  @Override
  public boolean isInTransaction(Handle handle) {
    return isOpen;
  }

  @Override
  public void savepoint(Handle handle, String savepointName) {
    throw new UnsupportedOperationException("no savepoints");
  }

  @Override
  public void rollbackToSavepoint(Handle handle, String savepointName) {
    throw new UnsupportedOperationException("no savepoints");
  }

  @Override
  public void releaseSavepoint(Handle handle, String savepointName) {
    throw new UnsupportedOperationException("no savepoints");
  }

  @Override
  public <R extends @Nullable Object, X extends Exception> R inTransaction(
      Handle handle, HandleCallback<R, X> work) throws X {
    if (isOpen) {
      return work.withHandle(handle);
    }
    begin(handle);
    boolean done = false;
    try {
      R result = work.withHandle(handle);
      commit(handle);
      done = true;
      return result;
    } finally {
      if (!done) {
        abandon(handle);
      }
    }
  }

  /** SQLite ends a transaction by itself when its disk fails; the failure is on its way. */
  private void abandon(Handle handle) {
    try {
      rollback(handle);
    } catch (TransactionException e) {
      if (!String.valueOf(e.getCause()).contains("no transaction is active")) {
        close(handle);
      }
    }
  }

  /** A connection that may be within a transaction goes back to nobody. */
  private static void close(Handle handle) {
    try {
      handle.getConnection().unwrap(org.sqlite.SQLiteConnection.class).close();
    } catch (SQLException e) {
      throw new TransactionException("a connection to SQLite could not be closed", e);
    }
  }

  @Override
  public <R extends @Nullable Object, X extends Exception> R inTransaction(
      Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> work) throws X {
    return inTransaction(handle, work);
  }

  private static void run(Handle handle, String sql) {
    if (!(handle.getStatementBuilder() instanceof CachedStatements.Builder kept)) {
      throw new IllegalStateException("not a handle of SQLite");
    }
    try {
      var statement = kept.create(sql);
      try {
        statement.executeUpdate();
      } finally {
        kept.close(handle.getConnection(), sql, statement);
      }
    } catch (SQLException e) {
      throw new TransactionException(sql + " failed", e);
    }
  }

  /**
   * Gives SQLite's one writing connection to one after the other. The pool would do so too, but
   * wakes a thread of its own for each who waits, to make a connection that it then does not make.
   *
   * @param one the pool
   * @param turn one permit
   * @param patience for so long somebody waits for it
   */
  record Turns(DataSource one, Semaphore turn, Duration patience) implements ConnectionFactory {
    @Override
    public Connection openConnection() throws SQLException {
      take();
      boolean isOpen = false;
      try {
        var connection = one.getConnection();
        isOpen = true;
        return connection;
      } finally {
        if (!isOpen) {
          turn.release();
        }
      }
    }

    private void take() throws SQLException {
      try {
        if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new SQLTransientConnectionException("others write for too long");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLTransientConnectionException("interrupted while others write", e);
      }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
      try {
        connection.close();
      } finally {
        turn.release();
      }
    }
  }
}
