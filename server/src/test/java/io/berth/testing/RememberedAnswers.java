package io.berth.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.sql.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Shows that what a class remembers follows each table that the answer depends on, also those whose
 * rows go by a cascade.
 *
 * @param <W> a world with a database and something in it to ask about
 */
public final class RememberedAnswers<W> {
  private final Supplier<W> build;
  private final Function<W, Database> database;

  public RememberedAnswers(Supplier<W> build, Function<W, Database> database) {
    this.build = build;
    this.database = database;
  }

  /**
   * Asks, changes, asks again; for each table in a world of its own.
   *
   * @param type the class that remembers the answer
   * @param changes SQL by table, each of which changes the answer; the class names all of these
   *     tables, and beside them only parents whose rows cannot go before
   */
  public void follow(Class<?> type, Function<W, Object> ask, Map<String, String> changes) {
    var parents = tablesOf(type);
    assertThat(parents).containsAll(changes.keySet());
    parents.removeAll(changes.keySet());
    try (var tables = database.apply(build.get())) {
      for (var parent : parents) {
        assertThatThrownBy(() -> tables.run(handle -> handle.execute("DELETE FROM " + parent)))
            .as("children hold " + parent)
            .hasMessageMatching("(?is).*foreign key.*");
      }
    }
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

  /** The tables that the class names where it makes what it remembers by. */
  private static Set<String> tablesOf(Class<?> type) {
    var file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    var tables = new TreeSet<String>();
    try {
      var made = Pattern.compile("new Remembered<>\\(([^;]*);").matcher(Files.readString(file));
      while (made.find()) {
        Pattern.compile("\"(\\w+)\"")
            .matcher(made.group(1))
            .results()
            .forEach(it -> tables.add(it.group(1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(tables).as(type + " remembers answers").isNotEmpty();
    return tables;
  }
}
