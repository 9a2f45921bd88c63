package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.StatementLog;
import io.berth.testing.TestDatabases;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class PlainTest {
  private static final String INSERT = "INSERT INTO plain (id, name, content) VALUES (?, ?, ?)";

  private final Database database;

  PlainTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    var bytes = dialect == Dialect.SQLITE ? "BLOB" : "BYTEA";
    database.run(
        handle ->
            handle.execute(
                "CREATE TABLE plain (id BIGINT PRIMARY KEY, name TEXT, content " + bytes + ")"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private record Row(long id, String name, byte[] content) {}

  private Optional<Row> row(Object id) {
    return database.read(
        (Handle handle) ->
            Plain.first(
                handle,
                it -> new Row(it.getLong("id"), it.getString("name"), it.getBytes("content")),
                "SELECT id, name, content FROM plain WHERE id = ?",
                id));
  }

  @Test
  void valuesComeBackAsTheyWereWritten() {
    int changed =
        database.write((Handle handle) -> Plain.update(handle, INSERT, 7L, "ä", new byte[] {0, 1}));
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
          Plain.update(handle, INSERT, 1L, "one", new byte[] {1});
          Plain.update(handle, INSERT, 2L, null, null);
        });
    assertThat(row(2L)).hasValueSatisfying(row -> assertThat(row.name()).isNull());
    assertThat(row(2L)).hasValueSatisfying(row -> assertThat(row.content()).isNull());
  }

  @Test
  void whatAStatementReturnsOfChangedRowsIsRead() {
    database.run(handle -> Plain.update(handle, INSERT, 1L, "one", null));
    Optional<String> before =
        database.write(
            (Handle handle) ->
                Plain.first(
                    handle,
                    row -> row.getString("name"),
                    "UPDATE plain SET id = id + 1 WHERE id = ? RETURNING name",
                    1L));
    assertThat(before).contains("one");
    assertThat(row(2L)).isPresent();
    boolean any =
        database.read((Handle handle) -> Plain.any(handle, "SELECT 1 FROM plain WHERE id = ?", 1L));
    assertThat(any).isFalse();
  }

  @Test
  void aRefusalIsRecognisedAndUndoesTheTransaction() {
    database.run(handle -> Plain.update(handle, INSERT, 1L, "one", null));
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> {
                      Plain.update(handle, INSERT, 2L, "two", null);
                      Plain.update(handle, INSERT, 1L, "again", null);
                    }))
        .isInstanceOfSatisfying(
            JdbiException.class, e -> assertThat(Database.isDuplicate(e)).isTrue());
    assertThat(row(2L)).isEmpty();
    database.run(handle -> Plain.update(handle, INSERT, 2L, "two", null));
    assertThat(row(2L)).isPresent();
  }

  @Test
  void itsChangesOutdateWhatIsKept() {
    database.learnSchema();
    var remembered = new QueryCache<Long, Optional<Row>>(database, 10);
    assertThat(remembered.get(1L, this::row)).isEmpty();
    database.run(handle -> Plain.update(handle, INSERT, 1L, "one", null));
    assertThat(remembered.get(1L, this::row)).isPresent();
  }

  @Test
  void itsStatementsAreHeardOf() {
    var log = new StatementLog(database);
    database.run(handle -> Plain.update(handle, INSERT, 1L, "one", null));
    assertThat(log.take()).extracting(StatementLog.Statement::parsed).containsExactly(INSERT);
  }

  @Test
  void aValueOfAnotherKindIsAMistake() {
    assertThatThrownBy(() -> row(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Double");
  }
}
