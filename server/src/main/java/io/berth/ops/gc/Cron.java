package io.berth.ops.gc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in Harbor's form: second, minute, hour, day of month, month, day of week, all
 * in UTC. Each is {@code *}, {@code ?}, or numbers, ranges and steps separated by commas. As in
 * cron, a day fits when either of its two fields does, if neither of them is open.
 */
public final class Cron {
  private static final int DAYS_AHEAD = 366 * 5;

  private final String text;
  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;
  private final boolean anyDay;
  private final boolean anyWeekday;

  /**
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public Cron(String text) {
    this.text = text;
    var fields = text.strip().split("\\s+", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException(
          "a schedule has six fields: second minute hour day month weekday");
    }
    seconds = field(fields[0], 0, 59);
    minutes = field(fields[1], 0, 59);
    hours = field(fields[2], 0, 23);
    days = field(fields[3], 1, 31);
    months = field(fields[4], 1, 12);
    weekdays = field(fields[5], 0, 7);
    if (weekdays.get(7)) {
      weekdays.set(0);
    }
    anyDay = isOpen(fields[3]);
    anyWeekday = isOpen(fields[5]);
  }

  private static boolean isOpen(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static BitSet field(String text, int least, int most) {
    var set = new BitSet();
    for (var part : text.split(",", -1)) {
      var step = part.split("/", -1);
      var range = step[0].split("-", -1);
      boolean open = isOpen(step[0]);
      if (step.length > 2 || range.length > 2) {
        throw wrong(text);
      }
      int from = open ? least : number(range[0], text);
      int to = open || (range.length == 1 && step.length == 2) ? most : from;
      if (range.length == 2 && !open) {
        to = number(range[1], text);
      }
      int by = step.length == 2 ? number(step[1], text) : 1;
      if (from < least || to > most || from > to || by < 1) {
        throw wrong(text);
      }
      for (int i = from; i <= to; i += by) {
        set.set(i);
      }
    }
    return set;
  }

  private static int number(String text, String field) {
    if (!text.matches("\\d{1,2}")) {
      throw wrong(field);
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException wrong(String field) {
    return new IllegalArgumentException("not a field of a schedule: " + field);
  }

  /**
   * The first time after this one that fits.
   *
   * @throws IllegalArgumentException when none comes within five years, as for 30 February
   */
  public Instant next(Instant after) {
    var start = after.atOffset(ZoneOffset.UTC).toLocalDateTime().withNano(0).plusSeconds(1);
    for (int i = 0; i < DAYS_AHEAD; i++) {
      var day = start.toLocalDate().plusDays(i);
      var time = fits(day) ? firstTime(i == 0 ? start.toLocalTime() : LocalTime.MIDNIGHT) : null;
      if (time != null) {
        return day.atTime(time).toInstant(ZoneOffset.UTC);
      }
    }
    throw new IllegalArgumentException("this schedule never comes round: " + text);
  }

  private boolean fits(LocalDate day) {
    boolean dayFits = days.get(day.getDayOfMonth());
    boolean weekdayFits = weekdays.get(day.getDayOfWeek().getValue() % 7);
    boolean fits = (anyDay || anyWeekday) ? dayFits && weekdayFits : dayFits || weekdayFits;
    return fits && months.get(day.getMonthValue());
  }

  /** From this time of day on; null when none is left. */
  private @Nullable LocalTime firstTime(LocalTime from) {
    for (int h = hours.nextSetBit(from.getHour()); h >= 0; h = hours.nextSetBit(h + 1)) {
      boolean sameHour = h == from.getHour();
      for (int m = minutes.nextSetBit(sameHour ? from.getMinute() : 0);
          m >= 0;
          m = minutes.nextSetBit(m + 1)) {
        int s = seconds.nextSetBit(sameHour && m == from.getMinute() ? from.getSecond() : 0);
        if (s >= 0) {
          return LocalTime.of(h, m, s);
        }
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}
