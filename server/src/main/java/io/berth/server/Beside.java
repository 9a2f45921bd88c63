package io.berth.server;

import io.berth.secret.Vault;
import io.berth.sql.Database;
import java.nio.file.Files;
import java.security.SecureRandom;

/**
 * The database as a command beside a running server uses it: the tables must be there, and no lock
 * is taken.
 */
record Beside(Database database, Vault vault, SecureRandom random) implements AutoCloseable {
  /**
   * @throws UsageException when there is no data folder or nothing was ever started in it
   */
  static Beside open(Settings settings) {
    var folder = DataFolder.beside(settings);
    if (settings.database().url().isEmpty() && !Files.exists(folder.databaseFile())) {
      throw new UsageException("nothing was started yet in " + folder.path());
    }
    var random = new SecureRandom();
    var vault = new Vault(folder.masterKey(settings, true, random), random);
    return new Beside(Databases.open(settings, folder), vault, random);
  }

  @Override
  public void close() {
    database.close();
  }
}
