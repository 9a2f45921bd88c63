package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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
final class QueryCacheTest {
  private final Database database;
  private final QueryCache<String, Long> accounts;
  private final AtomicInteger reads = new AtomicInteger();

  QueryCacheTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    accounts = new QueryCache<>(database, 100);
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
                "INSERT INTO account (name, email, password_hash, created_at)"
                    + " VALUES (?, '', '', 0)",
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
  void anAnswerIsReadOnce() {
    count("ada");
    count("ada");
    assertThat(reads.get()).isEqualTo(1);
  }

  @Test
  void anotherTablesChangeIsNoReasonToReadAgain() {
    count("ada");
    database.run(
        handle ->
            handle.execute("INSERT INTO spent_ticket (ticket_hash, expires_at) VALUES ('x', 1)"));
    count("ada");
    assertThat(reads.get()).isEqualTo(1);
  }

  @Test
  void aParameterNamedLikeATableIsNone() {
    var cache = new QueryCache<String, List<Long>>(database, 10);
    cache.get("", this::tickets);
    insert("ada");

    assertThat(cache.get("", _ -> List.of(-1L))).isEmpty();
  }

  private List<Long> tickets(String hash) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT expires_at FROM spent_ticket"
                        + " WHERE ticket_hash = :account OR ticket_hash IN (<account>)")
                .bind("account", hash)
                .bindList("account", List.of(hash))
                .mapTo(Long.class)
                .list());
  }

  @Test
  void whatGoesByACascadeIsNoticed() {
    insert("ada");
    var sessions = new QueryCache<String, Long>(database, 10);
    sessions.get("", _ -> rows("account_session"));
    database.run(handle -> handle.execute("DELETE FROM account WHERE name = 'nobody'"));

    assertThat(sessions.get("", _ -> -1L)).isEqualTo(-1);
  }

  @Test
  void whatIsReadInsideAWritingTransactionIsNotKept() {
    var cache = new QueryCache<String, Long>(database, 10);
    assertThatThrownBy(
            () ->
                database.run(
                    handle -> {
                      handle.execute(
                          "INSERT INTO account (name, email, password_hash, created_at)"
                              + " VALUES ('ada', '', '', 0)");
                      assertThat(cache.get("", _ -> rows(handle, "account"))).isEqualTo(1);
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(cache.get("", _ -> rows("account"))).isZero();
  }

  @Test
  void whatBeganToBeReadBeforeAWriteIsNotKept() {
    var cache = new QueryCache<String, Long>(database, 10);
    long before =
        cache.get(
            "",
            _ -> {
              long read = rows("account");
              insert("ada");
              return read;
            });

    assertThat(before).isZero();
    assertThat(cache.get("", _ -> rows("account"))).isEqualTo(1);
  }

  @Test
  void whatContainsAnotherAnswerDependsOnItsTables() {
    var inner = new QueryCache<String, Long>(database, 10);
    var outer = new QueryCache<String, Long>(database, 10);
    inner.get("", _ -> rows("account"));
    assertThat(outer.get("", _ -> inner.get("", _ -> rows("account")))).isZero();
    insert("ada");

    assertThat(outer.get("", _ -> inner.get("", _ -> rows("account")))).isEqualTo(1);
  }

  @Test
  void whatComesFromNoTableIsNotKept() {
    var cache = new QueryCache<String, Long>(database, 10);
    assertThat(cache.get("", _ -> 1L)).isEqualTo(1);
    assertThat(cache.get("", _ -> 2L)).isEqualTo(2);
  }

  @Test
  void aFailureIsTheCallersAndNotKept() {
    var cache = new QueryCache<String, Long>(database, 10);
    assertThatThrownBy(
            () ->
                cache.get(
                    "",
                    _ -> {
                      rows("account");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(cache.get("", _ -> rows("account"))).isZero();
  }

  @Test
  void manyWhoAskAtOnceReadOnce() throws Exception {
    var cache = new QueryCache<String, Long>(database, 10);
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var read = new AtomicInteger();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Long> ask =
          () ->
              cache.get(
                  "",
                  _ -> {
                    read.incrementAndGet();
                    begun.countDown();
                    try {
                      go.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                    return rows("account");
                  });
      var first = tasks.submit(ask);
      begun.await();
      var others = java.util.stream.Stream.generate(() -> tasks.submit(ask)).limit(8).toList();
      go.countDown();
      assertThat(first.get()).isZero();
      for (var other : others) {
        assertThat(other.get()).isZero();
      }
    }
    assertThat(read.get()).isEqualTo(1);
  }

  @Test
  void onlySqliteKnowsWithoutAskingWhetherAnAnswerHolds() {
    var cache = new QueryCache<String, Long>(database, 10);
    assertThat(cache.peek("")).isEmpty();
    cache.get("", _ -> rows("account"));
    boolean knows = database.dialect() == Dialect.SQLITE;
    assertThat(cache.peek("")).isEqualTo(knows ? Optional.of(0L) : Optional.empty());
    insert("ada");
    assertThat(cache.peek("")).isEmpty();
  }

  @Test
  void aStandingAnswerIsReadAgainBeforeAWriteReturns() {
    var standing = new StandingQuery<>(database, () -> rows("account"));
    assertThat(standing.get()).isZero();
    insert("ada");
    assertThat(standing.get()).isEqualTo(1);
  }

  private long rows(String table) {
    return database.read((Handle handle) -> rows(handle, table));
  }

  private static long rows(Handle handle, String table) {
    return handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one();
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
    return accounts.get("*", _ -> rows("account"));
  }

  @Test
  void aCommandBesideTheServerIsNoticed(@TempDir Path folder) {
    var file = folder.resolve("berth.db");
    try (var server = Database.sqlite(file);
        var command = Database.sqlite(file)) {
      Migrations.migrate(server);
      server.noticeOthers();
      var known = new QueryCache<String, Long>(server, 10);
      var standing = new StandingQuery<>(server, () -> server.read(QueryCacheTest::accounts));
      assertThat(known.get("", _ -> server.read(QueryCacheTest::accounts))).isZero();
      server.noticeOthers();
      assertThat(known.get("", _ -> -1L)).as("nobody wrote").isZero();
      command.run(
          handle ->
              handle.execute(
                  "INSERT INTO account (name, email, password_hash, created_at)"
                      + " VALUES ('ada', '', '', 0)"));
      server.noticeOthers();
      assertThat(known.get("", _ -> server.read(QueryCacheTest::accounts))).isEqualTo(1);
      assertThat(standing.get()).isEqualTo(1);
    }
  }

  private static long accounts(Handle handle) {
    return rows(handle, "account");
  }

  @Test
  void whatAStatementDoesIsReadFromItsText() {
    var schema = database.schema();
    assertThat(schema.statement("INSERT INTO tag (a) SELECT b FROM manifest m"))
        .isEqualTo(new Schema.Statement(Set.of("tag", "manifest"), Set.of("tag")));
    assertThat(schema.statement("WITH x AS (SELECT 1 FROM blob)\n DELETE FROM tag WHERE 1"))
        .isEqualTo(new Schema.Statement(Set.of("tag", "blob"), Set.of("tag")));
    assertThat(schema.statement("update Manifest set a = 1").changed()).contains("manifest");
    assertThat(schema.statement("SELECT * FROM tag,blob JOIN(manifest)"))
        .isEqualTo(new Schema.Statement(Set.of("tag", "blob", "manifest"), Set.of()));
    assertThat(schema.statement("DELETE FROM repository WHERE id = ?").changed())
        .contains("repository", "manifest", "tag", "repository_blob", "manifest_reference")
        .doesNotContain("project", "registry");
    assertThat(schema.statement("SELECT 1 FROM tag FOR UPDATE SKIP LOCKED").changed()).isEmpty();
  }
}
