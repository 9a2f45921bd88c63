package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.TestDatabases;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class RememberedTest {
  private final Database database;
  private final Remembered<String, Long> accounts;
  private final AtomicInteger reads = new AtomicInteger();

  RememberedTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    accounts = new Remembered<>(database, 100, "account");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long count(String name) {
    return accounts.get(
        name,
        key -> {
          reads.incrementAndGet();
          return database.read(
              (Handle handle) ->
                  handle
                      .createQuery("SELECT count(*) FROM account WHERE name = ?")
                      .bind(0, key)
                      .mapTo(Long.class)
                      .one());
        });
  }

  private void insert(String name) {
    database.run(
        handle ->
            handle.execute(
                "INSERT INTO account (name, email, password_hash, created_at) VALUES (?, '', '', 0)",
                name));
  }

  @Test
  void whatWasWrittenIsSeenByTheNextLook() {
    assertThat(count("ada")).isZero();
    insert("ada");
    assertThat(count("ada")).isEqualTo(1);
    database.run(handle -> handle.execute("DELETE FROM account WHERE name = 'ada'"));
    assertThat(count("ada")).isZero();
  }

  @Test
  void onlySqliteWhoseFileHasOneServerIsAskedOnce() {
    count("ada");
    count("ada");
    assertThat(reads.get()).isEqualTo(database.dialect() == Dialect.SQLITE ? 1 : 2);
  }

  @Test
  void anotherTablesChangeIsNoReasonToReadAgain() {
    count("ada");
    int before = reads.get();
    database.run(
        handle ->
            handle.execute("INSERT INTO spent_ticket (ticket_hash, expires_at) VALUES ('x', 1)"));
    count("ada");
    assertThat(reads.get() - before).isEqualTo(database.dialect() == Dialect.SQLITE ? 0 : 1);
  }

  @Test
  void aTransactionThatFailsIsNotTakenForAChangeThatHappened() {
    assertThat(count("ada")).isZero();
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> {
                      handle.execute(
                          "INSERT INTO account (name, email, password_hash, created_at)"
                              + " VALUES ('ada', '', '', 0)");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(count("ada")).isZero();
  }

  @Test
  void nobodySeesLessThanWhatWasAcknowledgedBefore() throws Exception {
    var acknowledged = new AtomicInteger();
    var over = new AtomicBoolean();
    var wrong = new ConcurrentLinkedQueue<String>();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int reader = 0; reader < 4; reader++) {
        tasks.execute(
            () -> {
              while (!over.get()) {
                int atLeast = acknowledged.get();
                long seen = total();
                if (seen < atLeast) {
                  wrong.add(seen + " after " + atLeast);
                }
              }
            });
      }
      for (int i = 0; i < 100; i++) {
        insert("account " + i);
        acknowledged.incrementAndGet();
      }
      over.set(true);
    }
    assertThat(wrong).isEmpty();
    assertThat(total()).isEqualTo(100);
  }

  private long total() {
    return accounts.get(
        "*",
        _ ->
            database.read(
                (Handle handle) ->
                    handle.createQuery("SELECT count(*) FROM account").mapTo(Long.class).one()));
  }

  @Test
  void aCommandBesideTheServerIsNoticed(@TempDir Path folder) {
    var file = folder.resolve("berth.db");
    try (var server = Database.sqlite(file);
        var command = Database.sqlite(file)) {
      Migrations.migrate(server);
      server.noticeOtherWriters();
      var known = new Remembered<String, Long>(server, 10, "account");
      assertThat(known.get("", _ -> 1L)).isEqualTo(1);
      server.noticeOtherWriters();
      assertThat(known.get("", _ -> 2L)).as("nobody wrote").isEqualTo(1);
      command.run(
          handle ->
              handle.execute(
                  "INSERT INTO account (name, email, password_hash, created_at)"
                      + " VALUES ('ada', '', '', 0)"));
      server.noticeOtherWriters();
      assertThat(known.get("", _ -> 3L)).isEqualTo(3);
    }
  }

  @Test
  void changedTablesAreReadFromTheStatement() {
    assertThat(Changes.changedBy("INSERT INTO tag (a) SELECT b FROM manifest"))
        .containsExactly("tag");
    assertThat(Changes.changedBy("WITH x AS (SELECT 1 FROM blob)\n DELETE FROM tag WHERE 1"))
        .containsExactly("tag");
    assertThat(Changes.changedBy("update manifest set a = 1")).containsExactly("manifest");
    assertThat(Changes.changedBy("SELECT * FROM tag")).isEmpty();
  }
}
