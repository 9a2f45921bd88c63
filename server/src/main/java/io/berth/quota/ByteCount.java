package io.berth.quota;

import java.util.List;
import java.util.Locale;

/** Byte counts in people's words. */
final class ByteCount {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private ByteCount() {}

  /** {@code 512 B}, {@code 1.5 MiB}. */
  static String words(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
  }
}
