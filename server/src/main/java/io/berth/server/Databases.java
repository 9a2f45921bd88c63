package io.berth.server;

import io.berth.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the database the settings name. */
final class Databases {
  private Databases() {}

  /**
   * @throws UsageException when the password file cannot be read
   */
  static Database open(Settings settings, DataFolder folder) {
    var database = settings.database();
    if (database.url().isEmpty()) {
      return Database.sqlite(folder.databaseFile());
    }
    return Database.connect(
        database.url().get(),
        database.user().orElse(null),
        database.passwordFile().map(Databases::password).orElse(null));
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UsageException("cannot read database-password-file " + file + ": " + e);
    }
  }
}
