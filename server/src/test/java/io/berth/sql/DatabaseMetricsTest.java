package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.berth.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What monitoring is told of a database. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class DatabaseMetricsTest {
  @Parameter Dialect dialect = Dialect.SQLITE;

  @Test
  void statementsPoolsAndAnswersFromMemoryAreCounted() {
    var metrics = new SimpleMeterRegistry();
    try (var database = TestDatabases.fresh(dialect)) {
      DatabaseMetrics.watch(database, metrics, Duration.ofHours(1));
      var cache = new QueryCache<String, Long>(database, 10);

      for (int i = 0; i < 3; i++) {
        cache.get("accounts", _ -> count(database));
      }
      database.run(
          handle ->
              RawStatement.of(handle, "UPDATE installation SET value = value WHERE name = :name")
                  .bind("name", "id")
                  .execute());

      assertThat(metrics.get("berth.database.statements").tag("kind", "read").timer().count())
          .isPositive();
      assertThat(metrics.get("berth.database.statements").tag("kind", "write").timer().count())
          .isPositive();
      assertThat(
              metrics.get("berth.cache.requests").tag("result", "miss").functionCounter().count())
          .isEqualTo(1);
      assertThat(metrics.get("berth.cache.requests").tag("result", "hit").functionCounter().count())
          .isEqualTo(2);
      assertThat(metrics.find("hikaricp.connections.active").gauges())
          .hasSize(dialect == Dialect.SQLITE ? 2 : 1);
    }
  }

  private static long count(Database database) {
    return database.read(
        (Handle handle) ->
            handle.createQuery("SELECT count(*) FROM account").mapTo(Long.class).one());
  }

  @Test
  void aSlowStatementIsLoggedWithoutItsValues() {
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    var log = (Logger) LoggerFactory.getLogger(DatabaseMetrics.class);
    log.addAppender(heard);
    try (var database = TestDatabases.fresh(dialect)) {
      DatabaseMetrics.watch(database, new SimpleMeterRegistry(), Duration.ZERO);

      database.read(
          (Handle handle) ->
              handle
                  .createQuery("SELECT count(*) FROM account\n  WHERE name = :name")
                  .bind("name", "hunter2")
                  .mapTo(Long.class)
                  .one());

      assertThat(heard.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(
              line ->
                  line.matches(
                      "slow statement, \\d+ ms: SELECT count\\(\\*\\) FROM account WHERE name = :name"))
          .noneMatch(line -> line.contains("hunter2"));
    } finally {
      log.detachAppender(heard);
    }
  }
}
