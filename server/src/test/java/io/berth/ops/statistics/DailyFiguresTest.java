package io.berth.ops.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class DailyFiguresTest {
  private final Database database;
  private final TestClock clock = new TestClock();
  private final Catalog catalog;
  private final RegistryId registry;
  private final long team;
  private final Traffic traffic;
  private final DailyFigures days;

  DailyFiguresTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, clock);
    registry = CatalogFixture.registry(database, "demo");
    team = catalog.projects().create(registry, "team", false, null, "ada").id();
    catalog.projects().create(registry, "side", false, null, "ada");
    traffic = new Traffic(clock);
    days = new DailyFigures(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void pullsAndPushesAreSummedUpByDayForTheProjectAndTheRegistry() {
    traffic.pulled(registry, "team");
    traffic.pulled(registry, "team");
    traffic.pushed(registry, "side");
    assertThat(days.flush(traffic)).isEqualTo(2);
    traffic.pulled(registry, "team");
    days.flush(traffic);
    assertThat(days.flush(traffic)).isZero();
    clock.advance(Duration.ofDays(2));
    traffic.pushed(registry, "team");
    days.flush(traffic);

    assertThat(days.ofProject(team, 3))
        .extracting(Day::pulls, Day::pushes)
        .containsExactly(tuple(3L, 0L), tuple(0L, 0L), tuple(0L, 1L));
    assertThat(days.ofRegistry(registry, 3))
        .extracting(Day::pulls, Day::pushes)
        .containsExactly(tuple(3L, 1L), tuple(0L, 0L), tuple(0L, 1L));
  }

  @Test
  void whatWasCountedBeforeMidnightBelongsToTheDayBefore() {
    traffic.pulled(registry, "team");
    clock.advance(Duration.ofDays(1));
    days.flush(traffic);

    assertThat(days.ofProject(team, 2)).extracting(Day::pulls).containsExactly(1L, 0L);
  }

  @Test
  void storageOfADayWithoutAChangeIsThatOfTheDayBefore() {
    days.measure();
    clock.advance(Duration.ofDays(1));
    hold("one", 100);
    days.measure();
    clock.advance(Duration.ofDays(3));
    hold("two", 20);

    assertThat(days.ofProject(team, 6))
        .extracting(Day::bytes)
        .containsExactly(null, 0L, 100L, 100L, 100L, 120L);
    assertThat(days.ofRegistry(registry, 2)).extracting(Day::bytes).containsExactly(100L, 120L);
    assertThat(days.ofProject(team, 1)).extracting(Day::bytes).containsExactly(120L);
  }

  @Test
  void onlyWhatChangedIsWritten() {
    assertThat(days.measure()).isEqualTo(3);
    assertThat(days.measure()).isZero();
    hold("one", 100);
    assertThat(days.measure()).isEqualTo(2);
  }

  @Test
  void countsThatCannotBeWrittenAreKeptForTheNextTime() {
    traffic.pulled(registry, "team");
    database.run(handle -> handle.execute("ALTER TABLE registry_day RENAME TO away"));
    assertThatThrownBy(() -> days.flush(traffic)).isInstanceOf(RuntimeException.class);
    database.run(handle -> handle.execute("ALTER TABLE away RENAME TO registry_day"));
    traffic.pulled(registry, "team");
    days.flush(traffic);

    assertThat(days.ofProject(team, 1)).extracting(Day::pulls).containsExactly(2L);
    assertThat(days.ofRegistry(registry, 1)).extracting(Day::pulls).containsExactly(2L);
  }

  @Test
  void oldDaysAreForgottenButForTheLastWhichSaysWhatWasHeld() {
    hold("one", 100);
    days.measure();
    clock.advance(Duration.ofDays(1));
    hold("two", 20);
    days.measure();
    clock.advance(Duration.ofDays(DailyFigures.RETENTION + 5L));

    assertThat(days.purge()).isEqualTo(2);
    assertThat(days.purge()).isZero();
    assertThat(days.ofProject(team, 2)).extracting(Day::bytes).containsExactly(120L, 120L);
  }

  @Test
  void aProjectThatIsGoneTakesItsDaysAlongAndLeavesTheRegistrysSum() {
    traffic.pulled(registry, "team");
    days.flush(traffic);
    traffic.pulled(registry, "team");
    catalog.projects().delete(registry, team);
    days.flush(traffic);

    assertThat(days.ofProject(team, 1)).extracting(Day::pulls).containsExactly(0L);
    assertThat(days.ofRegistry(registry, 1)).extracting(Day::pulls).containsExactly(2L);
  }

  private void hold(String content, long size) {
    var digest = Digest.of(Digest.Algorithm.SHA256, content.getBytes(StandardCharsets.UTF_8));
    var repository = catalog.repositories().obtain(registry, RepositoryName.parse("team/app"));
    catalog.blobs().add(repository.id(), BlobLocation.of(digest), size);
  }
}
