package io.berth.bench;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param rounds that count
 * @param warmUp how long a rival does what a row asks for before it counts, where code that was
 *     compiled in full makes the difference
 * @param seconds of each run of wrk
 * @param megabytes of the large blob
 * @param each megabytes of a blob when eight are pushed at once
 * @param images with a layer of 1 MiB that are pushed in a turn
 * @param catalogProjects of 10,000 manifests each, whose rows are made
 */
record Scale(
    int rounds,
    Duration warmUp,
    int seconds,
    Duration time,
    int megabytes,
    int each,
    int tags,
    int repositories,
    int registries,
    int garbage,
    int images,
    int catalogProjects) {
  private static final int FEWEST_IMAGES = 16;

  static final Scale FULL =
      new Scale(
          3,
          Duration.ofSeconds(20),
          2,
          Duration.ofSeconds(3),
          256,
          64,
          100_000,
          10_000,
          10_000,
          100_000,
          320,
          100);
  static final Scale QUICK =
      new Scale(1, Duration.ZERO, 1, Duration.ofSeconds(1), 64, 16, 5_000, 500, 100, 5_000, 80, 5);

  /** How many images with a layer of that size are pushed in a turn, a multiple of eight. */
  int images(int layerMegabytes) {
    return Math.max(FEWEST_IMAGES, images / layerMegabytes);
  }

  /** For what is warm already, or does not mind. */
  Contest contest() {
    return new Contest(rounds, Duration.ZERO);
  }

  /** For the first row of its kind. */
  Contest warmContest() {
    return warmContest(1);
  }

  /** For what goes a longer way, whose last parts are compiled in full that many times later. */
  Contest warmContest(int times) {
    return new Contest(rounds, warmUp.multipliedBy(times));
  }
}
