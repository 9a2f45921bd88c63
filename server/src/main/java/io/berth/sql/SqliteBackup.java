package io.berth.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * An SQLite database copied while others read and write it (SQLite, "VACUUM INTO"), and rows of
 * such a copy brought back into the one that goes on.
 */
public final class SqliteBackup {
  private SqliteBackup() {}

  /**
   * Rows of a table.
   *
   * @param condition on its columns and {@code :owner}; it names other tables of the copy as {@code
   *     backup.name}
   * @param unlessTaken whether a row stays away whose key is taken
   */
  public record Rows(String table, String condition, boolean unlessTaken) {}

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

  /**
   * Puts rows of a copy back, all or none, durable when this returns; whoever has answers of the
   * database in memory notices.
   *
   * @param file the copy, whose tables are those of this program
   * @param rows parents before whoever refers to them
   * @return how many came, by table
   * @throws JdbiException when a row is there already, or what it refers to is not
   */
  public static Map<String, Long> bringBack(
      Database database, Path file, List<Rows> rows, String owner) {
    try (var connections = database.unhurriedConnections()) {
      return Jdbi.create(connections).withHandle(handle -> bringBack(handle, file, rows, owner));
    }
  }

  private static Map<String, Long> bringBack(
      Handle handle, Path file, List<Rows> rows, String owner) {
    handle.createUpdate("PRAGMA synchronous = FULL").execute();
    handle
        .createUpdate("ATTACH DATABASE :file AS backup")
        .bind("file", file.toAbsolutePath().toString())
        .execute();
    return handle.inTransaction(
        within -> {
          var many = new LinkedHashMap<String, Long>();
          for (var some : rows) {
            var columns = columns(within, some.table());
            many.put(
                some.table(),
                (long)
                    within
                        .createUpdate(
                            (some.unlessTaken()
                                    ? "INSERT OR IGNORE INTO %s (%s) SELECT %s FROM backup.%s WHERE %s"
                                    : "INSERT INTO %s (%s) SELECT %s FROM backup.%s WHERE %s")
                                .formatted(
                                    some.table(), columns, columns, some.table(), some.condition()))
                        .bind("owner", owner)
                        .execute());
          }
          return many;
        });
  }

  private static String columns(Handle handle, String table) {
    return String.join(
        ", ",
        handle
            .createQuery("SELECT name FROM pragma_table_info(:table) ORDER BY cid")
            .bind("table", table)
            .mapTo(String.class)
            .list());
  }
}
