package io.berth.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.Catalog;
import io.berth.catalog.Quotas;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.StatementLog;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class QuotaLedgerTest {
  private static final long MIB = 1L << 20;
  private static final Digest LAYER = digest("layer");

  private final Database database = TestDatabases.fresh(Dialect.SQLITE);
  private final TestClock clock = new TestClock();
  private final Catalog catalog = TestCatalog.of(database, clock);
  private final QuotaLedger ledger = new QuotaLedger(catalog.quotas(), catalog.trash(), clock);
  private final Registry registry = registry(1000 * MIB);
  private final long team = project("team", 100 * MIB);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anUploadSetsAsideWhatItNeedsAndGivesBackTheRest() {
    try (var room = ledger.open(registry, team, "u1")) {
      room.grow(60 * MIB);
      assertThat(ledger.reserved(team)).isEqualTo(60 * MIB);
      room.keep(10 * MIB);
    }
    assertThat(ledger.reserved(team)).isEqualTo(10 * MIB);

    ledger.release("u1");
    assertThat(ledger.reserved(team)).isZero();
  }

  @Test
  void whatDoesNotFitIsRefusedInHarborsWords() {
    catalog.blobs().add(repository("team/app"), BlobLocation.of(LAYER), 90 * MIB);

    assertThatThrownBy(() -> ledger.hold(registry, team, digest("x"), 20 * MIB))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> assertThat(e.fault()).isInstanceOf(Fault.QuotaExceeded.class))
        .hasMessageContaining(
            "adding 20.0 MiB of storage resource, which when updated to current usage of 90.0 MiB"
                + " will exceed the configured upper limit of 100.0 MiB. This is the project's"
                + " quota: delete what is no longer needed there, which makes room when garbage is"
                + " collected, or ask a system administrator of the registry to raise it.");
    assertThat(ledger.reserved(team)).isZero();
    ledger.hold(registry, team, digest("x"), 10 * MIB).close();
  }

  @Test
  void thePlanIsALimitToo() {
    var small = new Registry(registry.id(), "", "", true, new Registry.Limits(50 * MIB, 1), "");
    try (var room = ledger.open(small, team, "u1")) {
      assertThatThrownBy(() -> room.grow(51 * MIB))
          .hasMessageContaining("upper limit of 50.0 MiB")
          .hasMessageContaining("let the owner of the registry change to a larger plan");
    }
  }

  @Test
  void whatTheProjectHoldsAlreadyTakesNoRoom() {
    catalog.blobs().add(repository("team/app"), BlobLocation.of(LAYER), 100 * MIB);

    ledger.hold(registry, team, LAYER, 100 * MIB).close();
    assertThatThrownBy(() -> ledger.requireRoom(registry, team)).isInstanceOf(FaultException.class);
  }

  @Test
  void aStreamOfUnknownLengthIsStoppedWhereTheRoomEnds() throws IOException {
    catalog.quotas().setHard(registry.id(), team, 1000);
    try (var room = ledger.open(registry, team, "u1")) {
      var fits = room.admit(0, -1, new ByteArrayInputStream(new byte[1000]));
      assertThat(fits.readAllBytes()).hasSize(1000);
      var tooMuch = room.admit(1000, -1, new ByteArrayInputStream(new byte[1]));
      assertThatThrownBy(tooMuch::read).isInstanceOf(FaultException.class);
    }
  }

  @Test
  void anUploadThatNobodyCameBackToGivesBackItsRoom() {
    try (var room = ledger.open(registry, team, "u1")) {
      room.grow(5 * MIB);
      clock.advance(QuotaLedger.REST.multipliedBy(2));
      ledger.sweep();
      assertThat(ledger.reserved(team)).isEqualTo(5 * MIB);
      room.keep(5 * MIB);
    }
    ledger.sweep();
    assertThat(ledger.reserved(team)).isEqualTo(5 * MIB);

    clock.advance(QuotaLedger.REST.plusSeconds(1));
    ledger.sweep();
    assertThat(ledger.reserved(team)).isZero();
    try (var room = ledger.open(registry, team, "u1")) {
      room.grow(6 * MIB);
      assertThat(ledger.reserved(team)).isEqualTo(6 * MIB);
    }
  }

  @Test
  void figuresAreReadOnceAMomentWhileThereIsPlentyAndEachTimeWhenThereIsNot() {
    var readings = new AtomicInteger();
    StatementLog.listen(
        database,
        statement -> {
          if (statement.rendered().contains("project_usage")) {
            readings.incrementAndGet();
          }
        });
    for (int i = 0; i < 50; i++) {
      ledger.hold(registry, team, digest("a" + i), MIB / 2).close();
    }
    assertThat(readings).hasValueBetween(1, 49);

    try (var _ = ledger.hold(registry, team, digest("most"), 90 * MIB)) {
      readings.set(0);
      for (int i = 0; i < 50; i++) {
        ledger.hold(registry, team, digest("b" + i), MIB).close();
      }
      assertThat(readings).hasValue(50);
    }
  }

  @Test
  void whatWasStoredSinceTheFiguresWereReadCountsThoughNobodyReadsThemAgain() {
    var other = project("other", 1000 * MIB);
    var repository = repository("team/app");
    for (int i = 0; i < 100; i++) {
      var digest = digest("layer " + i);
      try (var _ = ledger.hold(registry, team, digest, MIB)) {
        catalog.blobs().add(repository, BlobLocation.of(digest), MIB);
      }
    }
    assertThatThrownBy(() -> ledger.hold(registry, team, digest("one more"), 1))
        .isInstanceOf(FaultException.class);
    assertThatThrownBy(() -> ledger.hold(registry, other, digest("large"), 901 * MIB))
        .isInstanceOf(FaultException.class);
    ledger.hold(registry, other, digest("large"), 900 * MIB).close();
  }

  @Test
  void memoryAloneTellsOfRoomOnlyWhereItWasReadAMomentAgo() {
    var large = project("large", Quotas.UNLIMITED);
    assertThat(ledger.hadRoom(registry, large)).isFalse();
    ledger.requireRoom(registry, large);
    assertThat(ledger.hadRoom(registry, large)).isTrue();

    catalog.quotas().setHard(registry.id(), large, 10);
    assertThat(ledger.hadRoom(registry, large)).isFalse();
  }

  @Test
  void nearTheLimitThereIsAWarning() {
    catalog.blobs().add(repository("team/app"), BlobLocation.of(LAYER), 50 * MIB);
    try (var low = ledger.hold(registry, team, digest("a"), 10 * MIB);
        var high = ledger.hold(registry, team, digest("b"), 40 * MIB)) {
      assertThat(low.warning()).isEmpty();
      assertThat(high.warning()).hasValueSatisfying(text -> assertThat(text).contains("90%"));
    }
  }

  @Test
  void manyPushesAtOnceNeverPassTheLimitTogether() throws Exception {
    var stored = new AtomicInteger();
    var repository = repository("team/app");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<Void>>();
      for (int i = 0; i < 64; i++) {
        var id = "upload-" + i;
        work.add(
            () -> {
              try (var room = ledger.open(registry, team, id)) {
                room.grow(3 * MIB);
                catalog.blobs().add(repository, BlobLocation.of(digest(id)), 3 * MIB);
                stored.incrementAndGet();
                ledger.release(id);
              } catch (FaultException _) {
                ledger.release(id);
              }
              return null;
            });
      }
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }

    var used = catalog.quotas().find(registry.id(), team).orElseThrow().used();
    assertThat(used).isEqualTo(stored.get() * 3L * MIB).isPositive().isLessThanOrEqualTo(100 * MIB);
    assertThat(ledger.reserved(team)).isZero();
  }

  private Registry registry(long storage) {
    var id = RegistryId.random();
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO account (id, name, email, password_hash, created_at)"
                  + " VALUES (1, 'a', '', '', 1)");
          handle.execute(
              "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                  + " VALUES ('p', 1, '', 'ok', 1)");
          handle.execute(
              "INSERT INTO registry (id, cloud_project_id, name, region, plan_id, status, host_label,"
                  + " token_key_sealed, created_at, updated_at)"
                  + " VALUES (?, 'p', 'demo', '', '', 'READY', 'demo1234', ?, 1, 1)",
              id.value(),
              new byte[1]);
        });
    return new Registry(id, "demo", "demo1234", true, new Registry.Limits(storage, 15), "");
  }

  private long project(String name, long limit) {
    return catalog.projects().create(registry.id(), name, false, null, "", limit).id();
  }

  private long repository(String name) {
    return catalog.repositories().obtain(registry.id(), RepositoryName.parse(name)).id();
  }

  private static Digest digest(String text) {
    return Digest.of(Digest.Algorithm.SHA256, text.getBytes(StandardCharsets.UTF_8));
  }
}
