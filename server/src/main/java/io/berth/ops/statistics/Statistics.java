package io.berth.ops.statistics;

import io.berth.catalog.RepositorySizes;
import io.berth.ops.Jobs;
import io.berth.sql.Database;
import java.time.Duration;
import java.time.InstantSource;

/** The figures behind the charts, and the jobs that keep them. */
public final class Statistics {
  private final Traffic traffic;
  private final DailyFigures days;
  private final RepositorySizes sizes;

  public Statistics(Database database, InstantSource clock) {
    traffic = new Traffic(clock);
    days = new DailyFigures(database, clock);
    sizes = new RepositorySizes(database, clock);
  }

  public Traffic traffic() {
    return traffic;
  }

  public DailyFigures days() {
    return days;
  }

  public RepositorySizes sizes() {
    return sizes;
  }

  /** Starts the jobs. */
  public void start(Jobs jobs) {
    jobs.onEachServer(Duration.ofSeconds(15), "pulls and pushes of the day written", this::flush);
    jobs.onOneServer(Duration.ofSeconds(30), "repositories measured", this::measureChanged);
    jobs.onOneServer(Duration.ofHours(1), "storage of the day written", days::measure);
    jobs.onOneServer(Duration.ofHours(6), "all repositories measured", sizes::measureAll);
    jobs.onOneServer(Duration.ofHours(6), "old daily figures dropped", days::purge);
  }

  /** Writes what was counted. */
  public long flush() {
    days.flush(traffic);
    return 0;
  }

  private long measureChanged() {
    sizes.measureChanged();
    return 0;
  }
}
