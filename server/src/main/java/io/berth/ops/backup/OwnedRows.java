package io.berth.ops.backup;

import io.berth.sql.Database;
import io.berth.sql.SqliteBackup.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows of all tables belong to one registry: those that name it, and those that refer to such
 * rows, as the tables' foreign keys say. So a table that is added needs no line here.
 */
final class OwnedRows {
  /**
   * What is not brought back: what was about to be sent, who was just signing in, and names that
   * have to be proven anew.
   */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "outbox",
          "outbox_receiver",
          "session",
          "onboarding",
          "device_login",
          "project_of_device_login",
          "domain_claim",
          // Without a foreign key, on purpose: they outlive the registry, and are there still.
          "audit_event",
          "gc_run",
          "gc_blob");

  /** What others may have taken in the meantime. */
  private static final Set<String> UNLESS_TAKEN =
      Set.of("registry_domain", "gc_link", "gc_manifest");

  private OwnedRows() {}

  private record Column(String table, String name, boolean needed) {}

  private record ForeignKey(String child, String column, String parent, String key) {}

  /** The tables, parents first, each with its condition on {@code :owner}, the registry's id. */
  static List<Rows> of(Database tables) {
    var columns = columns(tables);
    var keys = keys(tables);
    var conditions = new LinkedHashMap<String, String>();
    conditions.put("registry", "id = :owner");
    for (var column : columns) {
      if (column.name().equals("registry_id") && !LEFT_OUT.contains(column.table())) {
        conditions.put(column.table(), "registry_id = :owner");
      }
    }
    for (boolean more = true; more; ) {
      more = false;
      for (var key : keys) {
        var parent = conditions.get(key.parent());
        if (parent != null
            && !conditions.containsKey(key.child())
            && !LEFT_OUT.contains(key.child())
            && columns.contains(new Column(key.child(), key.column(), true))) {
          conditions.put(
              key.child(),
              "%s IN (SELECT %s FROM backup.%s WHERE %s)"
                  .formatted(key.column(), key.key(), key.parent(), parent));
          more = true;
        }
      }
    }
    for (var column : columns) {
      if (column.name().equals("repository_id") && !LEFT_OUT.contains(column.table())) {
        conditions.putIfAbsent(
            column.table(),
            "repository_id IN (SELECT id FROM backup.repository WHERE registry_id = :owner)");
      }
    }
    return ordered(conditions, keys);
  }

  private static List<Column> columns(Database tables) {
    return tables.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT m.name AS table_name, c.name AS column_name,
                           c."notnull" = 1 OR c.pk > 0 AS needed
                    FROM sqlite_master m JOIN pragma_table_info(m.name) c
                    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
                    ORDER BY m.name, c.cid
                    """)
                .map(
                    (row, _) ->
                        new Column(
                            row.getString("table_name"),
                            row.getString("column_name"),
                            row.getBoolean("needed")))
                .list());
  }

  private static List<ForeignKey> keys(Database tables) {
    return tables.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT m.name AS child, k."from" AS child_column, k."table" AS parent,
                           k."to" AS parent_column
                    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k
                    WHERE m.type = 'table' ORDER BY m.name, k.id
                    """)
                .map(
                    (row, _) ->
                        new ForeignKey(
                            row.getString("child"),
                            row.getString("child_column"),
                            row.getString("parent"),
                            row.getString("parent_column")))
                .list());
  }

  private static List<Rows> ordered(Map<String, String> conditions, List<ForeignKey> keys) {
    var waiting = new HashMap<>(conditions);
    var ordered = new ArrayList<Rows>();
    while (!waiting.isEmpty()) {
      var ready =
          waiting.keySet().stream()
              .filter(
                  table ->
                      keys.stream()
                          .filter(key -> key.child().equals(table))
                          .filter(key -> !key.parent().equals(table))
                          .noneMatch(key -> waiting.containsKey(key.parent())))
              .sorted()
              .toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException("tables that refer to each other: " + waiting.keySet());
      }
      for (var table : ready) {
        ordered.add(
            new Rows(table, String.valueOf(waiting.remove(table)), UNLESS_TAKEN.contains(table)));
      }
    }
    return ordered;
  }
}
