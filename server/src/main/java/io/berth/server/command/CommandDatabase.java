package io.berth.server.command;

import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.DataFolder;
import io.berth.server.place.Databases;
import io.berth.server.place.MasterKey;
import io.berth.sql.Database;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The database as a command beside a running server uses it: the tables must be there, and no lock
 * is taken.
 */
final class CommandDatabase implements AutoCloseable {
  private final SecureRandom random = new SecureRandom();
  private final Vault vault;
  private final Database database;

  private CommandDatabase(Settings settings, InstantSource clock) {
    var folder = DataFolder.beside(settings);
    if (settings.database().url().isEmpty() && !Files.exists(folder.databaseFile())) {
      throw new UsageException("nothing was started yet in " + folder.path());
    }
    database = Databases.open(settings, folder);
    try {
      Databases.require(database);
      vault = MasterKey.ofCommand(settings, folder, database, random, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * @throws UsageException when there is no data folder, nothing was ever started in it, or the
   *     database is of another build or under another master key
   */
  static CommandDatabase open(Settings settings, InstantSource clock) {
    return new CommandDatabase(settings, clock);
  }

  Database database() {
    return database;
  }

  Vault vault() {
    return vault;
  }

  SecureRandom random() {
    return random;
  }

  @Override
  public void close() {
    database.close();
  }
}
