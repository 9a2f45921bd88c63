package io.berth.torture;

import java.util.Collection;

/** Order statistics. */
public final class Quantile {
  private Quantile() {}

  /**
   * @param share between 0 and 1
   * @return 0 when there is no value
   */
  public static long of(Collection<Long> values, double share) {
    if (values.isEmpty()) {
      return 0;
    }
    var sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
