package io.berth.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Statements without Jdbi's part in them, for what every push of a blob runs: Jdbi copies its
 * settings for each statement, which takes longer than SQLite does for most. They run on the
 * handle's connection, within its transaction, and are heard of and fail as Jdbi's do. Values are
 * String, Long, Integer, byte[] or null, one for each question mark.
 */
public final class Plain {
  private Plain() {}

  /** Reads what is wanted from the row the result stands on. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Run<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /**
   * Runs a statement that returns no rows.
   *
   * @return how many rows it changed
   * @throws UnableToExecuteStatementException when the database refuses it
   */
  public static int update(Handle handle, String sql, @Nullable Object... values) {
    return run(handle, sql, PreparedStatement::executeUpdate, values);
  }

  /**
   * The first row of a statement's result, empty when there is none.
   *
   * @throws UnableToExecuteStatementException when the database refuses it
   */
  public static <T> Optional<T> first(
      Handle handle, RowReader<T> reader, String sql, @Nullable Object... values) {
    return run(
        handle,
        sql,
        statement -> {
          try (var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
          }
        },
        values);
  }

  /** Whether a statement's result has a row. */
  public static boolean any(Handle handle, String sql, @Nullable Object... values) {
    return first(handle, _ -> true, sql, values).isPresent();
  }

  private static <T> T run(Handle handle, String sql, Run<T> work, @Nullable Object... values) {
    var connection = handle.getConnection();
    if (handle.getConfig(SqlStatements.class).getSqlLogger() instanceof StatementHearer hearer) {
      hearer.hears(connection, sql);
    }
    try {
      if (handle.getStatementBuilder() instanceof CachedStatements.Builder kept) {
        var statement = kept.create(sql);
        try {
          bind(statement, values);
          return work.with(statement);
        } finally {
          kept.close(connection, sql, statement);
        }
      }
      try (var statement = connection.prepareStatement(sql)) {
        bind(statement, values);
        return work.with(statement);
      }
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e.getMessage() + " in " + sql, e, null);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case null -> statement.setObject(i + 1, null);
        default ->
            throw new IllegalArgumentException(
                "value " + (i + 1) + " is of " + values[i].getClass());
      }
    }
  }
}
