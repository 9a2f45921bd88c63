package io.berth.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the tables hold them: microseconds since 1970-01-01T00:00:00Z. */
public final class Micros {
  private Micros() {}

  /** Microseconds since the epoch; finer parts are dropped. */
  public static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** A length of time in microseconds. */
  public static long of(Duration time) {
    return time.toNanos() / 1000;
  }

  /** The instant of a column's value. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
