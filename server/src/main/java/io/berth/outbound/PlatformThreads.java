package io.berth.outbound;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the system for what must not stand still when all carriers of virtual threads are
 * busy, or would make them so. They go when they are idle.
 */
final class PlatformThreads {
  private static final int IDLE_SECONDS = 10;

  /** The system's resolver waits in native code for as long as it likes. */
  private static final int LOOKUPS = 256;

  private PlatformThreads() {}

  /** Ends calls whose deadline has come. */
  static ScheduledThreadPoolExecutor deadlines() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("outbound deadlines").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  /** Takes nothing more while all of them wait. */
  static ExecutorService lookups() {
    return new ThreadPoolExecutor(
        0,
        LOOKUPS,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().name("outbound lookup ", 0).daemon().factory());
  }
}
