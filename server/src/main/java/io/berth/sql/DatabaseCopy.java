package io.berth.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes all rows of an SQLite database over into a PostgreSQL one that has the same tables. While
 * it is open nobody else writes the source; who reads it is not kept from that.
 *
 * <p>Rows go in the order of their keys, some at a time, and how far a table has come is written
 * with them: a copy that broke off goes on where it stood. In the end the rows of both are counted
 * and their checksums compared.
 */
public final class DatabaseCopy implements AutoCloseable {
  /** What each database has of its own. */
  private static final Set<String> LEFT_OUT =
      Set.of("flyway_schema_history", "installation", "table_change", "job", "quota_share");

  private static final int BATCH = 1_000;

  private final Connection from;
  private final Connection to;
  private final Consumer<String> progress;

  private DatabaseCopy(Connection from, Connection to, Consumer<String> progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /** What is wrong, for whoever gave the command. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * Opens both, and keeps others from writing the source.
   *
   * @param from a URL of SQLite
   * @param to a URL of PostgreSQL, whose tables are those of this program
   * @param progress hears of each table and, in a long one, now and then how far it is
   * @throws RefusedException when somebody is writing the source for longer than ten seconds
   */
  public static DatabaseCopy open(
      String from,
      String to,
      @Nullable String user,
      @Nullable String password,
      Consumer<String> progress)
      throws SQLException {
    var properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("prepareThreshold", "0");
    var source = DriverManager.getConnection(from);
    try {
      run(source, "PRAGMA busy_timeout = 10000");
      run(source, "BEGIN IMMEDIATE");
      var target = DriverManager.getConnection(to, properties);
      target.setAutoCommit(false);
      return new DatabaseCopy(source, target, progress);
    } catch (SQLException e) {
      source.close();
      if (String.valueOf(e.getMessage()).startsWith("[SQLITE_BUSY")) {
        throw new RefusedException("somebody else is writing " + from + ": try again");
      }
      throw e;
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A table, in the order of whose key its rows are copied. */
  private record Table(String name, List<String> columns, List<String> key) {
    String all(boolean after) {
      return "SELECT %s FROM %s %s ORDER BY %s LIMIT %d"
          .formatted(
              String.join(", ", columns),
              name,
              after ? "WHERE (%s) > (%s)".formatted(String.join(", ", key), marks(key.size())) : "",
              String.join(", ", key),
              BATCH);
    }

    String insert() {
      return "INSERT INTO %s (%s) VALUES (%s)"
          .formatted(name, String.join(", ", columns), marks(columns.size()));
    }

    private static String marks(int many) {
      return String.join(", ", IntStream.range(0, many).mapToObj(_ -> "?").toList());
    }
  }

  /**
   * Copies, or goes on with it, and compares.
   *
   * @param fingerprint of the master key under which the source is sealed
   * @return how many rows there are
   * @throws RefusedException when the target holds something else, or is not the same in the end
   */
  public long run(String fingerprint) throws SQLException {
    var tables = tables();
    if (!isBegun(fingerprint)) {
      begin(tables, fingerprint);
    }
    for (var table : tables) {
      copy(table);
    }
    long rows = 0;
    for (var table : tables) {
      rows += compare(table);
    }
    end(tables, fingerprint);
    return rows;
  }

  /** Parents before whoever refers to them. */
  private List<Table> tables() throws SQLException {
    var parents = new TreeMap<String, Set<String>>();
    for (var name :
        texts(
            from,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
      if (!LEFT_OUT.contains(name)) {
        var needed =
            new TreeSet<>(
                texts(from, "SELECT \"table\" FROM pragma_foreign_key_list('" + name + "')"));
        needed.remove(name);
        parents.put(name, needed);
      }
    }
    var ordered = new ArrayList<Table>();
    while (!parents.isEmpty()) {
      var ready =
          parents.entrySet().stream()
              .filter(one -> one.getValue().stream().noneMatch(parents::containsKey))
              .map(Map.Entry::getKey)
              .toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException("tables that refer to each other: " + parents.keySet());
      }
      for (var name : ready) {
        ordered.add(table(name));
        parents.remove(name);
      }
    }
    return ordered;
  }

  private Table table(String name) throws SQLException {
    var info = "FROM pragma_table_info('" + name + "')";
    return new Table(
        name,
        texts(from, "SELECT name " + info + " ORDER BY cid"),
        texts(from, "SELECT name " + info + " WHERE pk > 0 ORDER BY pk"));
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private boolean isBegun(String fingerprint) throws SQLException {
    var from = texts(to, "SELECT value FROM installation WHERE name = 'copying'");
    if (!from.isEmpty() && !from.getFirst().equals(fingerprint)) {
      throw new RefusedException(
          "the target holds an unfinished copy of another server's database: give an empty one");
    }
    return !from.isEmpty();
  }

  private void begin(List<Table> tables, String fingerprint) throws SQLException {
    if (!texts(to, "SELECT value FROM installation WHERE name = 'master_key'").isEmpty()
        || !texts(to, "SELECT name FROM account LIMIT 1").isEmpty()) {
      throw new RefusedException(
          "the target is not empty: a server was started on it. Give an empty database");
    }
    // The rows that the migration makes come with the copy.
    for (var table : tables.reversed()) {
      run(to, "DELETE FROM " + table.name());
    }
    Installation.note(to, Installation.COPYING, fingerprint);
    to.commit();
  }

  private void copy(Table table) throws SQLException {
    long all = count(from, table);
    long done = count(to, table);
    var place = done == 0 ? null : place(table);
    progress.accept(
        done == 0
            ? "%s: %,d rows".formatted(table.name(), all)
            : "%s: %,d rows, goes on after %,d".formatted(table.name(), all, done));
    try (var first = from.prepareStatement(table.all(false));
        var next = from.prepareStatement(table.all(true));
        var insert = to.prepareStatement(table.insert())) {
      for (int batches = 1; ; batches++) {
        var select = place == null ? first : next;
        for (int i = 0; place != null && i < place.size(); i++) {
          select.setObject(i + 1, place.get(i));
        }
        var reached = batch(table, select, insert);
        if (reached == null) {
          return;
        }
        place = reached;
        if (batches % 100 == 0) {
          progress.accept(
              "%s: %,d of %,d".formatted(table.name(), done + batches * (long) BATCH, all));
        }
      }
    }
  }

  /** Copies some rows; the key of the last one, null when there was none. */
  private @Nullable List<Object> batch(
      Table table, PreparedStatement select, PreparedStatement insert) throws SQLException {
    List<Object> last = null;
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        for (int i = 1; i <= table.columns().size(); i++) {
          insert.setObject(i, rows.getObject(i));
        }
        insert.addBatch();
        last = new ArrayList<>();
        for (var column : table.key()) {
          last.add(rows.getObject(column));
        }
      }
    }
    if (last != null) {
      insert.executeBatch();
      to.commit();
    }
    return last;
  }

  /** The greatest key that was copied, as SQLite orders keys. */
  private List<Object> place(Table table) throws SQLException {
    var order =
        table.key().stream()
            .map(
                column -> isText(column, table) ? column + " COLLATE \"C\" DESC" : column + " DESC")
            .collect(Collectors.joining(", "));
    try (var statement = to.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT %s FROM %s ORDER BY %s LIMIT 1"
                    .formatted(String.join(", ", table.key()), table.name(), order))) {
      rows.next();
      var place = new ArrayList<Object>();
      for (int i = 1; i <= table.key().size(); i++) {
        place.add(rows.getObject(i));
      }
      return place;
    }
  }

  private boolean isText(String column, Table table) {
    try {
      return texts(
              from,
              "SELECT type FROM pragma_table_info('%s') WHERE name = '%s'"
                  .formatted(table.name(), column))
          .getFirst()
          .equals("TEXT");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(Connection connection, Table table) throws SQLException {
    return Long.parseLong(texts(connection, "SELECT count(*) FROM " + table.name()).getFirst());
  }

  /** The rows of a table and the sum of their hashes, in whichever order they are read. */
  private record Sum(long rows, long hashes) {}

  private long compare(Table table) throws SQLException {
    var source = sum(from, table);
    var target = sum(to, table);
    if (!source.equals(target)) {
      throw new RefusedException(
          ("table %s is not the same in both: %,d rows with the checksum %016x there, %,d with %016x"
                  + " here. The source was changed after a copy that broke off, or the target by"
                  + " somebody else: begin again with an empty database")
              .formatted(
                  table.name(), source.rows(), source.hashes(), target.rows(), target.hashes()));
    }
    return source.rows();
  }

  private static Sum sum(Connection connection, Table table) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(BATCH);
      try (var rows =
          statement.executeQuery(
              "SELECT %s FROM %s".formatted(String.join(", ", table.columns()), table.name()))) {
        var digest = MessageDigest.getInstance("SHA-256");
        long many = 0;
        long hashes = 0;
        while (rows.next()) {
          many++;
          hashes += hash(digest, rows, table.columns().size());
        }
        return new Sum(many, hashes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("SHA-256 is missing from this Java", e);
      }
    }
  }

  private static long hash(MessageDigest digest, ResultSet rows, int columns) throws SQLException {
    for (int i = 1; i <= columns; i++) {
      var value = rows.getObject(i);
      var bytes =
          switch (value) {
            case null -> new byte[0];
            case byte[] binary -> binary;
            default -> value.toString().getBytes(StandardCharsets.UTF_8);
          };
      digest.update(
          ByteBuffer.allocate(5).put((byte) (value == null ? 0 : 1)).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  /** Numbers that are given out go on behind those that were, also where the last rows are gone. */
  private void end(List<Table> tables, String fingerprint) throws SQLException {
    var last = new LinkedHashMap<String, Long>();
    try (var statement = from.createStatement();
        var rows = statement.executeQuery("SELECT name, seq FROM sqlite_sequence")) {
      while (rows.next()) {
        last.put(rows.getString(1), rows.getLong(2));
      }
    }
    for (var table : tables) {
      var number = last.get(table.name());
      if (number != null && number > 0) {
        run(
            to,
            "SELECT setval(pg_get_serial_sequence('%s', 'id'), %d)"
                .formatted(table.name(), number));
      }
    }
    Installation.forget(to, Installation.COPYING);
    Installation.note(to, Installation.MASTER_KEY, fingerprint);
    to.commit();
  }

  /** Lets others write the source again. */
  @Override
  public void close() throws SQLException {
    try (from;
        to) {
      to.rollback();
      run(from, "ROLLBACK");
    }
  }
}
