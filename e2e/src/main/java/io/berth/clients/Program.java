package io.berth.clients;

/** A real program, or a library with the few lines that call it. */
public interface Program {
  /** As the command line and the table name it. */
  String name();

  /** Whether it takes a minute at most, so that every test run has it. */
  boolean isQuick();

  /**
   * Finds the program and runs it.
   *
   * @param score takes its version and what it did
   * @throws NotHere when it is not on this machine, which is neither good nor bad
   * @throws Exception when it broke off, which is wrong
   */
  void run(Tools tools, Score score) throws Exception;
}
