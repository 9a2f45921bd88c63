package io.berth.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;

/** An SQLite database copied while others read and write it (SQLite, "VACUUM INTO"). */
public final class SqliteBackup {
  private SqliteBackup() {}

  /**
   * Copies all tables as they are at one moment, which is after the call began.
   *
   * @param file must not exist; it is not on stable storage yet when this returns
   * @throws io.berth.fault.FaultException StorageFull when the disk is full, Unavailable when the
   *     database cannot be read
   */
  public static void of(Database database, Path file) {
    try (var connections = database.unhurriedConnections();
        var connection = connections.getConnection();
        var statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, file.toAbsolutePath().toString());
      statement.execute();
    } catch (SQLException e) {
      throw DatabaseOutage.of(new ConnectionException(e));
    }
  }
}
