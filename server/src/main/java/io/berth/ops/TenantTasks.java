package io.berth.ops;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that tenants have of their own, and that others may make slow: it asks servers which the
 * tenant named. Tenants work side by side, each once at a time. Who was slow shares a lane with the
 * other slow ones from then on, so that however many there are, the rest does not wait for them.
 *
 * @param <T> a tenant, or what of one has work of its own
 */
public final class TenantTasks<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TenantTasks.class);
  private static final int QUICK = 64;
  private static final int SLOW = 32;
  private static final Duration STILL_QUICK = Duration.ofSeconds(3);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final String name;
  private final Semaphore quickLane = new Semaphore(QUICK, true);
  private final Semaphore slowLane = new Semaphore(SLOW, true);
  private final ConcurrentMap<T, Thread> running = new ConcurrentHashMap<>();
  private final Set<T> slow = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param name for threads and the log
   */
  public TenantTasks(String name) {
    this.name = name;
  }

  /** Begins the work of all tenants whose last is done; waits for none of it. */
  public void begin(Collection<T> tenants, Consumer<T> work) {
    for (var tenant : tenants) {
      if (!closed && !running.containsKey(tenant)) {
        var thread =
            Thread.ofVirtual().name(name + " of " + tenant).unstarted(() -> inTurn(tenant, work));
        running.put(tenant, thread);
        thread.start();
      }
    }
  }

  /** Those at work. */
  public Set<T> running() {
    return Set.copyOf(running.keySet());
  }

  private void inTurn(T tenant, Consumer<T> work) {
    var lane = slow.contains(tenant) ? slowLane : quickLane;
    try {
      lane.acquire();
      long started = System.nanoTime();
      try {
        work.accept(tenant);
      } finally {
        lane.release();
        note(tenant, Duration.ofNanos(System.nanoTime() - started));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.warn("{} of {} failed", name, tenant, e);
      }
    } finally {
      running.remove(tenant);
    }
  }

  private void note(T tenant, Duration time) {
    if (time.compareTo(STILL_QUICK) > 0) {
      slow.add(tenant);
    } else {
      slow.remove(tenant);
    }
  }

  /** Waits until what was begun is done; false when it is not after the time given. */
  public boolean await(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (var thread : running.values()) {
      thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return running.isEmpty();
  }

  /** Begins nothing more, and waits a few seconds for what is under way. */
  @Override
  public void close() {
    closed = true;
    running.values().forEach(Thread::interrupt);
    try {
      if (!await(FAREWELL)) {
        LOG.warn("{}: {} not done at the end", name, running.size());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
