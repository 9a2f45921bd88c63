package io.berth.ops.statistics;

import io.berth.tenant.RegistryId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts pulls and pushes in memory, by project and day; {@link DailyFigures#flush} writes them. No
 * request waits for that. What was not yet written when the process dies is lost; these are
 * statistics.
 */
public final class Traffic {
  /** A project on a day; {@code day} counts from 1970-01-01 in UTC. */
  record Key(RegistryId registry, String project, long day) {}

  /** How often. */
  record Counts(long pulls, long pushes) {
    Counts plus(Counts other) {
      return new Counts(pulls + other.pulls, pushes + other.pushes);
    }
  }

  private static final Counts PULL = new Counts(1, 0);
  private static final Counts PUSH = new Counts(0, 1);

  private final InstantSource clock;
  private final ConcurrentHashMap<Key, Counts> counted = new ConcurrentHashMap<>();

  Traffic(InstantSource clock) {
    this.clock = clock;
  }

  /** A manifest of the project was served. */
  public void pulled(RegistryId registry, String project) {
    add(registry, project, PULL);
  }

  /** A manifest was stored in the project. */
  public void pushed(RegistryId registry, String project) {
    add(registry, project, PUSH);
  }

  private void add(RegistryId registry, String project, Counts one) {
    counted.merge(new Key(registry, project, Day.of(clock.instant())), one, Counts::plus);
  }

  /** Takes out what was counted so far. */
  Map<Key, Counts> take() {
    var taken = new HashMap<Key, Counts>();
    for (var key : counted.keySet()) {
      var counts = counted.remove(key);
      if (counts != null) {
        taken.put(key, counts);
      }
    }
    return taken;
  }

  /** Puts back what could not be written. */
  void putBack(Map<Key, Counts> taken) {
    taken.forEach((key, counts) -> counted.merge(key, counts, Counts::plus));
  }
}
