package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.StatementLog;
import io.berth.testing.TestDatabases;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class RawStatementTest {
  private static final String INSERT =
      "INSERT INTO raw (id, name, content) VALUES (:id, :name, :content)";

  private final Database database;

  RawStatementTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    var bytes = dialect == Dialect.SQLITE ? "BLOB" : "BYTEA";
    database.run(
        handle ->
            handle.execute(
                "CREATE TABLE raw (id BIGINT PRIMARY KEY, name TEXT, content " + bytes + ")"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private record Row(long id, String name, byte[] content) {}

  private Optional<Row> row(Object id) {
    return database.read(
        (Handle handle) ->
            RawStatement.of(handle, "SELECT id, name, content FROM raw WHERE id = :id")
                .bind("id", id)
                .first(
                    it -> new Row(it.getLong("id"), it.getString("name"), it.getBytes("content"))));
  }

  private static int insert(
      Handle handle, long id, @Nullable String name, byte @Nullable [] content) {
    return RawStatement.of(handle, INSERT)
        .bind("id", id)
        .bind("name", name)
        .bind("content", content)
        .execute();
  }

  @Test
  void valuesComeBackAsTheyWereWritten() {
    int changed = database.write((Handle handle) -> insert(handle, 7, "ä", new byte[] {0, 1}));
    assertThat(changed).isOne();
    assertThat(row(7))
        .hasValueSatisfying(
            row -> {
              assertThat(row.id()).isEqualTo(7);
              assertThat(row.name()).isEqualTo("ä");
              assertThat(row.content()).containsExactly(0, 1);
            });
    assertThat(row(8L)).isEmpty();
  }

  @Test
  void aStatementUsedAgainKeepsNothingOfItsLastValues() {
    database.run(
        handle -> {
          insert(handle, 1, "one", new byte[] {1});
          insert(handle, 2, null, null);
        });
    assertThat(row(2L)).hasValueSatisfying(row -> assertThat(row.name()).isNull());
    assertThat(row(2L)).hasValueSatisfying(row -> assertThat(row.content()).isNull());
  }

  @Test
  void whatAStatementReturnsOfChangedRowsIsRead() {
    database.run(handle -> insert(handle, 1, "one", null));
    Optional<String> before =
        database.write(
            (Handle handle) ->
                RawStatement.of(handle, "UPDATE raw SET id = id + 1 WHERE id = :id RETURNING name")
                    .bind("id", 1L)
                    .first(row -> row.getString("name")));
    assertThat(before).contains("one");
    assertThat(row(2L)).isPresent();
    boolean any =
        database.read(
            (Handle handle) ->
                RawStatement.of(handle, "SELECT 1 FROM raw WHERE id = :id").bind("id", 1L).any());
    assertThat(any).isFalse();
  }

  @Test
  void aRefusalIsRecognisedAndUndoesTheTransaction() {
    database.run(handle -> insert(handle, 1, "one", null));
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> {
                      insert(handle, 2, "two", null);
                      insert(handle, 1, "again", null);
                    }))
        .isInstanceOfSatisfying(
            JdbiException.class, e -> assertThat(Database.isDuplicate(e)).isTrue());
    assertThat(row(2L)).isEmpty();
    database.run(handle -> insert(handle, 2, "two", null));
    assertThat(row(2L)).isPresent();
  }

  @Test
  void itsChangesOutdateWhatIsKept() {
    database.learnSchema();
    var remembered = new QueryCache<Long, Optional<Row>>(database, 10);
    assertThat(remembered.get(1L, this::row)).isEmpty();
    database.run(handle -> insert(handle, 1, "one", null));
    assertThat(remembered.get(1L, this::row)).isPresent();
  }

  @Test
  void itsStatementsAreHeardOf() {
    var log = new StatementLog(database);
    database.run(handle -> insert(handle, 1, "one", null));
    assertThat(log.take())
        .singleElement()
        .satisfies(
            statement -> {
              assertThat(statement.rendered()).isEqualTo(INSERT);
              assertThat(statement.parsed())
                  .isEqualTo("INSERT INTO raw (id, name, content) VALUES (?, ?, ?)");
            });
  }

  @Test
  void aNameStandsForItsValueWhereverItOccursButNotInQuotes() {
    database.run(handle -> insert(handle, 1, ":id", null));
    Optional<Long> found =
        database.read(
            (Handle handle) ->
                RawStatement.of(
                        handle,
                        "SELECT id + :id AS sum FROM raw WHERE id = :id AND name = ':id'"
                            + " AND id <> 2")
                    .bind("id", 1L)
                    .first(row -> row.getLong("sum")));
    assertThat(found).contains(2L);
  }

  @Test
  void aListStandsForAllOfItsValues() {
    database.run(
        handle -> {
          insert(handle, 1, "one", null);
          insert(handle, 2, "two", null);
          insert(handle, 3, "three", null);
        });
    assertThat(named(List.of("one", "three", "four"), 1)).containsExactly(3L);
    assertThat(named(List.of("one"), 0)).containsExactly(1L);
    assertThat(named(List.of("four"), 0)).isEmpty();
    assertThatThrownBy(() -> named(List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private List<Long> named(List<String> names, long after) {
    return database.read(
        (Handle handle) ->
            RawStatement.of(
                    handle,
                    "SELECT id FROM raw WHERE id > :after AND name IN (<names>) ORDER BY id")
                .bindList("names", names)
                .bind("after", after)
                .list(row -> row.getLong("id")));
  }

  @Test
  void whatWasAddedRunsTogetherInItsOrder() {
    database.run(
        handle -> {
          var batch = RawStatement.of(handle, INSERT);
          batch.executeAll();
          batch.bind("id", 1L).bind("name", "one").bind("content", null).add();
          batch.bind("id", 2L).bind("name", "two").bind("content", null).add();
          batch.executeAll();
        });
    assertThat(named(List.of("one", "two"), 0)).containsExactly(1L, 2L);
  }

  @Test
  void aRefusedBatchLeavesNothingForTheNext() {
    database.run(handle -> insert(handle, 1, "one", null));
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> {
                      var batch = RawStatement.of(handle, INSERT);
                      batch.bind("id", 2L).bind("name", "two").bind("content", null).add();
                      batch.bind("id", 1L).bind("name", "again").bind("content", null).add();
                      batch.executeAll();
                    }))
        .isInstanceOfSatisfying(
            JdbiException.class, e -> assertThat(Database.isDuplicate(e)).isTrue());
    database.run(
        handle -> {
          var batch = RawStatement.of(handle, INSERT);
          batch.bind("id", 3L).bind("name", "three").bind("content", null).add();
          batch.executeAll();
        });
    assertThat(named(List.of("one", "two", "again", "three"), 0)).containsExactly(1L, 3L);
  }

  @Test
  void aParameterWithoutValueAndAValueWithoutParameterAreMistakes() {
    assertThatThrownBy(
            () -> database.run(handle -> RawStatement.of(handle, INSERT).bind("id", 1L).execute()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(
            () -> database.run(handle -> RawStatement.of(handle, INSERT).bind("nome", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nome");
  }

  @Test
  void aValueOfAnotherKindIsAMistake() {
    assertThatThrownBy(() -> row(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Double");
  }
}
