package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.http.routing.Route;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of routes that are served aside ({@link Route#aside}): platform threads, as those
 * that carry virtual threads may all be held by requests that compute without an end.
 */
final class PlatformExecutor implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 64;

  /** Told to whom {@link #run} turned away. */
  static final Fault BUSY =
      new Fault.Unavailable(
          Duration.ofSeconds(1), "too many ask for this at the same moment: try again");

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().daemon().name("aside-", 1).factory());

  /** False when too many wait already. */
  boolean run(Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
