package io.berth.bench;

import java.util.Locale;
import java.util.function.Predicate;

/** What a row should show. */
record Target(String words, Predicate<Row> test) {

  /** At least so many times as good as this peer. */
  static Target times(double ratio, String peer) {
    return new Target(
        String.format(Locale.ROOT, "≥ %.2f × %s", ratio, peer), row -> row.ratio(peer) >= ratio);
  }

  static Target atLeast(double value) {
    return new Target("≥ " + value, row -> row.berth() >= value);
  }

  static Target below(double value) {
    return new Target("< " + value, row -> row.berth() < value);
  }

  boolean isMet(Row row) {
    return test.test(row);
  }
}
