package io.berth.job;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * A cron expression in Harbor's form: second, minute, hour, day of month, month, day of week, all
 * in UTC. Each is {@code *}, {@code ?}, or numbers, ranges and steps separated by commas; months
 * and weekdays may have their English names of three letters. As in cron, a day fits when either of
 * its two fields does, if neither of them is open.
 */
public final class Cron {
  private static final int LONGEST = 200;

  private static final CronDefinition HARBOR =
      CronDefinitionBuilder.defineCron()
          .withSeconds()
          .withStrictRange()
          .and()
          .withMinutes()
          .withStrictRange()
          .and()
          .withHours()
          .withStrictRange()
          .and()
          .withDayOfMonth()
          .withStrictRange()
          .and()
          .withMonth()
          .withStrictRange()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withIntMapping(7, 0)
          .withStrictRange()
          .and()
          .instance();

  private final String text;
  private final ExecutionTime times;

  /**
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public Cron(String text) {
    if (text.length() > LONGEST || text.strip().split("\\s+", -1).length != 6) {
      throw new IllegalArgumentException(
          "a schedule has six fields: second minute hour day month weekday");
    }
    this.text = text;
    // The library's own question mark takes a day for fitting only when both of its fields do.
    this.times = ExecutionTime.forCron(new CronParser(HARBOR).parse(text.replace('?', '*')));
  }

  /**
   * The first time after this one that fits.
   *
   * @throws IllegalArgumentException when none comes, as for 30 February
   */
  public Instant next(Instant after) {
    return times
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toInstant)
        .orElseThrow(
            () -> new IllegalArgumentException("this schedule never comes round: " + text));
  }

  @Override
  public String toString() {
    return text;
  }
}
