package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedStatementsTest {
  private static final String NAMES = "SELECT name FROM t ORDER BY id";

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.sqlite(folder.resolve("berth.db"));
    database.run(
        handle -> {
          handle.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)");
          for (int i = 1; i <= 3; i++) {
            insert(handle, i, "name" + i);
          }
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static void insert(Handle handle, int id, String name) {
    handle.execute("INSERT INTO t (id, name) VALUES (?, ?)", id, name);
  }

  private static List<String> names(Handle handle) {
    return handle.createQuery(NAMES).mapTo(String.class).list();
  }

  private List<Map<String, Object>> all() {
    return database.read(handle -> handle.createQuery("SELECT * FROM t").mapToMap().list());
  }

  @Test
  void aStatementIsUsedAgainWithOtherValues() {
    for (int i = 1; i <= 3; i++) {
      int id = i;
      var name =
          database.read(
              handle ->
                  handle
                      .createQuery("SELECT name FROM t WHERE id = ?")
                      .bind(0, id)
                      .mapTo(String.class)
                      .one());
      assertThat(name).isEqualTo("name" + i);
    }
  }

  /** The statement objects that the work ran on, by identity. */
  private Set<Statement> statements(Consumer<Handle> work) {
    var seen = Collections.<Statement>newSetFromMap(new IdentityHashMap<>());
    database.run(
        handle -> {
          handle.setSqlLogger(
              new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                  seen.add(context.getStatement());
                }
              });
          for (int i = 0; i < 5; i++) {
            work.accept(handle);
          }
        });
    return seen;
  }

  @Test
  void everyWayToRunAStatementCompilesItOnce() {
    assertThat(statements(handle -> handle.execute("DELETE FROM t WHERE id = ?", 99))).hasSize(1);
    assertThat(statements(handle -> handle.createUpdate("DELETE FROM t WHERE id = 98").execute()))
        .hasSize(1);
    assertThat(statements(CachedStatementsTest::names)).hasSize(1);
    assertThat(
            statements(
                handle ->
                    handle
                        .createQuery("SELECT name FROM t WHERE id IN (<ids>) AND name = :name")
                        .bindList("ids", 1, 2)
                        .bind("name", "name1")
                        .mapTo(String.class)
                        .one()))
        .hasSize(1);
    assertThat(
            statements(
                handle -> handle.createQuery("SELECT count(*) FROM t").mapTo(Long.class).one()))
        .hasSize(1);
    assertThat(
            statements(
                handle ->
                    handle
                        .createQuery("UPDATE t SET name = name WHERE id = 1 RETURNING name")
                        .mapTo(String.class)
                        .findOne()))
        .hasSize(1);
  }

  @Test
  void theSameTextMayBeInUseTwice() {
    var pairs =
        database.read(
            handle -> {
              var seen = new ArrayList<String>();
              try (var outer = handle.createQuery(NAMES).mapTo(String.class).stream()) {
                outer.forEach(name -> seen.add(name + names(handle)));
              }
              return seen;
            });

    assertThat(pairs)
        .containsExactly(
            "name1[name1, name2, name3]",
            "name2[name1, name2, name3]",
            "name3[name1, name2, name3]");
  }

  @Test
  void rowsThatNobodyReadHoldNothing() {
    for (int i = 0; i < 20; i++) {
      database.read(handle -> handle.createQuery(NAMES).mapTo(String.class).findFirst());
    }
    database.run(handle -> insert(handle, 4, "name4"));

    assertThat(database.read(CachedStatementsTest::names)).contains("name4");
    var checkpoint =
        database.read(
            handle ->
                handle
                    .createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                    .map((row, _) -> row.getInt("busy"))
                    .one());
    assertThat(checkpoint).isZero();
  }

  @Test
  void aStatementThatFailedWorksAgain() {
    assertThatThrownBy(() -> database.run(handle -> insert(handle, 1, "again")))
        .isInstanceOf(JdbiException.class);

    database.run(handle -> insert(handle, 5, "name5"));

    assertThat(database.read(CachedStatementsTest::names)).hasSize(4).contains("name5");
  }

  @Test
  void aTableThatChangesItsShapeIsSeen() {
    assertThat(all()).allMatch(row -> row.size() == 2);

    database.run(handle -> handle.execute("ALTER TABLE t ADD COLUMN more TEXT DEFAULT 'x'"));

    assertThat(all()).allMatch(row -> "x".equals(row.get("more")));
  }

  @Test
  void moreTextsThanAreKeptGoRound() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 300; i++) {
        int number = i;
        var answer =
            database.read(
                handle -> handle.createQuery("SELECT " + number).mapTo(Integer.class).one());
        assertThat(answer).isEqualTo(i);
      }
    }
  }
}
