package io.berth.quota;

import io.berth.catalog.QuotaShares;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * This server's shares of the room that several servers fill together. What it has set aside is
 * never more than its share, and a share shrinks by what was stored or given back, so that what is
 * stored and all shares together stay within the limit.
 */
final class SharedRoom {
  private static final Duration RENEWED = Duration.ofSeconds(10);

  /** Half of the time after which others take this server for gone. */
  private static final Duration SURE = QuotaShares.SILENCE.dividedBy(2);

  private final QuotaShares shares;
  private final ReentrantLock asking = new ReentrantLock();

  /** What may be set aside, by scope; goes down at any time, and up under the lock. */
  private final ConcurrentMap<String, Long> granted = new ConcurrentHashMap<>();

  private final Set<String> inUse = ConcurrentHashMap.newKeySet();

  /** As the table has them; guarded by the lock. */
  private final Map<String, Long> stored = new HashMap<>();

  private volatile long renewedAt = System.nanoTime();

  SharedRoom(QuotaShares shares) {
    this.shares = shares;
  }

  /** Whether what is set aside of a project and its registry lies within the shares. */
  boolean covers(long project, long ofProject, RegistryId registry, long ofRegistry) {
    return System.nanoTime() - renewedAt < SURE.toNanos()
        && covers(QuotaShares.ofProject(project), ofProject)
        && covers(QuotaShares.ofRegistry(registry), ofRegistry);
  }

  private boolean covers(String scope, long bytes) {
    inUse.add(scope);
    return bytes <= granted.getOrDefault(scope, 0L);
  }

  /** Asks for shares of what is set aside. */
  QuotaShares.Answer ask(
      long project,
      RegistryId registry,
      long limit,
      LongSupplier inProject,
      LongSupplier inRegistry) {
    asking.lock();
    try {
      if (System.nanoTime() - renewedAt >= SURE.toNanos()) {
        renew();
      }
      var answer = shares.ask(project, registry, limit, inProject, inRegistry);
      answer.project().ifPresent(bytes -> grant(QuotaShares.ofProject(project), bytes));
      answer.registry().ifPresent(bytes -> grant(QuotaShares.ofRegistry(registry), bytes));
      return answer;
    } finally {
      asking.unlock();
    }
  }

  private void grant(String scope, long bytes) {
    stored.put(scope, bytes);
    granted.put(scope, bytes);
  }

  /** Bytes that were set aside are stored, or given back; to be called before they count as so. */
  void shrink(long project, RegistryId registry, long bytes) {
    shrink(QuotaShares.ofProject(project), bytes);
    shrink(QuotaShares.ofRegistry(registry), bytes);
  }

  private void shrink(String scope, long bytes) {
    granted.computeIfPresent(scope, (_, before) -> Math.max(0, before - bytes));
  }

  /**
   * Gives back what is not needed, and says that this server is there. A job for every second.
   *
   * @param reserved what is set aside of a scope
   */
  void tidy(ToLongFunction<String> reserved) {
    asking.lock();
    try {
      var lower = new HashMap<String, Long>();
      for (var share : Set.copyOf(stored.entrySet())) {
        var scope = share.getKey();
        if (!inUse.remove(scope)) {
          granted.computeIfPresent(
              scope, (_, before) -> Math.min(before, reserved.applyAsLong(scope)));
        }
        long now = granted.getOrDefault(scope, 0L);
        if (now < share.getValue()) {
          lower.put(scope, now);
        }
      }
      inUse.retainAll(new HashSet<>(stored.keySet()));
      if (!lower.isEmpty()) {
        shares.lower(lower);
        lower.forEach(this::lowered);
      }
      if (!stored.isEmpty() && System.nanoTime() - renewedAt > RENEWED.toNanos()) {
        renew();
      } else if (stored.isEmpty()) {
        renewedAt = System.nanoTime();
      }
    } finally {
      asking.unlock();
    }
  }

  private void lowered(String scope, long bytes) {
    if (bytes > 0) {
      stored.put(scope, bytes);
    } else {
      stored.remove(scope);
      granted.remove(scope, 0L);
    }
  }

  /** Shares that others took for gone are none any more: what is set aside is asked for again. */
  private void renew() {
    long now = System.nanoTime();
    if (shares.renew() < stored.size()) {
      granted.clear();
      stored.clear();
    }
    renewedAt = now;
  }

  /** Gives everything back, as the server stops. */
  void leave() {
    asking.lock();
    try {
      granted.clear();
      if (!stored.isEmpty()) {
        stored.clear();
        shares.leave();
      }
    } finally {
      asking.unlock();
    }
  }
}
