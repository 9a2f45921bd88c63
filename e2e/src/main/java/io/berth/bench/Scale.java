package io.berth.bench;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param rounds that count, beside the one that warms up
 * @param seconds of each run of wrk
 * @param megabytes of the large blob
 * @param each megabytes of a blob when eight are pushed at once
 */
record Scale(
    int rounds,
    int seconds,
    Duration time,
    int megabytes,
    int each,
    int tags,
    int repositories,
    int registries,
    int garbage) {
  static final Scale FULL =
      new Scale(3, 1, Duration.ofSeconds(2), 256, 64, 100_000, 10_000, 10_000, 100_000);
  static final Scale QUICK = new Scale(1, 1, Duration.ofSeconds(1), 64, 16, 5_000, 500, 100, 5_000);

  Contest contest() {
    return new Contest(rounds);
  }
}
