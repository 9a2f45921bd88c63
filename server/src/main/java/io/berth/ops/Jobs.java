package io.berth.ops;

import io.berth.memory.OutOfMemory;
import io.berth.sql.Database;
import io.berth.sql.Fence;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that repeats. Each job runs on each server or, of all servers on one database, on one at a
 * time; which of the two it is stands where it is started. Runs never overlap, and a failing run is
 * logged and tried again at its next time.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final MeterRegistry metrics;
  private final RandomGenerator random;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<SharedJobs.Work> shared = new CopyOnWriteArrayList<>();
  private @Nullable SharedJobs running;

  /** What an interrupted run throws is then no failure: a read of the database says it is away. */
  private volatile boolean closing;

  public Jobs(MeterRegistry metrics, RandomGenerator random) {
    this.metrics = metrics;
    this.random = random;
  }

  /** One run. */
  @FunctionalInterface
  public interface Job {
    /**
     * @return how many things were done, for the log; 0 is not logged
     */
    long run() throws Exception;
  }

  /**
   * Starts a job on each server: work with what a server has of its own, or with rows that it takes
   * one by one. It has a virtual thread of its own, the first run comes after one pause, and the
   * pause varies by a tenth either way, so that several servers do not all come at once.
   */
  public void onEachServer(Duration pause, String name, Job job) {
    var run = counted(pause, name, job);
    threads.add(
        Thread.ofVirtual()
            .name("job " + name)
            .start(
                () -> {
                  try {
                    while (sleep(pause)) {
                      run.run();
                    }
                  } catch (InterruptedException _) {
                    // the server stops
                  }
                }));
  }

  /**
   * A job that one server at a time does, whichever it is. A run whose server died or stands still
   * is begun again by another after {@link SharedJobs.Timing#abandoned}; the first one can write
   * nothing from then on ({@link io.berth.sql.Fence}). Begins with {@link #start}.
   */
  public void onOneServer(Duration pause, String name, Job job) {
    shared.add(new SharedJobs.Work(pause, name, counted(pause, name, job)));
  }

  /** Starts what one server at a time does, without keeping the caller waiting. */
  public void start(Database database, InstantSource clock) {
    start(database, clock, SharedJobs.Timing.USUAL);
  }

  synchronized void start(Database database, InstantSource clock, SharedJobs.Timing timing) {
    running = SharedJobs.start(database, clock, List.copyOf(shared), timing);
  }

  /** A run, which throws nothing but what ends it: the server stops, or another one has it now. */
  private SharedJobs.Run counted(Duration pause, String name, Job job) {
    var timer = Timer.builder("berth.job").tag("name", name).register(metrics);
    var failures = metrics.counter("berth.job.failures", "name", name);
    Gauge.builder("berth.job.pause", () -> pause.toMillis() / 1e3)
        .baseUnit("seconds")
        .tag("name", name)
        .description("between two runs of the job")
        .register(metrics);
    var succeeded = new AtomicLong(System.nanoTime());
    Gauge.builder("berth.job.success.age", succeeded, Jobs::secondsSince)
        .baseUnit("seconds")
        .tag("name", name)
        .description("since the job last came to its end here without a failure, or the start")
        .register(metrics);
    return () -> {
      long started = System.nanoTime();
      try {
        long done = job.run();
        succeeded.set(System.nanoTime());
        if (done > 0) {
          LOG.info("{}: {}", name, done);
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Fence.LostException e) {
        LOG.warn("job \"{}\" given up: {}", name, e.getMessage());
        throw e;
      } catch (Exception e) {
        OutOfMemory.check(e);
        if (closing) {
          LOG.debug("job \"{}\" was ended with the server", name, e);
          return;
        }
        failures.increment();
        LOG.warn("job \"{}\" failed, again in about {}", name, pause, e);
      } catch (Error e) {
        OutOfMemory.check(e);
        throw e;
      }
      timer.record(Duration.ofNanos(System.nanoTime() - started));
    };
  }

  private static double secondsSince(AtomicLong nanos) {
    return (System.nanoTime() - nanos.get()) / 1e9;
  }

  private boolean sleep(Duration pause) {
    try {
      double factor = 0.9 + 0.2 * random.nextDouble();
      Thread.sleep(Duration.ofMillis((long) (pause.toMillis() * factor)));
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  /** Stops all jobs, waiting a few seconds for the runs under way. */
  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
    stopShared();
    try {
      for (var thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  private synchronized void stopShared() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
