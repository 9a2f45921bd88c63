package io.berth.bench.load;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One measurement.
 *
 * @param value in the row's unit
 * @param cpuMicros the server's processor time per operation, 0 when it says nothing
 * @param percentile that many milliseconds, or fewer, took 99 of 100 operations; 0 when the value
 *     is no rate
 */
public record Sample(double value, double cpuMicros, double percentile) {
  public Sample(double value, double cpuMicros) {
    this(value, cpuMicros, 0);
  }

  public static double median(List<Sample> samples, ToDoubleFunction<Sample> what) {
    var sorted = samples.stream().mapToDouble(what).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The 99th percentile, in milliseconds; of few the longest.
   *
   * @param waits in nanoseconds, not none
   */
  public static double percentile(List<Long> waits) {
    return quantile(waits, 0.99);
  }

  /** What that share of them took at most, in milliseconds. */
  public static double quantile(List<Long> waits, double share) {
    var sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
  }
}
