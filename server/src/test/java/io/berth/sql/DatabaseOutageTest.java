package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.testing.TestDatabases;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DatabaseOutageTest {
  private final Database database = TestDatabases.fresh(Dialect.SQLITE);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFullDatabaseIsRefusedAndGoesOnWhenThereIsSpace() {
    long pages = pragma("page_count");
    pragma("max_page_count = " + pages);

    assertThatThrownBy(() -> insert("big", "x".repeat(1 << 20)))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.StorageFull.class));
    assertThat(accounts()).isZero();

    pragma("max_page_count = " + (pages + 10_000));
    insert("big", "x".repeat(1 << 20));
    assertThat(accounts()).isEqualTo(1);
  }

  @Test
  void aFullDatabaseIsRefusedToAPlainStatementToo() {
    pragma("max_page_count = " + pragma("page_count"));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> insertPlain("x".repeat(1 << 20)))
          .isInstanceOfSatisfying(
              FaultException.class,
              e -> assertThat(e.fault()).isInstanceOf(Fault.StorageFull.class));
    }
    assertThat(accounts()).isZero();
    insertPlain("x");
    assertThat(accounts()).isEqualTo(1);
  }

  private void insertPlain(String email) {
    database.run(
        handle ->
            RawStatement.of(
                    handle,
                    "INSERT INTO account (name, email, password_hash, created_at)"
                        + " VALUES ('plain', :email, '', 1)")
                .bind("email", email)
                .execute());
  }

  @Test
  void aDatabaseThatCannotBeWrittenIsUnavailable() {
    assertThatThrownBy(
            () ->
                database.read(
                    (Handle handle) ->
                        handle.execute("UPDATE account SET email = 'x' WHERE name = 'y'")))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Unavailable.class));
  }

  @Test
  void aWrongStatementStaysABug() {
    assertThatThrownBy(() -> database.run(handle -> handle.execute("SELECT nonsense FROM nowhere")))
        .isInstanceOf(JdbiException.class);
  }

  private long pragma(String text) {
    return database.write(
        (Handle handle) -> handle.createQuery("PRAGMA " + text).mapTo(Long.class).one());
  }

  private void insert(String name, String email) {
    database.run(
        handle ->
            handle.execute(
                "INSERT INTO account (name, email, password_hash, created_at) VALUES (?, ?, '', 1)",
                name,
                email));
  }

  private int accounts() {
    return database.read(
        (Handle handle) ->
            handle.createQuery("SELECT count(*) FROM account").mapTo(Integer.class).one());
  }
}
