package io.berth.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The tables there are and what goes with a row of each, as the database itself says; tells from a
 * statement's text which tables it reads and which it changes.
 *
 * <p>A text is split into words, and every word that is a table's name counts, wherever it stands,
 * but not the name of a parameter: a column or an alias of the same name makes an answer depend on
 * one table too many, never on one too few.
 */
final class Schema {
  /** Nothing is known of the database yet. */
  static final Schema NONE = new Schema(Set.of(), Map.of());

  /** A parameter is no table, whatever its name. */
  private static final Pattern PARAMETER = Pattern.compile(":\\w+|<\\w+>");

  private final Set<String> tables;
  private final Map<String, Set<String>> deletedWith;

  /** By the text: there are few texts. */
  private final Cache<String, Statement> statements =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(2_000).build();

  /**
   * What a statement does.
   *
   * @param named every table in the text
   * @param changed the tables whose rows it may change, by cascades too; all are among these
   */
  record Statement(Set<String> named, Set<String> changed) {}

  /**
   * @param deletedWith tables whose rows are deleted or changed when one of the table's rows is
   */
  private Schema(Set<String> tables, Map<String, Set<String>> deletedWith) {
    this.tables = tables;
    this.deletedWith = deletedWith;
  }

  private record ForeignKey(String child, String parent) {}

  /** Reads the tables and their foreign keys. */
  static Schema read(Handle handle, Dialect dialect) {
    var tables = Set.copyOf(handle.createQuery(tables(dialect)).mapTo(String.class).list());
    var children = new HashMap<String, Set<String>>();
    handle
        .createQuery(foreignKeys(dialect))
        .map((row, _) -> new ForeignKey(row.getString("child"), row.getString("parent")))
        .forEach(
            key -> children.computeIfAbsent(key.parent(), _ -> new HashSet<>()).add(key.child()));
    var closed = new HashMap<String, Set<String>>();
    children.keySet().forEach(parent -> closed.put(parent, closure(parent, children)));
    return new Schema(tables, Map.copyOf(closed));
  }

  private static String tables(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> "SELECT name FROM sqlite_master WHERE type = 'table'";
      case POSTGRESQL ->
          """
          SELECT relname FROM pg_class
          WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
          """;
    };
  }

  /** Those that do something to the child when a parent goes. */
  private static String foreignKeys(Dialect dialect) {
    return switch (dialect) {
      case SQLITE ->
          """
          SELECT m.name AS child, f."table" AS parent
          FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
          WHERE m.type = 'table' AND f.on_delete NOT IN ('NO ACTION', 'RESTRICT')
          """;
      case POSTGRESQL ->
          """
          SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint c
          JOIN pg_class child ON child.oid = c.conrelid
          JOIN pg_class parent ON parent.oid = c.confrelid
          WHERE c.contype = 'f' AND c.confdeltype NOT IN ('a', 'r')
            AND child.relnamespace = current_schema()::regnamespace
          """;
    };
  }

  private static Set<String> closure(String parent, Map<String, Set<String>> children) {
    var found = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(parent));
    while (!open.isEmpty()) {
      for (var child : children.getOrDefault(open.remove(), Set.of())) {
        if (found.add(child)) {
          open.add(child);
        }
      }
    }
    return Set.copyOf(found);
  }

  /** Every table. */
  Set<String> tables() {
    return tables;
  }

  /** The tables that lose or change rows when a row of this one is deleted, itself not included. */
  Set<String> deletedWith(String table) {
    return deletedWith.getOrDefault(table, Set.of());
  }

  /** What a statement does, by its text. */
  Statement statement(String sql) {
    return statements.get(sql, this::parse);
  }

  private Statement parse(String sql) {
    var named = new HashSet<String>();
    var changed = new HashSet<String>();
    var before = "";
    var last = "";
    var words = PARAMETER.matcher(sql.toLowerCase(Locale.ROOT)).replaceAll(" ");
    for (var word : words.split("[^a-z0-9_]+", -1)) {
      if (tables.contains(word)) {
        named.add(word);
        boolean deletes =
            last.equals("truncate")
                || (last.equals("from") && before.equals("delete"))
                || (last.equals("table") && before.equals("truncate"));
        if (deletes) {
          changed.addAll(deletedWith(word));
        }
        if (deletes || last.equals("into") || last.equals("update")) {
          changed.add(word);
        }
      }
      before = last;
      last = word;
    }
    return new Statement(Set.copyOf(named), Set.copyOf(changed));
  }
}
