package io.berth.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.security.RunningBerth;
import io.berth.server.config.UsageException;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.Burst;
import io.berth.testing.PostgresServer;
import io.berth.testing.TestDatabases;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server answers while its PostgreSQL is away, slow or read-only, and afterwards. */
final class PostgresOutagesTest {
  @TempDir Path folder;

  private static RunningBerth berth(Path folder, String url) throws Exception {
    return new RunningBerth(
        Dialect.SQLITE, folder, Map.of("database", url, "database-user", "postgres"));
  }

  private static HttpResponse<byte[]> create(RunningBerth berth, String project) {
    return berth
        .call("POST", "/api/v2.0/projects")
        .as("boss")
        .json("{'project_name':'%s','metadata':{'public':'true'}}".formatted(project))
        .send();
  }

  private static HttpResponse<byte[]> project(RunningBerth berth, String project) {
    return berth.call("GET", "/api/v2.0/projects/" + project).as("boss").send();
  }

  private static void isAway(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  /** Somebody who goes on creating projects, come what may. */
  private static final class Creating implements AutoCloseable {
    final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads;

    Creating(RunningBerth berth, int many) {
      threads =
          IntStream.range(0, many)
              .mapToObj(i -> Thread.ofVirtual().start(() -> create(berth, "p" + i + "-")))
              .toList();
    }

    private void create(RunningBerth berth, String prefix) {
      for (int i = 0; !over.get(); i++) {
        var name = prefix + i;
        int status = PostgresOutagesTest.create(berth, name).statusCode();
        statuses.add(status);
        if (status == 201) {
          acknowledged.add(name);
        }
      }
    }

    Set<Integer> seen() {
      return new TreeSet<>(statuses);
    }

    void awaitMore() throws Exception {
      int before = acknowledged.size();
      Await.until("more projects", () -> acknowledged.size() > before + 3);
    }

    void awaitStatus(int status) throws Exception {
      statuses.clear();
      Await.until("answers " + status, () -> statuses.contains(status));
    }

    void end() {
      over.set(true);
      try {
        for (var thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      end();
    }
  }

  @Test
  void whileItRestartsRequestsAreRefusedForAMomentAndThenAllIsWell() throws Exception {
    var postgres = PostgresServer.start("synchronous_commit=on");
    postgres.sql("CREATE DATABASE berth");
    try (var berth = berth(folder, postgres.url("berth"))) {
      berth.administrator("boss");
      try (var creating = new Creating(berth, 3)) {
        creating.awaitMore();
        postgres.stop();
        creating.awaitStatus(503);
        isAway(create(berth, "not-now"));
        postgres.startAgain();
        creating.awaitMore();
        nothingIsLost(berth, creating);
      }
      // No connection was lost to the pool: as many as it has work at a time.
      var all = Burst.<Integer>of(48, i -> () -> create(berth, "after-" + i).statusCode());
      assertThat(all).containsOnly(201);
      assertThat(connections(postgres)).isLessThanOrEqualTo(16);
    }
  }

  /** With a patience of two seconds for an answer instead of sixty. */
  @Test
  void aPrimaryThatVanishesWithoutAWordIsAnOutageUntilItIsBack() throws Exception {
    var postgres = PostgresServer.start("synchronous_commit=on");
    postgres.sql("CREATE DATABASE berth");
    var hurried = postgres.url("berth") + "?socketTimeout=2&connectTimeout=1";
    try (var berth = berth(folder, hurried)) {
      berth.administrator("boss");
      try (var creating = new Creating(berth, 3)) {
        creating.awaitMore();
        postgres.pause();
        try {
          creating.awaitStatus(503);
          isAway(create(berth, "not-now"));
        } finally {
          postgres.goOn();
        }
        creating.awaitMore();
        nothingIsLost(berth, creating);
      }
      var all = Burst.<Integer>of(48, i -> () -> create(berth, "after-" + i).statusCode());
      assertThat(all).containsOnly(201);
      Await.until("connections that were given up", () -> connections(postgres) <= 16);
    }
  }

  /** What was refused was refused for want of the database, and what was made is there. */
  private static void nothingIsLost(RunningBerth berth, Creating creating) {
    creating.end();
    assertThat(creating.seen()).isSubsetOf(201, 503, 409);
    for (var name : creating.acknowledged) {
      assertThat(project(berth, name).statusCode()).as(name).isEqualTo(200);
    }
  }

  private static long connections(PostgresServer postgres) throws Exception {
    try (var connection = DriverManager.getConnection(postgres.url("postgres"), "postgres", null);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'berth'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void whenAStandbyTakesOverNothingAcknowledgedIsLostAndTheServerGoesOnByItself() throws Exception {
    var primary =
        PostgresServer.start("synchronous_commit=on", "wal_level=replica", "hot_standby=on");
    var standby = primary.standby();
    primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
    primary.sql("SELECT pg_reload_conf()");
    primary.sql("CREATE DATABASE berth");
    var url =
        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/berth"
            .formatted(primary.port(), standby.port());
    try (var berth = berth(folder, url)) {
      berth.administrator("boss");
      try (var creating = new Creating(berth, 3)) {
        creating.awaitMore();
        primary.stop();
        creating.awaitStatus(503);
        // The new primary waits for no standby of its own.
        standby.sql("SELECT pg_promote()");
        standby.sql("ALTER SYSTEM RESET synchronous_standby_names");
        standby.sql("SELECT pg_reload_conf()");
        creating.awaitMore();
        nothingIsLost(berth, creating);
      }
      var all = Burst.<Integer>of(32, i -> () -> create(berth, "after-" + i).statusCode());
      assertThat(all).containsOnly(201);
    }
  }

  @Test
  void aStatementThatIsCutOffIsAnOutageAndNoFailureOfTheServer() throws Exception {
    var postgres = PostgresServer.start();
    postgres.sql("CREATE DATABASE berth");
    try (var berth = berth(folder, postgres.url("berth"))) {
      berth.administrator("boss");
      postgres.sql("ALTER DATABASE berth SET statement_timeout = '300ms'");
      disconnect(postgres);
      Await.until("new connections", () -> create(berth, "before").statusCode() == 201);
      try (var other = DriverManager.getConnection(postgres.url("berth"), "postgres", null)) {
        other.setAutoCommit(false);
        try (var statement = other.createStatement()) {
          statement.execute("LOCK TABLE project IN ACCESS EXCLUSIVE MODE");
        }
        isAway(create(berth, "held-up"));
        other.rollback();
      }
      assertThat(create(berth, "held-up").statusCode()).isEqualTo(201);
    }
  }

  private static void disconnect(PostgresServer postgres) {
    postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'berth'");
  }

  @Test
  void aDatabaseThatOnlyReadsRefusesWritesAndGoesOnOnceItWrites() throws Exception {
    var postgres = PostgresServer.start();
    postgres.sql("CREATE DATABASE berth");
    try (var berth = berth(folder, postgres.url("berth"))) {
      berth.administrator("boss");
      assertThat(create(berth, "before").statusCode()).isEqualTo(201);
      postgres.sql("ALTER SYSTEM SET default_transaction_read_only = on");
      postgres.sql("SELECT pg_reload_conf()");

      Await.until("refusal", () -> create(berth, "read-only").statusCode() == 503);
      isAway(create(berth, "read-only"));

      try (var connection =
              DriverManager.getConnection(postgres.url("postgres"), "postgres", null);
          var statement = connection.createStatement()) {
        statement.execute("SET default_transaction_read_only = off");
        statement.execute("ALTER SYSTEM RESET default_transaction_read_only");
        statement.execute("SELECT pg_reload_conf()");
      }
      Await.until("a server that is well", () -> create(berth, "writes").statusCode() == 201);
      assertThat(project(berth, "before").statusCode()).isEqualTo(200);
    }
  }

  /** What a transaction sees must be what was committed before each of its statements. */
  @Test
  void aDatabaseWithAnotherIsolationIsRefusedAtTheStart() {
    var url = TestDatabases.emptyPostgresql();

    assertThatThrownBy(
            () -> berth(folder, url + "?options=-c%20default_transaction_isolation=serializable"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must be \"read committed\"");
  }

  /** Four connections for two servers with sixteen each. */
  @Test
  void behindPgBouncerInTransactionModeSeveralServersWorkAsOne() throws Exception {
    var postgres = PostgresServer.start();
    postgres.sql("CREATE DATABASE berth");
    try (var pooler = PgBouncer.before(postgres, "berth");
        var first = berth(folder.resolve("first"), pooler.url("berth"))) {
      first.administrator("boss");
      try (var second = new RunningBerth(first, folder.resolve("second"), Map.of())) {
        var all =
            Burst.<Integer>of(
                60, i -> () -> create(i % 2 == 0 ? first : second, "p-" + i).statusCode());
        assertThat(all).containsOnly(201);
        assertThat(project(second, "p-0").statusCode()).isEqualTo(200);
        assertThat(first.call("DELETE", "/api/v2.0/projects/p-0").as("boss").send().statusCode())
            .isEqualTo(200);
        assertThat(project(second, "p-0").statusCode()).isEqualTo(404);
        Await.until("jobs", () -> first.number("SELECT count(*) FROM job") > 10);
        assertThat(connections(postgres)).isLessThanOrEqualTo(4);
      }
    }
  }
}
