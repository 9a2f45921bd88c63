package io.berth.torture;

/** One experiment. */
public interface Experiment {
  /** As in {@code R1}. */
  String id();

  /** A few words for the table. */
  String title();

  /** Its share of the time, beside the others' shares. */
  int weight();

  /**
   * Runs until its time is over, at least once.
   *
   * @param tally takes what was found
   * @throws Exception when it could not be carried out, which fails it
   */
  void run(Arena arena, Tally tally) throws Exception;
}
