package io.berth.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A statement on raw JDBC, written and bound as one of Jdbi's: {@code :name} stands for a value,
 * {@code <name>} for a list of them. For the classes whose tables every push of a blob writes: Jdbi
 * copies its settings for each statement, which takes longer than SQLite does for most. It runs on
 * the handle's connection, within its transaction, and is heard of and fails as Jdbi's do.
 */
public final class RawStatement {
  private static final Pattern PARAMETER = Pattern.compile("'[^']*'|:(\\w+)|<(\\w+)>");

  /** By the text of a statement, of which a program has only so many. */
  private static final Map<String, Template> TEMPLATES = new ConcurrentHashMap<>();

  private final Handle handle;
  private final String sql;
  private final Template template;
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
  private Map<String, @Nullable Object> values = new HashMap<>();

  private RawStatement(Handle handle, String sql, Template template) {
    this.handle = handle;
    this.sql = sql;
    this.template = template;
  }

  /**
   * @param sql its text, made of constants only: it is kept for good
   */
  public static RawStatement of(Handle handle, String sql) {
    return new RawStatement(handle, sql, TEMPLATES.computeIfAbsent(sql, Template::of));
  }

  /** Reads what is wanted from the row the result stands on. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Run<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /**
   * A text cut at its parameters.
   *
   * @param texts what stands before, between and after them
   * @param names of the parameters, as often as they occur
   */
  private record Template(List<String> texts, List<String> names) {
    static Template of(String sql) {
      var texts = new ArrayList<String>();
      var names = new ArrayList<String>();
      int end = 0;
      var found = PARAMETER.matcher(sql);
      while (found.find()) {
        var name = found.group(1) != null ? found.group(1) : found.group(2);
        if (name != null) {
          texts.add(sql.substring(end, found.start()));
          names.add(name);
          end = found.end();
        }
      }
      texts.add(sql.substring(end));
      return new Template(List.copyOf(texts), List.copyOf(names));
    }

    /** As the database gets it, with a question mark for each value. */
    String marked(Map<String, @Nullable Object> values) {
      var marked = new StringBuilder(texts.getFirst());
      for (int i = 0; i < names.size(); i++) {
        int marks = values.get(names.get(i)) instanceof List<?> list ? list.size() : 1;
        marked.append(marks == 1 ? "?" : String.join(", ", Collections.nCopies(marks, "?")));
        marked.append(texts.get(i + 1));
      }
      return marked.toString();
    }
  }

  /**
   * @param value a String, Long, Integer, byte[] or null
   * @throws IllegalArgumentException when the statement has no such parameter
   */
  public RawStatement bind(String name, @Nullable Object value) {
    if (!template.names.contains(name)) {
      throw new IllegalArgumentException("no parameter " + name + " in " + sql);
    }
    values.put(name, value);
    return this;
  }

  /**
   * @throws IllegalArgumentException when there are none, or the statement has no such parameter
   */
  public RawStatement bindList(String name, Collection<?> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no values for " + name + " in " + sql);
    }
    return bind(name, List.copyOf(all));
  }

  /**
   * Runs a statement that returns no rows.
   *
   * @return how many rows it changed
   * @throws UnableToExecuteStatementException when the database refuses it
   */
  public int execute() {
    return run(
        statement -> {
          bindAll(statement, values);
          return statement.executeUpdate();
        });
  }

  /** What was bound is one of those that {@link #executeAll} runs; the next are bound anew. */
  public void add() {
    rows.add(values);
    values = new HashMap<>();
  }

  /**
   * Runs the statement for each that was added, in that order; not at all when there are none.
   *
   * @throws UnableToExecuteStatementException when the database refuses one
   */
  public void executeAll() {
    if (!rows.isEmpty()) {
      run(
          statement -> {
            for (var row : rows) {
              bindAll(statement, row);
              statement.addBatch();
            }
            try {
              return statement.executeBatch();
            } finally {
              statement.clearBatch();
            }
          });
    }
  }

  /**
   * The first row of the result, empty when there is none.
   *
   * @throws UnableToExecuteStatementException when the database refuses it
   */
  public <T> Optional<T> first(RowReader<T> reader) {
    return run(
        statement -> {
          bindAll(statement, values);
          try (var found = statement.executeQuery()) {
            return found.next() ? Optional.of(reader.read(found)) : Optional.empty();
          }
        });
  }

  /**
   * All rows of the result.
   *
   * @throws UnableToExecuteStatementException when the database refuses it
   */
  public <T> List<T> list(RowReader<T> reader) {
    return run(
        statement -> {
          bindAll(statement, values);
          try (var found = statement.executeQuery()) {
            var all = new ArrayList<T>();
            while (found.next()) {
              all.add(reader.read(found));
            }
            return all;
          }
        });
  }

  /** Whether the result has a row. */
  public boolean any() {
    return first(_ -> true).isPresent();
  }

  private <T> T run(Run<T> work) {
    var connection = handle.getConnection();
    var marked = template.marked(values);
    var hearer =
        handle.getConfig(SqlStatements.class).getSqlLogger() instanceof StatementHearer one
            ? one
            : null;
    if (hearer != null) {
      hearer.hears(connection, sql, marked);
    }
    long begun = System.nanoTime();
    boolean failed = true;
    try {
      T result;
      if (handle.getStatementBuilder() instanceof CachedStatements.Builder kept) {
        var statement = kept.create(marked);
        try {
          result = work.with(statement);
        } finally {
          kept.close(connection, marked, statement);
        }
      } else {
        try (var statement = connection.prepareStatement(marked)) {
          result = work.with(statement);
        }
      }
      failed = false;
      return result;
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e.getMessage() + " in " + sql, e, null);
    } finally {
      if (hearer != null) {
        hearer.ran(sql, System.nanoTime() - begun, failed);
      }
    }
  }

  private void bindAll(PreparedStatement statement, Map<String, @Nullable Object> row)
      throws SQLException {
    int position = 1;
    for (var name : template.names) {
      var value = row.get(name);
      if (value == null && !row.containsKey(name)) {
        throw new IllegalArgumentException("no value for " + name + " in " + sql);
      }
      if (value instanceof List<?> all) {
        for (var one : all) {
          set(statement, position++, one);
        }
      } else {
        set(statement, position++, value);
      }
    }
  }

  private static void set(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case String text -> statement.setString(position, text);
      case Long number -> statement.setLong(position, number);
      case Integer number -> statement.setInt(position, number);
      case byte[] bytes -> statement.setBytes(position, bytes);
      case null -> statement.setObject(position, null);
      default ->
          throw new IllegalArgumentException("value " + position + " is of " + value.getClass());
    }
  }
}
