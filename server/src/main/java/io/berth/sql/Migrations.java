package io.berth.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Handle;

/**
 * Brings the tables to the version this program needs; run at every start, a no-op when current.
 */
public final class Migrations {
  /** In the order in which they are applied. */
  static final List<String> SCRIPTS = List.of("V1__tables.sql");

  private static final String FOLDER = "db/migration";
  private static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  /** The tables are those of a build that this one does not follow. */
  public static final class OtherBuildException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OtherBuildException(Throwable cause) {
      super(
          "the tables of this database were made by another build of Berth, whose changes this one"
              + " does not know; nothing was changed. Run the build that made them, or begin with"
              + " an empty database",
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
    if (isCurrent(database)) {
      return 0;
    }
    try {
      var applied =
          Flyway.configure()
              .dataSource(database.writingDataSource())
              .locations("classpath:" + FOLDER)
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

  /** A migration that was applied, as Flyway keeps it. */
  private record Applied(String script, int checksum, boolean success) {}

  /**
   * Whether exactly the migrations of this program were applied, so that there is nothing for
   * Flyway to do or to refuse: it takes several times as long to find that out.
   */
  static boolean isCurrent(Database database) {
    if (!database.schema().tables().contains(HISTORY)) {
      return false;
    }
    List<Applied> applied =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT script, checksum, success FROM "
                            + HISTORY
                            + " ORDER BY installed_rank")
                    .map(
                        (row, _) ->
                            new Applied(
                                row.getString("script"),
                                row.getInt("checksum"),
                                row.getBoolean("success")))
                    .list());
    return applied.equals(
        SCRIPTS.stream().map(script -> new Applied(script, checksum(script), true)).toList());
  }

  /** As Flyway computes it: over the lines without their ends. */
  private static int checksum(String script) {
    var sum = new CRC32();
    try (var in = Migrations.class.getResourceAsStream("/" + FOLDER + "/" + script)) {
      if (in == null) {
        throw new IllegalStateException("no " + script + " in this program");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (int) sum.getValue();
  }
}
