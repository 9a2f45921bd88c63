package io.berth.sql;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings the tables to the version this program needs; run at every start, a no-op when current.
 */
public final class Migrations {
  private Migrations() {}

  /** The tables are those of a build that this one does not follow. */
  public static final class OtherBuildException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OtherBuildException(Throwable cause) {
      super(
          "the tables of this database were made by another build of Berth, whose changes this one"
              + " does not know; nothing was changed. Run the build that made them, or begin with an"
              + " empty database",
          cause);
    }
  }

  /**
   * Applies what is missing.
   *
   * @return how many migrations were applied
   * @throws OtherBuildException when migrations were applied that this program does not have, or
   *     others than it has; nothing was changed then
   */
  public static int migrate(Database database) {
    try {
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
    } catch (FlywayValidateException e) {
      throw new OtherBuildException(e);
    }
  }
}
