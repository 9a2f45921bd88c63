package io.berth.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Hears every statement before it runs and tells, by thread, which tables a piece of work read and
 * which its transaction changed.
 */
final class StatementListener implements SqlLogger, StatementHearer {
  private final Supplier<Schema> schema;

  /** Null until somebody measures. */
  private volatile @Nullable DatabaseMetrics times;

  /** One for each database: work on two may be nested on one thread. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Work> works = new ThreadLocal<>();

  StatementListener(Supplier<Schema> schema) {
    this.schema = schema;
  }

  /** What a thread is doing; each is inside the one before. */
  private static final class Work {
    private final @Nullable Work outer;
    private final boolean writes;
    private final Set<String> tables = new HashSet<>();

    Work(@Nullable Work outer, boolean writes) {
      this.outer = outer;
      this.writes = writes;
    }
  }

  /** From now on this thread reads for an answer; ends with {@link #end}. */
  void beginReading() {
    works.set(new Work(works.get(), false));
  }

  /** From now on this thread is in a writing transaction; ends with {@link #end}. */
  void beginWriting() {
    works.set(new Work(works.get(), true));
  }

  /** The tables heard of since the last begin: all that were read, or those that were changed. */
  Set<String> end() {
    var work = works.get();
    if (work == null) {
      throw new IllegalStateException("nothing was begun");
    }
    if (work.outer == null) {
      works.remove();
    } else {
      works.set(work.outer);
    }
    return work.tables;
  }

  /** The tables that the transaction of this thread has changed so far. */
  Set<String> changed() {
    var work = works.get();
    return work == null || !work.writes ? Set.of() : work.tables;
  }

  /** Whether this thread is in a writing transaction, whose changes nobody else sees yet. */
  boolean isWriting() {
    for (var work = works.get(); work != null; work = work.outer) {
      if (work.writes) {
        return true;
      }
    }
    return false;
  }

  /** An answer from these tables is used on this thread without being read. */
  void used(Iterable<String> tables) {
    for (var work = works.get(); work != null && !work.writes; work = work.outer) {
      tables.forEach(work.tables::add);
    }
  }

  @Override
  public void logBeforeExecution(StatementContext context) {
    if (works.get() != null && context.getRenderedSql() != null) {
      heard(context.getRenderedSql());
    }
  }

  /** From now on how long statements take is counted there. */
  void times(DatabaseMetrics metrics) {
    times = metrics;
  }

  @Override
  public void logAfterExecution(StatementContext context) {
    ended(context);
  }

  @Override
  public void logException(StatementContext context, SQLException failure) {
    ended(context);
  }

  private void ended(StatementContext context) {
    var sql = context.getRenderedSql();
    if (sql != null) {
      ran(sql, context.getElapsedTime(ChronoUnit.NANOS));
    }
  }

  @Override
  public void ran(String rendered, long nanos) {
    var metrics = times;
    if (metrics != null) {
      metrics.took(rendered, nanos);
    }
  }

  @Override
  public void hears(Connection connection, String rendered, String parsed) {
    heard(rendered);
  }

  /** What an answer depends on, those that contain it depend on too. */
  private void heard(String sql) {
    var work = works.get();
    if (work == null) {
      return;
    }
    var statement = schema.get().statement(sql);
    for (; work != null && !work.writes; work = work.outer) {
      work.tables.addAll(statement.named());
    }
    if (work != null) {
      work.tables.addAll(statement.changed());
    }
  }
}
