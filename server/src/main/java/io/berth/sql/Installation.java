package io.berth.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;

/** What holds for a database as a whole: table {@code installation}, and how it is set up. */
public final class Installation {
  static final String MASTER_KEY = "master_key";
  static final String COPYING = "copying";
  private static final HexFormat HEX = HexFormat.of();
  private static final String BACKUP = "backup_taken_at";
  private static final String STORAGE = "storage";
  private static final String HELD = "removals_held_until";

  private final Database database;

  public Installation(Database database) {
    this.database = database;
  }

  /** The fingerprint of the key that the sealed columns are under; empty before the first start. */
  public Optional<String> masterKey() {
    return find(MASTER_KEY);
  }

  /**
   * The first start uses this key; of several that start at once, one is first. The installation is
   * called after it from then on, also under other keys.
   */
  public void masterKeyIs(String fingerprint) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO installation (name, value)"
                        + " VALUES ('master_key', :fingerprint), ('id', :fingerprint)"
                        + " ON CONFLICT (name) DO NOTHING")
                .bind("fingerprint", fingerprint)
                .execute());
  }

  /**
   * The master key that the sealed columns are under, and while it is replaced the next one.
   *
   * @param current its fingerprint
   * @param next the key that will be it, sealed under the current one; empty while none is replaced
   * @param nextFrom from when the next one seals
   * @param former the key that was it before, sealed under the one after it; empty when there was
   *     none
   */
  public record MasterKeys(
      String current, Optional<byte[]> next, Instant nextFrom, Optional<byte[]> former) {}

  /** Empty before the first start. */
  public Optional<MasterKeys> masterKeys() {
    var values =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery("SELECT name, value FROM installation")
                    .setMapKeyColumn("name")
                    .setMapValueColumn("value")
                    .collectInto(new GenericType<Map<String, String>>() {}));
    return Optional.ofNullable(values.get(MASTER_KEY))
        .map(
            current ->
                new MasterKeys(
                    current,
                    Optional.ofNullable(values.get("next_master_key")).map(HEX::parseHex),
                    Micros.instant(
                        Long.parseLong(values.getOrDefault("next_master_key_from", "0"))),
                    Optional.ofNullable(values.get("former_master_key")).map(HEX::parseHex)));
  }

  /**
   * From now on all who have the current key can have the next one, and the other way round.
   *
   * @param next the next key, sealed under the current one
   * @param former the current key, sealed under the next one
   * @param from from when the next one seals
   */
  public void announceMasterKey(byte[] next, byte[] former, Instant from) {
    database.run(
        handle -> {
          set(handle, "next_master_key", HEX.formatHex(next));
          set(handle, "former_master_key", HEX.formatHex(former));
          set(handle, "next_master_key_from", Long.toString(Micros.of(from)));
        });
  }

  /** The next key is the current one; who has only the one before cannot have it any more. */
  public void replaceMasterKey(String fingerprint) {
    database.run(
        handle -> {
          set(handle, MASTER_KEY, fingerprint);
          handle
              .createUpdate(
                  "DELETE FROM installation"
                      + " WHERE name IN ('next_master_key', 'next_master_key_from')")
              .execute();
        });
  }

  /** This is the master key from now on; nothing is left that another one opens. */
  public void startOverWithMasterKey(String fingerprint) {
    replaceMasterKey(fingerprint);
    database.run(
        handle ->
            handle
                .createUpdate("DELETE FROM installation WHERE name = 'former_master_key'")
                .execute());
  }

  private static void set(Handle handle, String name, String value) {
    handle
        .createUpdate(
            "INSERT INTO installation (name, value) VALUES (:name, :value)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind("name", name)
        .bind("value", value)
        .execute();
  }

  /**
   * Which installation this is, whatever its master key is by now; empty before the first start.
   */
  public Optional<String> id() {
    return find("id").or(this::masterKey);
  }

  /** When the last backup was taken that is known here. */
  public Optional<Instant> backupTakenAt() {
    return find(BACKUP).map(Long::valueOf).map(Micros::instant);
  }

  /** A backup was taken. */
  public void backupTaken(Instant at) {
    database.run(handle -> set(handle, BACKUP, Long.toString(Micros.of(at))));
  }

  /**
   * Until then no server takes blobs away: whoever copies the content that the tables speak of
   * holds that off, longer from time to time. When this returns, no transaction is under way that
   * sets a tombstone.
   */
  public void holdRemovals(Instant until) {
    database.run(handle -> set(handle, HELD, Long.toString(Micros.of(until))));
  }

  /** Until when {@link #holdRemovals} holds; empty when nothing is held. */
  public Optional<Instant> removalsHeldUntil(Instant now) {
    return find(HELD).map(Long::valueOf).map(Micros::instant).filter(until -> until.isAfter(now));
  }

  /**
   * The same within a transaction that takes something away: until it ends nobody begins to hold.
   */
  public static boolean areRemovalsHeld(Handle handle, Dialect dialect, Instant now) {
    return handle
        .createQuery(
            "SELECT value FROM installation WHERE name = 'removals_held_until'"
                + (dialect == Dialect.POSTGRESQL ? " FOR SHARE" : ""))
        .mapTo(String.class)
        .findOne()
        .filter(until -> Long.parseLong(until) > Micros.of(now))
        .isPresent();
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
      database.run(handle -> set(handle, STORAGE, stores));
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
