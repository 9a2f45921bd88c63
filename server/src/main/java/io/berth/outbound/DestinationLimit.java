package io.berth.outbound;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many calls go to one place at a time, so that one that does not answer cannot make everybody
 * wait for it: a few run, a few more wait a moment, the others are told at once.
 */
final class DestinationLimit {
  static final int RUNNING = 16;
  static final int WAITING = 64;
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ConcurrentMap<String, Place> places = new ConcurrentHashMap<>();

  /** Callers that run or wait, and the turns they have or wait for. */
  private record Place(int callers, Semaphore turns) {}

  /** Whether the caller's turn came; if so, {@link #leave} must follow. */
  boolean enter(String name) throws InterruptedException {
    var place =
        places.merge(
            name,
            new Place(1, new Semaphore(RUNNING, true)),
            (known, _) -> new Place(known.callers() + 1, known.turns()));
    if (place.callers() <= RUNNING + WAITING
        && place.turns().tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    forget(name, 0);
    return false;
  }

  void leave(String name) {
    forget(name, 1);
  }

  private void forget(String name, int turns) {
    places.computeIfPresent(
        name,
        (_, known) -> {
          known.turns().release(turns);
          return known.callers() == 1 ? null : new Place(known.callers() - 1, known.turns());
        });
  }
}
