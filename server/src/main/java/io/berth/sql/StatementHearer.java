package io.berth.sql;

import java.sql.Connection;

/** Hears of what is run as a {@link RawStatement}, as Jdbi's loggers hear of Jdbi's. */
public interface StatementHearer {
  /**
   * A statement is about to run.
   *
   * @param rendered as its author wrote it, with named parameters
   * @param parsed as the database gets it
   */
  void hears(Connection connection, String rendered, String parsed);

  /**
   * It ended, well or not.
   *
   * @param nanos how long it took
   * @param failed whether the database refused it
   */
  default void ran(String rendered, long nanos, boolean failed) {}
}
