package io.berth.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.catalog.Quotas;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the only server on a database knows of its room without reading figures: for a moment after
 * they were read, what there was then and all that was set aside since is the most that there can
 * be. Whoever sets something aside adds it to the sum of what is set aside first, and counts it
 * here then; that sum is read when the new count is there for all. So of two who set something
 * aside at once one has seen the other.
 */
final class OwnRoom {
  /** What does not go through this process, such as a command's work, is seen after so long. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final long UNKNOWN = -1;

  private final Cache<Long, AtMost> ofProjects = cache();
  private final Cache<RegistryId, AtMost> ofRegistries = cache();

  static <K, V> Cache<K, V> cache() {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .maximumSize(10_000)
        .expireAfterWrite(MOMENT)
        .build();
  }

  /** The most that is stored and set aside of one of them. */
  static final class AtMost {
    private final AtomicLong since = new AtomicLong();
    private volatile long then = UNKNOWN;

    long with(long bytes) {
      long sum = since.addAndGet(bytes);
      return then == UNKNOWN ? Long.MAX_VALUE : then + sum;
    }
  }

  /**
   * Counts bytes that were set aside.
   *
   * @param hard what the project may hold
   * @return the most that others use, where all together stays so far below both limits that nobody
   *     need be warned; null when the figures must be read
   */
  Quotas.@Nullable Figures add(long project, long hard, Registry registry, long bytes) {
    var inProject = ofProjects.getIfPresent(project);
    var inRegistry = ofRegistries.getIfPresent(registry.id());
    long used = inProject == null ? Long.MAX_VALUE : inProject.with(bytes);
    long whole = inRegistry == null ? Long.MAX_VALUE : inRegistry.with(bytes);
    return QuotaReservation.isFarFrom(hard, used)
            && QuotaReservation.isFarFrom(registry.limits().storage(), whole)
        ? new Quotas.Figures(used - bytes, hard, whole - bytes)
        : null;
  }

  /** From now on all count anew; figures are read next. */
  Reading begin(long project, RegistryId registry) {
    var reading = new Reading(new AtMost(), new AtMost());
    ofProjects.put(project, reading.ofProject);
    ofRegistries.put(registry, reading.ofRegistry);
    return reading;
  }

  /** Figures being read. */
  record Reading(AtMost ofProject, AtMost ofRegistry) {
    /**
     * @param all what was set aside when this was there, and what is stored as read after that
     */
    void was(Quotas.Figures all) {
      ofProject.then = all.projectUsed();
      ofRegistry.then = all.registryUsed();
    }
  }
}
