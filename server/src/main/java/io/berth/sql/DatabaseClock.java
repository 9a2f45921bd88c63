package io.berth.sql;

import io.berth.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What time it is for all servers of a database: PostgreSQL's own, read now and then and carried on
 * by this machine's ticks; on SQLite, which has one server, that server's. Leases go by it, so a
 * server whose clock is wrong neither takes what another holds nor holds what others may take.
 */
public final class DatabaseClock implements InstantSource {
  private static final Duration READ_EACH = Duration.ofSeconds(30);

  private final Database database;
  private final InstantSource own;
  private volatile @Nullable Reading last;

  /**
   * @param own this machine's clock, for SQLite and for as long as PostgreSQL never answered
   */
  public DatabaseClock(Database database, InstantSource own) {
    this.database = database;
    this.own = own;
  }

  private record Reading(Instant time, long ticks) {
    Instant at(long now) {
      return time.plusNanos(now - ticks);
    }
  }

  @Override
  public Instant instant() {
    if (database.dialect() == Dialect.SQLITE) {
      return own.instant();
    }
    var known = last;
    long now = System.nanoTime();
    if (known != null && now - known.ticks() < READ_EACH.toNanos()) {
      return known.at(now);
    }
    try {
      var fresh = new Reading(read(), System.nanoTime());
      last = fresh;
      return fresh.time();
    } catch (FaultException _) {
      return known == null ? own.instant() : known.at(System.nanoTime());
    }
  }

  private Instant read() {
    return Micros.instant(
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)")
                    .mapTo(Long.class)
                    .one()));
  }
}
