package io.berth.server.place;

import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import io.berth.sql.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the database the settings name, and brings its tables to this version. */
public final class Databases {
  private Databases() {}

  /**
   * @throws UsageException when the password file cannot be read, or the database is set up in a
   *     way that this program cannot work with
   */
  public static Database open(Settings settings, DataFolder folder) {
    var database = settings.database();
    if (database.url().isEmpty()) {
      return Database.sqlite(folder.databaseFile());
    }
    var connected =
        Database.connect(database.url().get(), database.user().orElse(null), password(settings));
    var problem = new Installation(connected).problem();
    if (problem.isPresent()) {
      connected.close();
      throw new UsageException("the database: " + problem.get());
    }
    return connected;
  }

  /**
   * Brings the tables to this version; how many migrations that took.
   *
   * @throws UsageException when another build of this program made them
   */
  public static int migrate(Database database) {
    try {
      int applied = Migrations.migrate(database);
      requireWhole(database);
      return applied;
    } catch (Migrations.OtherBuildException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Finds that this program can work with the tables as they are.
   *
   * @throws UsageException when it cannot, saying what to do
   */
  public static void require(Database database) {
    try {
      Migrations.require(database);
      requireWhole(database);
    } catch (Migrations.OtherBuildException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void requireWhole(Database database) {
    if (new Installation(database).isBeingCopiedInto()) {
      throw new UsageException(
          "a copy into this database has not come to its end: give berth database copy again, which"
              + " goes on where it stood, or begin with an empty database");
    }
  }

  /**
   * The password for PostgreSQL, null where none is set.
   *
   * @throws UsageException when its file cannot be read
   */
  public static @Nullable String password(Settings settings) {
    return settings.database().passwordFile().map(Databases::password).orElse(null);
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageException("cannot read database-password-file " + file + ": " + e);
    }
  }
}
