package io.berth.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * All columns that are sealed under the master key, for who seals them anew under another one. It
 * changes what they are sealed under and nothing that they say, whoever owns the tables.
 */
public final class SealedColumns {
  private static final int PAGE = 200;

  private final Database database;

  public SealedColumns(Database database) {
    this.database = database;
  }

  /**
   * A column.
   *
   * @param key the columns of the table's primary key
   * @param place under which name its values are sealed
   * @param loss what becomes of a value that nobody can open any more
   */
  record Column(String table, String name, List<String> key, String place, Loss loss) {
    static Column of(String table, String name, Loss loss, String... key) {
      return new Column(table, name, List.of(key), table + "." + name, loss);
    }
  }

  /** What becomes of a value that nobody can open any more. */
  enum Loss {
    /** It goes: what it was for is had again. */
    VALUE,
    /** Its row goes: it is nothing without the value. */
    ROW,
    /** Another one takes its place. */
    REPLACED
  }

  static final List<Column> ALL =
      List.of(
          Column.of("account_totp", "secret_sealed", Loss.ROW, "account_id"),
          Column.of("application", "secret_sealed", Loss.ROW, "id"),
          Column.of("registry", "token_key_sealed", Loss.REPLACED, "id"),
          Column.of("registry_domain", "key_sealed", Loss.ROW, "domain"),
          // A claim that was proven becomes a domain, key and all.
          new Column(
              "domain_claim",
              "key_sealed",
              List.of("domain", "registry_id"),
              "registry_domain.key_sealed",
              Loss.ROW),
          Column.of("registry_alert", "secret_sealed", Loss.ROW, "registry_id"),
          Column.of("webhook_policy", "targets_sealed", Loss.ROW, "id"),
          Column.of("webhook_policy", "secret_sealed", Loss.VALUE, "id"),
          // What signed until another secret took its place stays what it was.
          new Column(
              "webhook_policy",
              "previous_sealed",
              List.of("id"),
              "webhook_policy.secret_sealed",
              Loss.VALUE),
          Column.of("oidc_provider", "client_secret_sealed", Loss.REPLACED, "id"),
          Column.of("user_identity", "refresh_token_sealed", Loss.VALUE, "id"),
          Column.of("user_identity", "id_token_sealed", Loss.VALUE, "id"),
          Column.of("cli_secret", "secret_sealed", Loss.ROW, "user_id"),
          Column.of("session", "id_token_sealed", Loss.VALUE, "id_hash"),
          Column.of("audit_target", "auth_sealed", Loss.VALUE, "id"),
          Column.of("onboarding", "person_sealed", Loss.ROW, "ticket_hash"));

  /** Seals a value anew. */
  @FunctionalInterface
  public interface Renewal {
    /**
     * @param place under which name the value is sealed
     * @return empty where it may stay as it is
     */
    Optional<byte[]> renew(String place, byte[] sealed);
  }

  private record Value(List<Object> key, byte[] sealed) {}

  /**
   * Looks at every value once, some in a transaction. What somebody else writes meanwhile is
   * theirs.
   *
   * @return how many were sealed anew, by column
   */
  public Map<String, Long> renew(Renewal renewal) {
    var renewed = new LinkedHashMap<String, Long>();
    for (var column : ALL) {
      renewed.put(column.table() + "." + column.name(), renew(column, renewal));
    }
    return renewed;
  }

  /**
   * Takes leave of all values, since the key that opens them is lost.
   *
   * @param replacement for the columns that cannot do without a value, sealed, by their place
   * @return how many are lost, by column
   */
  public Map<String, Long> giveUp(Function<String, byte[]> replacement) {
    var lost = new LinkedHashMap<String, Long>();
    for (var column : ALL) {
      lost.merge(column.table(), giveUp(column, replacement), Math::max);
    }
    return lost;
  }

  private long giveUp(Column column, Function<String, byte[]> replacement) {
    return switch (column.loss()) {
      case VALUE ->
          execute(
              "UPDATE %s SET %s = NULL WHERE %s IS NOT NULL"
                  .formatted(column.table(), column.name(), column.name()));
      case ROW -> execute("DELETE FROM %s".formatted(column.table()));
      case REPLACED -> renew(column, (place, _) -> Optional.of(replacement.apply(place)));
    };
  }

  private long execute(String sql) {
    return database.write((Handle handle) -> handle.createUpdate(sql).execute());
  }

  private long renew(Column column, Renewal renewal) {
    long renewed = 0;
    for (var page = page(column, List.of()); !page.isEmpty(); ) {
      var values = page;
      renewed +=
          database.write(
              (Handle handle) ->
                  values.stream().mapToLong(value -> renew(handle, column, value, renewal)).sum());
      page = page(column, page.getLast().key());
    }
    return renewed;
  }

  private static long renew(Handle handle, Column column, Value value, Renewal renewal) {
    var sealed = renewal.renew(column.place(), value.sealed());
    if (sealed.isEmpty()) {
      return 0;
    }
    var update =
        handle
            .createUpdate(
                "UPDATE %s SET %s = :sealed WHERE %s AND %s = :before"
                    .formatted(
                        column.table(),
                        column.name(),
                        column.key().stream()
                            .map(key -> key + " = :" + key)
                            .collect(Collectors.joining(" AND ")),
                        column.name()))
            .bind("sealed", sealed.get())
            .bind("before", value.sealed());
    for (int i = 0; i < column.key().size(); i++) {
      update.bind(column.key().get(i), value.key().get(i));
    }
    return update.execute();
  }

  private List<Value> page(Column column, List<Object> after) {
    var keys = String.join(", ", column.key());
    var where =
        after.isEmpty()
            ? ""
            : " AND (%s) > (%s)"
                .formatted(
                    keys,
                    column.key().stream().map(key -> ":" + key).collect(Collectors.joining(", ")));
    return database.read(
        (Handle handle) -> {
          var query =
              handle.createQuery(
                  "SELECT %s, %s FROM %s WHERE %s IS NOT NULL%s ORDER BY %s LIMIT :limit"
                      .formatted(keys, column.name(), column.table(), column.name(), where, keys));
          query.bind("limit", PAGE);
          for (int i = 0; i < after.size(); i++) {
            query.bind(column.key().get(i), after.get(i));
          }
          return query
              .map(
                  (row, _) -> {
                    var key = new ArrayList<Object>();
                    for (var name : column.key()) {
                      key.add(row.getObject(name));
                    }
                    return new Value(key, row.getBytes(column.name()));
                  })
              .list();
        });
  }
}
