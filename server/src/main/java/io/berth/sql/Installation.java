package io.berth.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What holds for a database as a whole: table {@code installation}, and how it is set up. */
public final class Installation {
  static final String MASTER_KEY = "master_key";
  static final String COPYING = "copying";
  private static final String STORAGE = "storage";

  private final Database database;

  public Installation(Database database) {
    this.database = database;
  }

  /** The fingerprint of the key that the sealed columns are under; empty before the first start. */
  public Optional<String> masterKey() {
    return find(MASTER_KEY);
  }

  /** The first start uses this key; of several that start at once, one is first. */
  public void masterKeyIs(String fingerprint) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO installation (name, value) VALUES ('master_key', :fingerprint)"
                        + " ON CONFLICT (name) DO NOTHING")
                .bind("fingerprint", fingerprint)
                .execute());
  }

  /**
   * The stores that the server knows which started last, in words; empty before the first start.
   */
  public Optional<String> storage() {
    return find(STORAGE);
  }

  /** A server starts that knows these stores. */
  public void storageIs(String stores) {
    if (!storage().equals(Optional.of(stores))) {
      database.run(
          handle ->
              handle
                  .createUpdate(
                      "INSERT INTO installation (name, value) VALUES ('storage', :stores)"
                          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                  .bind("stores", stores)
                  .execute());
    }
  }

  /** The number of the oldest migration whose programs the tables serve. */
  int oldestSchema() {
    return find("oldest_schema").map(Integer::valueOf).orElse(1);
  }

  /** Whether a copy into the database was begun and not ended ({@link DatabaseCopy}). */
  public boolean isBeingCopiedInto() {
    return find(COPYING).isPresent();
  }

  /** Sets a value, within the transaction of the connection. */
  static void note(Connection connection, String name, String value) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO installation (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
      statement.setString(1, name);
      statement.setString(2, value);
      statement.executeUpdate();
    }
  }

  /** Takes a value away, within the transaction of the connection. */
  static void forget(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("DELETE FROM installation WHERE name = ?")) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
  }

  private Optional<String> find(String name) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT value FROM installation WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }

  /**
   * What is wrong with how the database is set up, for whoever runs it; empty when nothing is. To
   * be asked once at the start: to say it with each transaction would be one more statement and,
   * once a connection broke, hide why it did.
   */
  public Optional<String> problem() {
    if (database.dialect() == Dialect.SQLITE) {
      return Optional.empty();
    }
    var isolation =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery("SELECT current_setting('default_transaction_isolation')")
                    .mapTo(String.class)
                    .one());
    return isolation.equals("read committed")
        ? Optional.empty()
        : Optional.of(
            "default_transaction_isolation is \"%s\" for this database or user, and must be \"read committed\": ALTER ROLE … RESET default_transaction_isolation"
                .formatted(isolation));
  }
}
