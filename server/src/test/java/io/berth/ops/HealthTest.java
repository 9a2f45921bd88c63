package io.berth.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class HealthTest {
  private final Database database;
  @TempDir Path folder;

  HealthTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void isReadyWhenEverythingWorks() {
    var report = listening().with("storage", Health.writable(folder)).report();

    assertThat(report.ready()).isTrue();
    assertThat(report.checks()).containsEntry("database", true).containsEntry("storage", true);
  }

  @Test
  void namesWhatDoesNotWork() {
    var gone = folder.resolve("gone");
    var report = listening().with("storage", Health.writable(gone)).report();

    assertThat(report.ready()).isFalse();
    assertThat(report.checks()).containsEntry("database", true).containsEntry("storage", false);
  }

  @Test
  void isNotReadyBeforeItListens() {
    var health = new Health(database);
    assertThat(health.report().ready()).isFalse();
    assertThat(health.report().starting()).isTrue();

    health.listens();
    assertThat(health.report().ready()).isTrue();
    assertThat(health.report().starting()).isFalse();
  }

  private Health listening() {
    var health = new Health(database);
    health.listens();
    return health;
  }

  @Test
  void isNotReadyWhileItDrains() {
    var health = listening();
    assertThat(health.report().ready()).isTrue();
    health.drain();

    assertThat(health.report().ready()).isFalse();
  }
}
