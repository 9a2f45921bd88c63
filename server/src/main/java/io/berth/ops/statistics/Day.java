package io.berth.ops.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A day in UTC.
 *
 * @param bytes held at its end, for today at the moment; null before the first measurement
 */
public record Day(LocalDate date, long pulls, long pushes, @Nullable Long bytes) {
  static long of(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
  }
}
