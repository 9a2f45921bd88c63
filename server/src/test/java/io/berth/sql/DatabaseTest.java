package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.TestDatabases;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class DatabaseTest {
  private final Database database;

  DatabaseTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void migratingAgainDoesNothing() {
    assertThat(Migrations.migrate(database)).isZero();
    assertThat(database.answers()).isTrue();
  }

  @Test
  void aTransactionThatThrowsLeavesNoTrace() {
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> {
                      insertAccount(handle, "ada");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(accounts()).isZero();
  }

  @Test
  void aDuplicateIsTold() {
    database.run(handle -> insertAccount(handle, "ada"));

    assertThatThrownBy(() -> database.run(handle -> insertAccount(handle, "ada")))
        .isInstanceOfSatisfying(
            JdbiException.class, e -> assertThat(Database.isDuplicate(e)).isTrue());
  }

  @Test
  void otherFailuresAreNoDuplicates() {
    assertThatThrownBy(
            () -> database.run(handle -> handle.execute("INSERT INTO nowhere VALUES (1)")))
        .isInstanceOfSatisfying(
            JdbiException.class, e -> assertThat(Database.isDuplicate(e)).isFalse());
  }

  @Test
  void aForeignKeyIsChecked() {
    assertThatThrownBy(
            () ->
                database.run(
                    handle ->
                        handle.execute(
                            "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                                + " VALUES ('p', 99, '', 'ok', 1)")))
        .isInstanceOfSatisfying(
            JdbiException.class, e -> assertThat(Database.isDuplicate(e)).isFalse());
  }

  @Test
  void manyWritersAtOnceAllCommit() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        var name = "account" + i;
        var _ = threads.submit(() -> database.run(handle -> insertAccount(handle, name)));
      }
    }

    assertThat(accounts()).isEqualTo(64);
  }

  private int accounts() {
    return database.read(
        (Handle handle) ->
            handle.createQuery("SELECT count(*) FROM account").mapTo(Integer.class).one());
  }

  private static void insertAccount(Handle handle, String name) {
    handle.execute(
        "INSERT INTO account (name, email, password_hash, created_at) VALUES (?, ?, ?, ?)",
        name,
        name + "@example.org",
        "-",
        1L);
  }
}
