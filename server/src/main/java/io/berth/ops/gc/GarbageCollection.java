package io.berth.ops.gc;

import io.berth.catalog.Catalog;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.ops.Jobs;
import io.berth.retention.KeptUntagged;
import io.berth.sql.Database;
import io.berth.storage.BlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/** Everything that collects garbage in this process. */
public final class GarbageCollection {
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  public final GcRuns runs;
  public final OrphanedFiles leftovers;
  public final Duration grace;

  private final GarbageCollector collector;

  /**
   * @param jobs executes what is asked for
   * @param grace how long content is kept that nothing needs yet
   */
  public GarbageCollection(
      Database database,
      Catalog catalog,
      BlobStore store,
      JobService jobs,
      Duration grace,
      InstantSource clock,
      MeterRegistry metrics) {
    this.grace = grace;
    runs = new GcRuns(database, jobs);
    collector =
        new GarbageCollector(
            catalog.garbage(),
            new GarbageDue(database, clock),
            store,
            runs,
            clock,
            metrics,
            () -> new KeptUntagged(database, clock));
    leftovers = new OrphanedFiles(catalog.garbage(), store, collector, clock, grace);
    jobs.add(JobType.GARBAGE_COLLECTION, collector::execute);
  }

  /**
   * Starts the jobs.
   *
   * @param pause between two looks for garbage
   */
  public void start(Jobs jobs, Duration pause) {
    jobs.onOneServer(pause, "garbage collected", collector::sweep);
    jobs.onOneServer(
        shorter(grace.compareTo(pause) < 0 ? pause : grace, LONGEST_PAUSE),
        "leftovers of crashes removed",
        leftovers::collect);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
