package io.berth.ops.gc;

import io.berth.catalog.Catalog;
import io.berth.fault.FaultException;
import io.berth.ops.Jobs;
import io.berth.sql.Database;
import io.berth.storage.BlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that collects garbage in this process. */
public final class GarbageCollection {
  private static final Logger LOG = LoggerFactory.getLogger(GarbageCollection.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  public final GcRuns runs;
  public final GcSchedules schedules;
  public final OrphanedFiles leftovers;
  public final Duration grace;

  private final GarbageCollector collector;

  /** Runs that this process works on at once, each of another registry. */
  private final Semaphore room = new Semaphore(4);

  private final Set<Thread> working = ConcurrentHashMap.newKeySet();

  /**
   * @param grace how long content is kept that nothing needs yet
   */
  public GarbageCollection(
      Database database,
      Catalog catalog,
      BlobStore store,
      Duration grace,
      InstantSource clock,
      MeterRegistry metrics) {
    this.grace = grace;
    runs = new GcRuns(database, clock);
    schedules = new GcSchedules(database, clock);
    collector = new GarbageCollector(catalog.garbage(), store, runs, clock, metrics);
    leftovers = new OrphanedFiles(catalog.garbage(), store, collector, clock, grace);
  }

  /**
   * Starts the jobs.
   *
   * @param pause between two looks for garbage
   */
  public void start(Jobs jobs, Duration pause) {
    jobs.onOneServer(pause, "garbage collected", collector::sweep);
    jobs.onEachServer(Duration.ofSeconds(1), "garbage collections begun", this::begin);
    jobs.onOneServer(
        shorter(grace.compareTo(pause) < 0 ? pause : grace, LONGEST_PAUSE),
        "leftovers of crashes removed",
        leftovers::collect);
    jobs.onOneServer(LONGEST_PAUSE, "old garbage collections forgotten", runs::prune);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Begins what was asked for and what is scheduled. */
  private long begin() {
    for (var due : schedules.take()) {
      try {
        runs.ask(due.registry(), GcRun.Kind.SCHEDULE, "schedule", due.options());
      } catch (FaultException e) {
        LOG.info("scheduled garbage collection of {} left out: {}", due.registry(), e.getMessage());
      }
    }
    while (runs.anyOpen() && room.tryAcquire()) {
      var run = runs.claim();
      if (run.isEmpty()) {
        room.release();
        break;
      }
      Thread.ofVirtual().name("garbage collection " + run.get().id()).start(() -> work(run.get()));
    }
    return 0;
  }

  private void work(GcRun run) {
    working.add(Thread.currentThread());
    try {
      collector.execute(run);
    } catch (InterruptedException _) {
      // the server stops, and another one goes on
    } finally {
      working.remove(Thread.currentThread());
      room.release();
    }
  }

  /** Leaves the runs under way to the next server; waits a few seconds for their batches. */
  public void stop() {
    working.forEach(Thread::interrupt);
    try {
      for (var thread : working) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Executes what was asked for and nobody else works on, here and now. */
  public void workOff() throws InterruptedException {
    for (var run = runs.claim(); run.isPresent(); run = runs.claim()) {
      collector.execute(run.get());
    }
  }
}
