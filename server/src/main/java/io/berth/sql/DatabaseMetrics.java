package io.berth.sql;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What monitoring knows of a database: its pools in HikariCP's own names, how many statements there
 * were and how long they took, and how often an answer was in memory. Statements that take long are
 * logged, without their values.
 */
public final class DatabaseMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseMetrics.class);
  private static final int LONGEST = 1_000;

  private final Timer reads;
  private final Timer writes;
  private final long slow;

  private DatabaseMetrics(MeterRegistry metrics, Duration slow) {
    this.reads = timer(metrics, "read");
    this.writes = timer(metrics, "write");
    this.slow = slow.toNanos();
  }

  private static Timer timer(MeterRegistry metrics, String kind) {
    return Timer.builder("berth.database.statements")
        .tag("kind", kind)
        .description("statements, with the time until their first row or their end")
        .register(metrics);
  }

  /**
   * Measures from now on; once for a database.
   *
   * @param slow statements that take longer are logged
   */
  public static void watch(Database database, MeterRegistry metrics, Duration slow) {
    database.listener().times(new DatabaseMetrics(metrics, slow));
    var tracker = new MicrometerMetricsTrackerFactory(metrics);
    database.pools().forEach(pool -> pool.setMetricsTrackerFactory(tracker));
    var answers = database.versions();
    FunctionCounter.builder("berth.cache.requests", answers, it -> (double) it.hits.sum())
        .tag("result", "hit")
        .description("answers of the database that were asked for, by whether they were in memory")
        .register(metrics);
    FunctionCounter.builder("berth.cache.requests", answers, it -> (double) it.misses.sum())
        .tag("result", "miss")
        .register(metrics);
  }

  /** A statement ended. */
  void took(String sql, long nanos) {
    (isRead(sql) ? reads : writes).record(nanos, TimeUnit.NANOSECONDS);
    if (nanos >= slow) {
      LOG.warn("slow statement, {} ms: {}", TimeUnit.NANOSECONDS.toMillis(nanos), shown(sql));
    }
  }

  private static boolean isRead(String sql) {
    int start = 0;
    while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
      start++;
    }
    return sql.regionMatches(true, start, "SELECT", 0, 6)
        || sql.regionMatches(true, start, "WITH", 0, 4);
  }

  static String shown(String sql) {
    var line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
