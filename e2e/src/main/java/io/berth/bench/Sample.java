package io.berth.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One measurement.
 *
 * @param value in the row's unit
 * @param cpuMicros the server's processor time per operation, 0 when it says nothing
 */
record Sample(double value, double cpuMicros) {
  static double median(List<Sample> samples, ToDoubleFunction<Sample> what) {
    var sorted = samples.stream().mapToDouble(what).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
