package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class GcSchedulesTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");

  @Test
  void aScheduleComesRoundOnceEachTimeUntilItIsTakenAway() {
    var clock = new TestClock();
    try (var gc = new GcFixture(dialect, folder, clock, Duration.ofHours(2))) {
      var schedules = new GcSchedules(gc.database, clock);
      var options = GcFixture.options(true, false);
      schedules.put(gc.registry, "Hourly", new Cron("0 0 * * * *"), options);
      assertThat(schedules.take()).isEmpty();

      clock.advance(Duration.ofMinutes(61));
      assertThat(schedules.take())
          .singleElement()
          .satisfies(due -> assertThat(due.options()).isEqualTo(options));
      assertThat(schedules.take()).isEmpty();

      schedules.put(gc.registry, "Daily", new Cron("0 0 0 * * *"), options);
      assertThat(schedules.find(gc.registry).orElseThrow().type()).isEqualTo("Daily");
      schedules.delete(gc.registry);
      clock.advance(Duration.ofDays(2));
      assertThat(schedules.take()).isEmpty();
    }
  }
}
