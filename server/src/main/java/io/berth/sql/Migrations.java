package io.berth.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to the version this program needs; run at every start, a no-op when current.
 */
public final class Migrations {
  /** In the order in which they are applied. */
  static final List<String> SCRIPTS = List.of("V1__tables.sql");

  private static final String FOLDER = "db/migration";
  private static final String HISTORY = "flyway_schema_history";

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /** The tables are those of a build that this one cannot work with. */
  public static final class OtherBuildException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OtherBuildException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    private static OtherBuildException unknown(@Nullable Throwable cause) {
      return new OtherBuildException(
          "the tables of this database were made by another build of Berth, whose changes this one"
              + " does not know; nothing was changed. Run the build that made them, or begin with"
              + " an empty database",
          cause);
    }

    private static OtherBuildException newer(int there, int oldest) {
      return new OtherBuildException(
          ("the tables of this database were brought to version %d by a newer build of Berth, and"
                  + " builds below version %d, such as this one (version %d), cannot work with them"
                  + " any more; nothing was changed. Run the newer build")
              .formatted(there, oldest, number(SCRIPTS.getLast())),
          null);
    }

    private static OtherBuildException older(int there) {
      return new OtherBuildException(
          ("the tables of this database are of version %d, and this build of Berth needs version"
                  + " %d; nothing was changed. Bring them there with: berth migrate (starting this"
                  + " build's server does the same)")
              .formatted(there, number(SCRIPTS.getLast())),
          null);
    }
  }

  /**
   * Applies what is missing. Tables that a newer build changed are left as they are when that build
   * says that they still serve this one (docs/internals/schema-changes.md).
   *
   * @return how many migrations were applied
   * @throws OtherBuildException when migrations were applied that this program does not have and
   *     that do not serve it, or others than it has; nothing was changed then
   */
  public static int migrate(Database database) {
    var applied = applied(database);
    if (applied.equals(own()) || isServedByNewer(database, applied)) {
      return 0;
    }
    try (var connections = database.unhurriedConnections()) {
      var made =
          Flyway.configure()
              .dataSource(connections)
              .locations("classpath:" + FOLDER)
              .placeholders(database.dialect().placeholders())
              .loggers("slf4j")
              .load()
              .migrate()
              .migrationsExecuted;
      database.learnSchema();
      return made;
    } catch (FlywayValidateException e) {
      throw OtherBuildException.unknown(e);
    }
  }

  /**
   * Finds that this program can work with the tables as they are, and changes nothing.
   *
   * @throws OtherBuildException when it cannot, saying what to do
   */
  public static void require(Database database) {
    var applied = applied(database);
    var own = own();
    if (applied.equals(own) || isServedByNewer(database, applied)) {
      return;
    }
    if (applied.size() < own.size() && own.subList(0, applied.size()).equals(applied)) {
      throw OtherBuildException.older(applied.size());
    }
    throw OtherBuildException.unknown(null);
  }

  /** The number of this program's last migration. */
  public static int version() {
    return number(SCRIPTS.getLast());
  }

  /** A migration that was applied, as Flyway keeps it. */
  private record Applied(String script, int checksum, boolean success) {}

  /**
   * Whether exactly the migrations of this program were applied, so that there is nothing for
   * Flyway to do or to refuse: it takes several times as long to find that out.
   */
  static boolean isCurrent(Database database) {
    return applied(database).equals(own());
  }

  /** Whether all of this program's were applied, and later ones that it can live with. */
  private static boolean isServedByNewer(Database database, List<Applied> applied) {
    var own = own();
    if (applied.size() <= own.size()
        || !applied.subList(0, own.size()).equals(own)
        || !database.schema().tables().contains("installation")) {
      return false;
    }
    int there = number(applied.getLast().script());
    int oldest = new Installation(database).oldestSchema();
    if (oldest > number(SCRIPTS.getLast())) {
      throw OtherBuildException.newer(there, oldest);
    }
    LOG.info(
        "the tables are of version {}, made by a newer build, and still serve this one", there);
    return true;
  }

  private static List<Applied> applied(Database database) {
    if (!database.schema().tables().contains(HISTORY)) {
      return List.of();
    }
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT script, checksum, success FROM " + HISTORY + " ORDER BY installed_rank")
                .map(
                    (row, _) ->
                        new Applied(
                            row.getString("script"),
                            row.getInt("checksum"),
                            row.getBoolean("success")))
                .list());
  }

  private static List<Applied> own() {
    return SCRIPTS.stream().map(script -> new Applied(script, checksum(script), true)).toList();
  }

  private static int number(String script) {
    return Integer.parseInt(script.substring(1, script.indexOf("__")));
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
