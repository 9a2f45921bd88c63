package io.berth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Shows of an answer that a class keeps in memory that it is kept, that it is read again after a
 * write to any table it was read from and to any whose rows take rows of these along, and that it
 * is not after a write elsewhere. Which tables these are is asked of the statements and of the
 * database, not of the class.
 *
 * @param <W> a world with an SQLite database and something in it to ask about
 */
public final class CachedAnswers<W> {
  private final Supplier<W> build;
  private final Function<W, Database> database;

  public CachedAnswers(Supplier<W> build, Function<W, Database> database) {
    this.build = build;
    this.database = database;
  }

  /**
   * Asks, writes, asks again.
   *
   * @param changes SQL by table, each of which changes the answer in a world of its own; every
   *     table the answer is read from is among them, or a write to it changes nothing that shows
   */
  public void follow(Function<W, Object> ask, Map<String, String> changes) {
    followsWritesToWhatItRead(ask, changes.keySet());
    for (var change : changes.values()) {
      var world = build.get();
      try (var tables = database.apply(world)) {
        var before = ask.apply(world);
        assertThat(ask.apply(world)).isEqualTo(before);
        int changed = tables.write(handle -> handle.execute(change));

        assertThat(changed).as(change).isPositive();
        assertThat(ask.apply(world)).as("after " + change).isNotEqualTo(before);
      }
    }
  }

  private void followsWritesToWhatItRead(Function<W, Object> ask, Set<String> changed) {
    var world = build.get();
    try (var tables = database.apply(world)) {
      var log = new StatementLog(tables);
      log.forgetAnswers();
      log.take();
      var answer = ask.apply(world);
      var statements = log.take();
      var everywhere = all(tables);
      var read = named(statements, everywhere);
      assertThat(read).isNotEmpty();
      var affecting = withParents(tables, read);
      assertThat(affecting).as("what the changes are made to").containsAll(changed);
      log.take();
      assertThat(ask.apply(world)).isEqualTo(answer);
      assertThat(reads(log)).as("the answer is kept").isEmpty();
      for (var table : everywhere) {
        tables.run(handle -> handle.execute("DELETE FROM " + table + " WHERE 1 = 0"));
        log.take();
        assertThat(ask.apply(world)).isEqualTo(answer);
        assertThat(!reads(log).isEmpty())
            .as("read again after a write to " + table)
            .isEqualTo(affecting.contains(table));
      }
    }
  }

  private static List<StatementLog.Statement> reads(StatementLog log) {
    return log.take().stream().filter(one -> !one.writes()).toList();
  }

  private static Set<String> all(Database tables) {
    return new TreeSet<>(
        tables.<List<String>, RuntimeException>read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT name FROM sqlite_master WHERE type = 'table'"
                            + " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'flyway%'")
                    .mapTo(String.class)
                    .list()));
  }

  private static Set<String> named(List<StatementLog.Statement> statements, Set<String> tables) {
    var found = new TreeSet<String>();
    for (var statement : statements) {
      for (var word : statement.parsed().toLowerCase(Locale.ROOT).split("\\W+", -1)) {
        if (tables.contains(word)) {
          found.add(word);
        }
      }
    }
    return found;
  }

  /** With the tables whose rows take some of these along when they go, and so on. */
  private static Set<String> withParents(Database tables, Set<String> read) {
    var parents = new HashMap<String, Set<String>>();
    tables.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT m.name AS child, f."table" AS parent
                    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
                    WHERE f.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT')
                    """)
                .map(
                    (row, _) ->
                        parents
                            .computeIfAbsent(row.getString("child"), _ -> new HashSet<>())
                            .add(row.getString("parent")))
                .list());
    var all = new TreeSet<>(read);
    var more = true;
    while (more) {
      more =
          all.addAll(
              all.stream().flatMap(it -> parents.getOrDefault(it, Set.of()).stream()).toList());
    }
    return all;
  }
}
