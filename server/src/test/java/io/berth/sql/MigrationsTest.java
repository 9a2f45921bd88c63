package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MigrationsTest {
  /**
   * In the order they were added: a new one goes to the end. A database that has the last one
   * refuses one that comes before it.
   */
  private static final List<Integer> ADDED = List.of(1);

  @TempDir Path folder;

  @Test
  void eachHasAHigherNumberThanAllBeforeIt() throws IOException, URISyntaxException {
    var there = new ArrayList<Integer>();
    var scripts = Objects.requireNonNull(getClass().getResource("/db/migration")).toURI();
    try (var files = Files.list(Path.of(scripts))) {
      files
          .map(file -> file.getFileName().toString())
          .map(MigrationsTest::number)
          .forEach(there::add);
    }
    there.sort(Comparator.naturalOrder());

    assertThat(ADDED).isSorted().isEqualTo(there);
    assertThat(Migrations.SCRIPTS.stream().map(MigrationsTest::number)).isEqualTo(ADDED);
  }

  private static Integer number(String script) {
    return Integer.valueOf(script.replaceAll("^V(\\d+)__.*$", "$1"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anEmptyDatabaseIsBroughtToThisVersionOnce(Dialect dialect) {
    try (var database = empty(dialect)) {
      assertThat(Migrations.migrate(database)).isEqualTo(ADDED.size());
      assertThat(Migrations.migrate(database)).isZero();
    }
  }

  /** Where they were not, no index of the one would serve a join with the other. */
  @Test
  void postgresqlComparesDigestsAlikeInEveryTable() {
    try (var database = empty(Dialect.POSTGRESQL)) {
      Migrations.migrate(database);

      var compared =
          texts(
              database,
              "SELECT table_name || '.' || column_name || ' ' || coalesce(collation_name, '-')"
                  + " FROM information_schema.columns"
                  + " WHERE table_schema = 'public' AND column_name LIKE '%digest'");

      assertThat(compared).hasSizeGreaterThan(20).allMatch(it -> it.endsWith(" C"));
    }
  }

  /** The checksums are Flyway's own: were they not, each start would ask it. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDatabaseOfThisVersionIsKnownByOneLook(Dialect dialect) {
    try (var database = empty(dialect)) {
      assertThat(Migrations.isCurrent(database)).isFalse();

      Migrations.migrate(database);

      assertThat(Migrations.isCurrent(database)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aScriptThatWasChangedSinceIsRefused(Dialect dialect) {
    try (var database = empty(dialect)) {
      Migrations.migrate(database);
      database.run(
          handle -> handle.execute("UPDATE flyway_schema_history SET checksum = checksum + 1"));

      assertThatThrownBy(() -> Migrations.migrate(database))
          .isInstanceOf(Migrations.OtherBuildException.class);
    }
  }

  /** Builds before the first release had a first migration of another text, and many after it. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDatabaseOfAnEarlierBuildIsRefusedAndLeftAsItIs(Dialect dialect) throws IOException {
    var scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.writeString(
        scripts.resolve("V1__first_house.sql"),
        "CREATE TABLE account (name TEXT); INSERT INTO account VALUES ('ada');");
    Files.writeString(
        scripts.resolve("V77__robot_generation.sql"), "CREATE TABLE robot (name TEXT);");
    try (var database = empty(dialect)) {
      Flyway.configure()
          .dataSource(database.forScheduler())
          .locations("filesystem:" + scripts)
          .load()
          .migrate();

      assertThatThrownBy(() -> Migrations.migrate(database))
          .isInstanceOf(Migrations.OtherBuildException.class)
          .hasMessageContaining("made by another build of Berth")
          .hasMessageContaining("nothing was changed");

      assertThat(texts(database, "SELECT name FROM account")).containsExactly("ada");
      assertThat(
              texts(database, "SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
          .containsExactly("1", "77");
      assertThat(database.<List<String>, RuntimeException>read(MigrationsTest::tables))
          .containsExactlyInAnyOrder("account", "robot", "flyway_schema_history");
    }
  }

  /** A newer server changed the tables in a way that this build can live with. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void tablesThatANewerBuildWidenedServeThisOne(Dialect dialect) {
    try (var database = empty(dialect)) {
      Migrations.migrate(database);
      apply(database, ADDED.getLast() + 1);

      assertThat(Migrations.migrate(database)).isZero();
      Migrations.require(database);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void tablesThatANewerBuildTookSomethingFromAreRefused(Dialect dialect) {
    try (var database = empty(dialect)) {
      Migrations.migrate(database);
      apply(database, ADDED.getLast() + 1);
      database.run(
          handle ->
              handle.execute(
                  "UPDATE installation SET value = ? WHERE name = 'oldest_schema'",
                  String.valueOf(ADDED.getLast() + 1)));

      for (ThrowableAssert.ThrowingCallable start :
          List.<ThrowableAssert.ThrowingCallable>of(
              () -> Migrations.migrate(database), () -> Migrations.require(database))) {
        assertThatThrownBy(start)
            .isInstanceOf(Migrations.OtherBuildException.class)
            .hasMessageContaining("by a newer build of Berth")
            .hasMessageContaining("nothing was changed. Run the newer build");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatOnlyLooksRefusesTablesThatAreBehindAndSaysHowToBringThemForward(Dialect dialect) {
    try (var database = empty(dialect)) {
      assertThatThrownBy(() -> Migrations.require(database))
          .isInstanceOf(Migrations.OtherBuildException.class)
          .hasMessageContaining("berth migrate");

      assertThat(database.<List<String>, RuntimeException>read(MigrationsTest::tables)).isEmpty();
    }
  }

  /** As a later build's Flyway would leave it. */
  private static void apply(Database database, int number) {
    database.run(
        handle ->
            handle.execute(
                """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type,
                  script, checksum, installed_by, execution_time, success)
                VALUES (?, ?, 'later', 'SQL', ?, 7, 'x', 1, true)
                """,
                number,
                String.valueOf(number),
                "V" + number + "__later.sql"));
  }

  private static List<String> tables(Handle handle) {
    return handle
        .queryMetadata(meta -> meta.getTables(null, null, "%", new String[] {"TABLE"}))
        .map((row, _) -> row.getString("TABLE_NAME"))
        .list();
  }

  private static List<String> texts(Database database, String sql) {
    return database.read((Handle handle) -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private Database empty(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> Database.sqlite(folder.resolve("berth.db"));
      case POSTGRESQL -> Database.connect(TestDatabases.emptyPostgresql(), "postgres", null);
    };
  }
}
