package io.berth.server.command;

import io.berth.server.place.DataFolder;
import io.berth.server.place.Databases;

/** {@code migrate}: brings the database to this version and stops; a start does the same. */
final class MigrateCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    var settings = invocation.settings();
    try (var folder = DataFolder.lock(settings);
        var database = Databases.open(settings, folder)) {
      int applied = Databases.migrate(database);
      invocation
          .out()
          .println(
              applied == 0 ? "the database is current" : "applied " + applied + " migration(s)");
      return 0;
    }
  }
}
