package io.berth.testing;

/**
 * How often a race, a flood or a soak goes on: long enough to see what it asserts in every run, and
 * longer when all the time in the world was given to it ({@code ./berth test --all}).
 */
public final class Times {
  private static final boolean FULL = Boolean.getBoolean("berth.test.full");

  private Times() {}

  /**
   * @param usually how often in every run: once at least, as nothing is to be left out
   */
  public static int of(int usually, int full) {
    if (usually < 1 || usually > full) {
      throw new IllegalArgumentException(usually + " times, and in full " + full);
    }
    return FULL ? full : usually;
  }
}
