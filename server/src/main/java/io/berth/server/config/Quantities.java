package io.berth.server.config;

import java.time.Duration;

/** Sizes and times as settings and flags say them: a number with its unit. */
public final class Quantities {
  private Quantities() {}

  /** {@code 0}, {@code 512KiB}, {@code 256MiB} or {@code 10GiB}. */
  static long size(String value) {
    if (!value.matches("0|[1-9]\\d{0,5}[KMG]iB")) {
      throw new IllegalArgumentException(
          "say a size with its unit, such as 512KiB, 256MiB or 10GiB, or 0");
    }
    if (value.equals("0")) {
      return 0;
    }
    long count = Long.parseLong(value.substring(0, value.length() - 3));
    return switch (value.charAt(value.length() - 3)) {
      case 'K' -> count << 10;
      case 'M' -> count << 20;
      default -> count << 30;
    };
  }

  /**
   * {@code 30s}, {@code 15m}, {@code 12h} or {@code 7d}.
   *
   * @throws IllegalArgumentException when it is anything else, saying what it must be
   */
  public static Duration duration(String value) {
    if (!value.matches("[1-9]\\d{0,5}[smhd]")) {
      throw new IllegalArgumentException("say a time with its unit, such as 30s, 15m, 12h or 7d");
    }
    long count = Long.parseLong(value.substring(0, value.length() - 1));
    return switch (value.charAt(value.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** A number of days up to a year. */
  static int days(String value) {
    if (!value.matches("\\d{1,3}") || Integer.parseInt(value) > 365) {
      throw new IllegalArgumentException("days are a number up to 365");
    }
    return Integer.parseInt(value);
  }
}
