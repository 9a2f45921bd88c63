package io.berth.ops;

import io.berth.memory.OutOfMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that repeats. Each job has a virtual thread of its own, runs never overlap, and a failing
 * run is logged and tried again at its next time. The pause varies by a tenth either way, so that
 * several servers on one database do not all come at once.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final MeterRegistry metrics;
  private final RandomGenerator random;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

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

  /** Starts a job; the first run comes after one pause. */
  public void every(Duration pause, String name, Job job) {
    var timer = Timer.builder("berth.job").tag("job", name).register(metrics);
    var failures = metrics.counter("berth.job.failures", "job", name);
    threads.add(
        Thread.ofVirtual()
            .name("job " + name)
            .start(
                () -> {
                  while (sleep(pause)) {
                    long started = System.nanoTime();
                    try {
                      long done = job.run();
                      if (done > 0) {
                        LOG.info("{}: {}", name, done);
                      }
                    } catch (InterruptedException _) {
                      return;
                    } catch (Exception e) {
                      OutOfMemory.check(e);
                      failures.increment();
                      LOG.warn("job \"{}\" failed, again in about {}", name, pause, e);
                    } catch (Error e) {
                      OutOfMemory.check(e);
                      throw e;
                    }
                    timer.record(Duration.ofNanos(System.nanoTime() - started));
                  }
                }));
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
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }
}
