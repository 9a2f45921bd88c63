package io.berth.http;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.tenant.RegistryId;
import io.berth.waiting.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Serves at most as many requests of a registry at a time as its plan allows; a request counts from
 * its head to the last byte of its answer. A few more may wait for their turn, in order, because
 * bursts of quick requests are no load; who waits too long gets 429. Stands around what container
 * clients call; portal and control API are never held up.
 */
public final class ParallelRequests implements Admission {
  private static final int WAITING_PER_SLOT = 16;

  private final Duration patience;
  private final ConcurrentMap<RegistryId, Slots> registries = new ConcurrentHashMap<>();

  /**
   * @param patience how long a request waits for its turn
   */
  public ParallelRequests(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void admit(Request request, boolean writes) throws Exception {
    var registry = request.registry();
    if (registry.isPresent()) {
      int limit = registry.get().limits().parallelRequests();
      var slots = registries.computeIfAbsent(registry.get().id(), _ -> new Slots());
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
  }

  /** One registry's; a request that leaves hands its place to the one that waits longest. */
  private static final class Slots {
    private final ArrayDeque<CountDownLatch> waiting = new ArrayDeque<>();
    private int limit;
    private int taken;

    boolean enter(int limitNow, Duration patience) throws InterruptedException {
      synchronized (this) {
        limit = limitNow;
        if (taken < limit && waiting.isEmpty()) {
          taken++;
          return true;
        }
      }
      Waiting.begins();
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
