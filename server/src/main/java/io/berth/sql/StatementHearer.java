package io.berth.sql;

import java.sql.Connection;

/** Hears of the statements that {@link Plain} runs, as Jdbi's loggers hear of Jdbi's. */
public interface StatementHearer {
  /**
   * A statement is about to run.
   *
   * @param sql as the database gets it
   */
  void hears(Connection connection, String sql);
}
