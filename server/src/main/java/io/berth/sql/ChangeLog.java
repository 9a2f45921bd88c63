package io.berth.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * How several servers on one PostgreSQL database learn of each other's commits: table table_change,
 * to which each writing transaction adds one row with its own number and the tables it changed.
 * Rows are only added, so no writer waits for another.
 *
 * <p>Transactions become visible in another order than their numbers have. Each look therefore
 * takes the oldest number that was still running ({@code pg_snapshot_xmin}) along: what is older
 * was visible then, so the next look takes every row from there on, without those it has had.
 *
 * <p>Needs nothing of a connection but that a transaction stays on one: no notifications, no locks
 * of a session, no statement prepared at the server. A pooler may stand between.
 */
final class ChangeLog {
  private static final String APPEND =
      """
      INSERT INTO table_change (id, changed, at)
      VALUES (pg_current_xact_id()::text::bigint, :changed,
        extract(epoch FROM clock_timestamp())::bigint) RETURNING id
      """;

  private static final String LOOK =
      """
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest, c.id, c.changed
      FROM (SELECT 1) now LEFT JOIN table_change c ON c.id >= ?
      """;

  /** Rows are kept for several times as long as a server that is not stuck goes without a look. */
  private static final String TRIM =
      "DELETE FROM table_change WHERE at < extract(epoch FROM clock_timestamp())::bigint - 1800";

  private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(5);

  private final DataSource connections;
  private final TableVersions versions;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  /** Looks that were asked for and that were made; guarded by the lock, like what follows. */
  private long asked;

  private long made;
  private boolean running;
  private long failedAt = -1;
  private JdbiException failure = new UnableToExecuteStatementException("no look yet");

  /** Used by whoever makes the look. */
  private long oldest;

  private long lookedAt;
  private boolean isLost = true;

  /** Rows from {@link #oldest} on that were taken, or were written here. */
  private final Set<Long> taken = ConcurrentHashMap.newKeySet();

  ChangeLog(DataSource connections, TableVersions versions) {
    this.connections = connections;
    this.versions = versions;
  }

  /**
   * Adds the tables that the transaction of this handle changed; the last thing it does.
   *
   * @return the transaction's number, for {@link #counted}
   */
  static long append(Handle handle, Collection<String> changed) {
    return handle
        .createQuery(APPEND)
        .bind("changed", String.join(" ", new TreeSet<>(changed)))
        .mapTo(Long.class)
        .one();
  }

  /** The transaction of that number was committed here, and its changes are counted already. */
  void counted(long id) {
    taken.add(id);
  }

  /**
   * When it returns, every commit that any server was told of before the call is counted. All who
   * ask while a look runs share the next one.
   *
   * @throws JdbiException when the database does not answer; what was kept counts as outdated then
   */
  void catchUp() {
    lock.lock();
    try {
      long mine = ++asked;
      while (made < mine) {
        if (failedAt >= mine) {
          throw failure;
        }
        if (running) {
          ended.awaitUninterruptibly();
        } else {
          lookForAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** One look, without the lock, for everybody who asked before it began. */
  private void lookForAll() {
    running = true;
    long covered = asked;
    lock.unlock();
    Exception wrong = null;
    try {
      look();
    } catch (SQLException | RuntimeException e) {
      isLost = true;
      wrong = e;
    } finally {
      lock.lock();
      running = false;
      if (wrong == null) {
        made = covered;
      } else {
        failure = new UnableToExecuteStatementException("cannot read table_change", wrong, null);
        // Who came meanwhile has waited for the same: a look of their own would double it.
        failedAt = asked;
      }
      ended.signalAll();
    }
  }

  private void look() throws SQLException {
    long now = System.nanoTime();
    // After a failure this may be another database than before, with numbers of its own; after a
    // long pause rows may be gone that were never taken.
    boolean anew = isLost || now - lookedAt > LONGEST_PAUSE;
    if (anew) {
      taken.clear();
    }
    long next = oldest;
    try (var connection = connections.getConnection();
        var statement = connection.prepareStatement(LOOK)) {
      statement.setLong(1, anew ? Long.MAX_VALUE : oldest);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          next = rows.getLong("oldest");
          long id = rows.getLong("id");
          if (!rows.wasNull() && taken.add(id)) {
            versions.changed(tables(rows.getString("changed")));
          }
        }
      }
    }
    if (anew) {
      versions.everythingChanged();
    } else if (next > oldest) {
      long gone = next;
      taken.removeIf(id -> id < gone);
    }
    oldest = next;
    lookedAt = now;
    isLost = false;
  }

  private static List<String> tables(String changed) {
    return Arrays.asList(changed.split(" ", -1));
  }

  /** Forgets rows that every server has taken; how many. */
  static int trim(Handle handle) {
    return handle.createUpdate(TRIM).execute();
  }
}
