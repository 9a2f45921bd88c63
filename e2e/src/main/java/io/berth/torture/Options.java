package io.berth.torture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the command line asks for.
 *
 * @param pushes how many pushes R6 makes, 0 to let time decide
 * @param only ids of experiments, empty for all
 */
record Options(long seed, Duration time, List<String> only, int pushes) {
  static final String USAGE =
      "usage: ./berth torture [--seed N] [--minutes M] [--only R1,R6] [--pushes N]";
  private static final Duration SHORT = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(3);

  /**
   * @throws IllegalArgumentException saying what is wrong
   */
  static Options parse(String... words) {
    var options = new Options(System.nanoTime() & 0xffff_ffffL, SHORT, List.of(), 0);
    var left = new ArrayDeque<>(Arrays.asList(words));
    while (!left.isEmpty()) {
      var flag = left.pop();
      if (left.isEmpty()) {
        throw new IllegalArgumentException(flag + " wants a value, or is unknown");
      }
      options = options.with(flag, left.pop());
    }
    return options;
  }

  private Options with(String flag, String value) {
    try {
      return switch (flag) {
        case "--seed" -> new Options(Long.parseLong(value), time, only, pushes);
        case "--minutes" -> new Options(seed, minutes(value), only, pushes);
        case "--only" ->
            new Options(seed, time, List.of(value.toUpperCase(Locale.ROOT).split(",", -1)), pushes);
        case "--pushes" -> new Options(seed, time, only, Integer.parseInt(value));
        default -> throw new IllegalArgumentException("unknown flag " + flag);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(flag + " wants a number, not \"" + value + "\"", e);
    }
  }

  private static Duration minutes(String value) {
    var time = Duration.ofMillis((long) (Double.parseDouble(value) * 60_000));
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("--minutes must be above 0");
    }
    return time;
  }

  /** Whether there is time for the sizes that the contract names. */
  boolean isLong() {
    return time.compareTo(LONG) >= 0;
  }
}
