package io.berth.http.routing;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Serves at most as many requests of a registry at a time as its plan allows; a request counts from
 * its head to the last byte of its answer. A few more may wait for their turn, in order, because
 * bursts of quick requests are no load; who waits too long gets 429.
 */
public final class RegistryConcurrency {
  private static final int WAITING_PER_SLOT = 16;

  private final Duration patience;
  private final ConcurrentMap<RegistryId, Slots> registries = new ConcurrentHashMap<>();

  /**
   * @param patience how long a request waits for its turn
   */
  public RegistryConcurrency(Duration patience) {
    this.patience = patience;
  }

  /**
   * Takes a place for a request until it is answered, and waits for one where there is none.
   *
   * @throws FaultException TooManyRequests when its turn did not come
   */
  public void enter(Request request, Registry registry) throws InterruptedException {
    int limit = registry.limits().parallelRequests();
    var slots = slots(registry);
    if (!slots.enter(limit, patience)) {
      throw new FaultException(
          new Fault.TooManyRequests(
              Duration.ofSeconds(5),
              "the registry's plan allows "
                  + limit
                  + " parallel requests: try again, or change to a larger plan"));
    }
    request.whenAnswered(slots::leave);
  }

  /** {@link #enter} without waiting; false where there is no place now. */
  public boolean enterNow(Request request, Registry registry) {
    var slots = slots(registry);
    if (!slots.enterNow(registry.limits().parallelRequests())) {
      return false;
    }
    request.whenAnswered(slots::leave);
    return true;
  }

  private Slots slots(Registry registry) {
    return registries.computeIfAbsent(registry.id(), _ -> new Slots());
  }

  /** One registry's; a request that leaves hands its place to the one that waits longest. */
  private static final class Slots {
    private final ArrayDeque<CountDownLatch> waiting = new ArrayDeque<>();
    private int limit;
    private int taken;

    /** False when there is no place now, or others wait for one. */
    synchronized boolean enterNow(int limitNow) {
      limit = limitNow;
      if (taken < limit && waiting.isEmpty()) {
        taken++;
        return true;
      }
      return false;
    }

    boolean enter(int limitNow, Duration patience) throws InterruptedException {
      if (enterNow(limitNow)) {
        return true;
      }
      var turn = new CountDownLatch(1);
      synchronized (this) {
        if (waiting.size() >= (long) limit * WAITING_PER_SLOT) {
          return false;
        }
        waiting.add(turn);
        admit();
      }
      if (turn.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return true;
      }
      synchronized (this) {
        return !waiting.remove(turn); // not there: its turn came this very moment
      }
    }

    synchronized void leave() {
      taken--;
      admit();
    }

    private void admit() {
      while (taken < limit && !waiting.isEmpty()) {
        taken++;
        waiting.remove().countDown();
      }
    }
  }
}
