package io.berth.torture;

import java.util.List;

/** Welch's t-test for two samples of unequal variance. */
record Welch(double t, double difference) {

  /** Statistic and difference of means, first minus second. */
  static Welch of(List<Long> one, List<Long> other) {
    double difference = mean(one) - mean(other);
    double error = Math.sqrt(variance(one) / one.size() + variance(other) / other.size());
    return new Welch(error == 0 ? 0 : difference / error, difference);
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElse(0);
  }

  private static double variance(List<Long> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum()
        / Math.max(1, values.size() - 1);
  }
}
