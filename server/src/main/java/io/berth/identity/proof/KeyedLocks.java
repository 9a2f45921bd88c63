package io.berth.identity.proof;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one at a time do something for each key, on this server; few wait, and not for long. */
final class KeyedLocks {
  private static final int LONGEST_QUEUE = 64;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final ConcurrentMap<String, Line> lines = new ConcurrentHashMap<>();

  private record Line(Semaphore place, int people) {
    Line with(int more) {
      return new Line(place, people + more);
    }
  }

  /** A turn, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for its turn.
   *
   * @throws FaultException TooManyRequests when many wait already, or it took too long
   */
  Turn take(String key) {
    var line =
        lines.compute(
            key,
            (String _, @Nullable Line known) ->
                known == null ? new Line(new Semaphore(1, true), 1) : known.with(1));
    if (line.people() <= LONGEST_QUEUE && acquired(line.place())) {
      return () -> {
        line.place().release();
        leave(key);
      };
    }
    leave(key);
    throw new FaultException(
        new Fault.TooManyRequests(
            Duration.ofSeconds(5),
            "too many sign in with this name at this moment; try again soon"));
  }

  private static boolean acquired(Semaphore place) {
    try {
      return place.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void leave(String key) {
    lines.computeIfPresent(key, (_, line) -> line.people() == 1 ? null : line.with(-1));
  }
}
