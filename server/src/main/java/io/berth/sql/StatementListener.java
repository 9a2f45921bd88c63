package io.berth.sql;

import io.berth.trace.CurrentTrace;
import io.berth.trace.Step;
import io.berth.trace.Trace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Hears every statement before it runs and tells, by thread, which tables a piece of work read and
 * which its transaction changed; tells the trace of a request, in the words of OpenTelemetry's
 * semantic conventions for databases, how long each took.
 */
final class StatementListener implements SqlLogger, StatementHearer {
  private final Supplier<Schema> schema;
  private final String system;

  /** Null until somebody measures. */
  private volatile @Nullable DatabaseMetrics times;

  /** One for each database: work on two may be nested on one thread. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Work> works = new ThreadLocal<>();

  StatementListener(Supplier<Schema> schema, Dialect dialect) {
    this.schema = schema;
    this.system = dialect == Dialect.SQLITE ? "sqlite" : "postgresql";
  }

  /** What a thread is doing; each is inside the one before. */
  private static final class Work {
    private final @Nullable Work outer;
    private final boolean writes;
    private final Set<String> tables = new HashSet<>();

    /** When its last statement ended, in nanoseconds; 0 where no trace is told. */
    private long ended;

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
    var trace = work.writes && work.ended != 0 ? CurrentTrace.get() : null;
    if (trace != null) {
      // On PostgreSQL this is the wait for its disk, which no statement shows.
      tell(trace, "END", System.nanoTime() - work.ended, false, Map.of("db.operation.name", "END"));
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
    ended(context, false);
  }

  @Override
  public void logException(StatementContext context, SQLException failure) {
    ended(context, true);
  }

  private void ended(StatementContext context, boolean failed) {
    var sql = context.getRenderedSql();
    if (sql != null) {
      ran(sql, context.getElapsedTime(ChronoUnit.NANOS), failed);
    }
  }

  @Override
  public void ran(String rendered, long nanos, boolean failed) {
    var metrics = times;
    if (metrics != null) {
      metrics.took(rendered, nanos);
    }
    trace(rendered, nanos, failed);
  }

  /** Tells the trace of the request of a statement, without its values. */
  private void trace(String sql, long nanos, boolean failed) {
    var trace = CurrentTrace.get();
    if (trace == null) {
      return;
    }
    var work = works.get();
    if (work != null) {
      work.ended = System.nanoTime();
    }
    var text = DatabaseMetrics.shown(sql);
    int end = text.indexOf(' ');
    var operation = (end < 0 ? text : text.substring(0, end)).toUpperCase(Locale.ROOT);
    var tables = String.join(" ", new TreeSet<>(schema.get().statement(sql).named()));
    tell(
        trace,
        tables.isEmpty() ? operation : operation + " " + tables,
        nanos,
        failed,
        Map.of("db.operation.name", operation, "db.query.text", text));
  }

  /** Waits for the disk, alone or with others; the trace of the request is told. */
  void sync(WalSync journal) throws IOException {
    var trace = CurrentTrace.get();
    if (trace == null) {
      journal.sync();
      return;
    }
    long begun = System.nanoTime();
    boolean failed = true;
    try {
      journal.sync();
      failed = false;
    } finally {
      tell(trace, "SYNC", System.nanoTime() - begun, failed, Map.of("db.operation.name", "SYNC"));
    }
  }

  private void tell(
      Trace trace, String name, long nanos, boolean failed, Map<String, Object> attributes) {
    var all = new HashMap<>(attributes);
    all.put("db.system.name", system);
    all.put("db.query.summary", name);
    if (failed) {
      all.put(Step.ERROR, "database");
    }
    trace.add(new Step(name, Step.Kind.OUTSIDE, nanos, all));
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
