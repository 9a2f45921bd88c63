package io.berth.sql;

import org.flywaydb.core.Flyway;

/**
 * Brings the tables to the version this program needs; run at every start, a no-op when current.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @return how many migrations were applied
   */
  public static int migrate(Database database) {
    var applied =
        Flyway.configure()
            .dataSource(database.writingDataSource())
            .locations("classpath:db/migration")
            .placeholders(database.dialect().placeholders())
            .loggers("slf4j")
            .load()
            .migrate()
            .migrationsExecuted;
    database.learnSchema();
    return applied;
  }
}
