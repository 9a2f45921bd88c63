package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MigrationsTest {
  /**
   * In the order they were added: a new one goes to the end. A database that has the last one
   * refuses one that comes before it.
   */
  private static final List<Integer> ADDED =
      List.of(
          1, 2, 10, 15, 20, 25, 30, 31, 32, 33, 35, 40, 41, 42, 43, 44, 45, 50, 51, 52, 53, 54, 65,
          70, 72, 73, 74, 75, 76, 77);

  @TempDir Path folder;

  @Test
  void eachHasAHigherNumberThanAllBeforeIt() throws IOException, URISyntaxException {
    var there = new ArrayList<Integer>();
    var scripts = Objects.requireNonNull(getClass().getResource("/db/migration")).toURI();
    try (var files = Files.list(Path.of(scripts))) {
      files
          .map(file -> file.getFileName().toString().replaceAll("^V(\\d+)__.*$", "$1"))
          .map(Integer::valueOf)
          .forEach(there::add);
    }
    there.sort(Comparator.naturalOrder());

    assertThat(ADDED).isSorted().isEqualTo(there);
  }

  /** 44 was the last one for a while. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aDatabaseOfAnEarlierVersionIsBroughtToThisOne(Dialect dialect) {
    try (var database = empty(dialect)) {
      Flyway.configure()
          .dataSource(database.writingDataSource())
          .locations("classpath:db/migration")
          .placeholders(dialect.placeholders())
          .target("44")
          .load()
          .migrate();

      assertThat(Migrations.migrate(database))
          .isEqualTo((int) ADDED.stream().filter(number -> number > 44).count());
      assertThat(Migrations.migrate(database)).isZero();
    }
  }

  private Database empty(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> Database.sqlite(folder.resolve("berth.db"));
      case POSTGRESQL -> Database.connect(TestDatabases.emptyPostgresql(), "postgres", null);
    };
  }
}
