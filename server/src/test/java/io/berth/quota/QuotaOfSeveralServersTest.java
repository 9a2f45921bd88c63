package io.berth.quota;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.catalog.QuotaShares;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.Burst;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three servers that fill the same project and registry. */
final class QuotaOfSeveralServersTest {
  private static final long MIB = 1L << 20;

  private final TestClock clock = new TestClock();
  private final AtomicInteger blobs = new AtomicInteger();
  private List<Server> servers = List.of();

  /** One of them. */
  private record Server(Database database, Catalog catalog, QuotaLedger ledger) {
    static Server on(Database database, TestClock clock) {
      var catalog = TestCatalog.of(database, clock);
      return new Server(
          database,
          catalog,
          new QuotaLedger(
              catalog.quotas(), catalog.trash(), new QuotaShares(database, clock), clock));
    }
  }

  @BeforeEach
  void start() {
    var database = TestDatabases.fresh(Dialect.POSTGRESQL);
    servers =
        List.of(
            Server.on(database, clock),
            Server.on(TestDatabases.another(database), clock),
            Server.on(TestDatabases.another(database), clock));
  }

  @AfterEach
  void stop() {
    servers.reversed().forEach(server -> server.database().close());
  }

  @Test
  void togetherTheyFillAProjectToItsLastBlobAndNoFurther() throws Exception {
    var registry = registry(10_000 * MIB);
    var team = project(registry, 100 * MIB);
    var repository = repository(registry);

    var stored =
        Burst.<Boolean>of(
            48, i -> () -> push(servers.get(i % 3), registry, team, repository, 4 * MIB));

    assertThat(Burst.count(stored, true)).isEqualTo(25);
    assertThat(used(team)).isEqualTo(100 * MIB);
  }

  @Test
  void togetherTheyStayWithinThePlanOfTheRegistry() throws Exception {
    var registry = registry(64 * MIB);
    var team = project(registry, -1);
    var repository = repository(registry);

    var stored =
        Burst.<Boolean>of(
            40, i -> () -> push(servers.get(i % 3), registry, team, repository, 4 * MIB));

    assertThat(Burst.count(stored, true)).isEqualTo(16);
    assertThat(used(team)).isEqualTo(64 * MIB);
  }

  /** What is set aside at one server is not there for another. */
  @Test
  void anUploadUnderWayAtOneServerCountsAtTheOthers() {
    var registry = registry(10_000 * MIB);
    var team = project(registry, 100 * MIB);
    try (var room = servers.getFirst().ledger().open(registry, team, "upload")) {
      room.grow(60 * MIB);
      var other = servers.get(1).ledger();

      assertThatThrownBy(() -> other.hold(registry, team, digest("x"), 41 * MIB))
          .isInstanceOf(FaultException.class)
          .hasMessageContaining("current usage of 6");

      other.hold(registry, team, digest("x"), 30 * MIB).close();
      room.keep(60 * MIB);
    }
  }

  /** Beyond what it needs, a server has a share only for as long as it pushes. */
  @Test
  void whatAServerDoesNotNeedItGivesBackToTheOthers() {
    var registry = registry(10_000 * MIB);
    var team = project(registry, 1000 * MIB);
    var first = servers.getFirst().ledger();
    first.hold(registry, team, digest("x"), MIB).close();
    assertThat(shares()).isPositive();

    first.tidy();
    first.tidy();

    assertThat(shares()).isZero();
    servers.get(1).ledger().hold(registry, team, digest("y"), 1000 * MIB).close();
  }

  @Test
  void aQuotaThatIsMadeSmallerHoldsAtOnceOnEachServer() {
    var registry = registry(10_000 * MIB);
    var team = project(registry, 1000 * MIB);
    for (var server : servers) {
      server.ledger().hold(registry, team, digest("x"), MIB).close();
    }

    servers.getFirst().catalog().quotas().setHard(registry.id(), team, MIB);

    for (var server : servers) {
      server.ledger().tidy();
      assertThatThrownBy(() -> server.ledger().hold(registry, team, digest("y"), 2 * MIB))
          .isInstanceOf(FaultException.class);
    }
  }

  @Test
  void theSharesOfAServerThatDiedEndWithinAMinute() {
    var registry = registry(10_000 * MIB);
    var team = project(registry, 100 * MIB);
    servers.getFirst().ledger().hold(registry, team, digest("x"), 80 * MIB);

    clock.advance(QuotaShares.SILENCE.plusSeconds(1));

    servers.get(1).ledger().hold(registry, team, digest("y"), 80 * MIB).close();
  }

  @Test
  void manySmallPushesOfAMomentAskTheDatabaseOnce() {
    var registry = registry(1_000_000 * MIB);
    var team = project(registry, -1);
    var ledger = servers.getFirst().ledger();
    ledger.hold(registry, team, digest("first"), 1).close();
    long before = renewed();
    for (int i = 0; i < 50; i++) {
      clock.advance(Duration.ofMillis(1));
      ledger.hold(registry, team, digest("blob " + i), 1000).close();
    }

    assertThat(renewed()).as("when its share was written last").isEqualTo(before);
  }

  private boolean push(Server server, Registry registry, long team, long repository, long bytes) {
    var digest = digest("blob " + blobs.incrementAndGet());
    try (var _ = server.ledger().hold(registry, team, digest, bytes)) {
      return server.catalog().blobs().add(repository, BlobLocation.of(digest), bytes).isPresent();
    } catch (FaultException _) {
      return false;
    } finally {
      server.ledger().tidy();
    }
  }

  private static Digest digest(String content) {
    return Digest.of(Digest.Algorithm.SHA256, content.getBytes(UTF_8));
  }

  private Registry registry(long limit) {
    var id = CatalogFixture.registry(servers.getFirst().database(), "one");
    return new Registry(id, "", "", true, new Registry.Limits(limit, 1), "");
  }

  private long project(Registry registry, long limit) {
    return servers
        .getFirst()
        .catalog()
        .projects()
        .create(registry.id(), "team", true, null, "", limit)
        .id();
  }

  private long repository(Registry registry) {
    return repository(registry.id());
  }

  private long repository(RegistryId registry) {
    return servers
        .getFirst()
        .catalog()
        .repositories()
        .obtain(registry, RepositoryName.parse("team/app"))
        .id();
  }

  private long used(long team) {
    return number("SELECT sum(bytes) FROM project_usage WHERE project_id = " + team);
  }

  private long shares() {
    return number("SELECT coalesce(sum(bytes), 0) FROM quota_share");
  }

  private long renewed() {
    return number("SELECT max(renewed_at) FROM quota_share");
  }

  private long number(String sql) {
    return servers
        .getFirst()
        .database()
        .read((Handle handle) -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
