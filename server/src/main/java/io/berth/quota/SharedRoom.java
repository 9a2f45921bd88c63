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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * This server's shares of the room that several servers fill together. What it has set aside is
 * never more than its share, and a share shrinks by what was stored or given back, so that what is
 * stored and all shares together stay within the limit.
 */
final class SharedRoom {
  /** Within so long other servers give back what they do not need of their shares. */
  static final Duration GIVEN_BACK = Duration.ofMillis(2_500);

  /** What others give back is in the database only, so it is looked at again after so long. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final Duration RENEWED = Duration.ofSeconds(10);

  /** Half of the time after which others take this server for gone. */
  private static final Duration SURE = QuotaShares.SILENCE.dividedBy(2);

  private final QuotaShares shares;
  private final ReentrantLock asking = new ReentrantLock();

  /** What may be set aside, by scope; goes down at any time, and up under the lock. */
  private final ConcurrentMap<String, Grant> granted = new ConcurrentHashMap<>();

  /** What left the scopes that are being asked about, since that began. */
  private final ConcurrentMap<String, Long> leaving = new ConcurrentHashMap<>();

  /** Whoever was refused waits here; it has no place to give. */
  private final Semaphore refused = new Semaphore(0);

  private final Set<String> inUse = ConcurrentHashMap.newKeySet();

  /** As the table has them; guarded by the lock. */
  private final Map<String, Long> stored = new HashMap<>();

  private volatile long renewedAt = System.nanoTime();

  /**
   * A share.
   *
   * @param limit the one that held when it was given
   * @param reserved what is set aside of it now
   */
  private record Grant(long bytes, long limit, LongSupplier reserved) {
    Grant atMost(long most) {
      return bytes <= most ? this : new Grant(Math.max(0, most), limit, reserved);
    }
  }

  SharedRoom(QuotaShares shares) {
    this.shares = shares;
  }

  /** Something that was set aside here is free again: whoever was refused looks at once. */
  void givenBack() {
    if (refused.hasQueuedThreads()) {
      refused.release(refused.getQueueLength());
    }
  }

  /**
   * Returns when something was given back here, or may have been elsewhere.
   *
   * @param end of all waiting, as {@link System#nanoTime} has it
   * @return false when that has come, or the server stops
   */
  boolean awaitGivenBack(long end) {
    try {
      var _ = refused.tryAcquire(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
      return System.nanoTime() < end;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Whether what is set aside of a project and its registry lies within the shares, under the
   * limits they were given under.
   */
  boolean covers(
      long project, long ofProject, long hard, RegistryId registry, long ofRegistry, long limit) {
    return System.nanoTime() - renewedAt < SURE.toNanos()
        && covers(QuotaShares.ofProject(project), ofProject, hard)
        && covers(QuotaShares.ofRegistry(registry), ofRegistry, limit);
  }

  private boolean covers(String scope, long bytes, long limit) {
    inUse.add(scope);
    // In line with who makes the share smaller: what was set aside before is seen there, or the
    // smaller share here.
    var grant = granted.computeIfPresent(scope, (_, known) -> known);
    return grant != null && grant.limit() == limit && bytes <= grant.bytes();
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
      leaving.put(QuotaShares.ofProject(project), 0L);
      leaving.put(QuotaShares.ofRegistry(registry), 0L);
      var answer = shares.ask(project, registry, limit, inProject, inRegistry);
      long hard = answer.used().projectHard();
      answer
          .project()
          .ifPresent(
              bytes -> grant(QuotaShares.ofProject(project), new Grant(bytes, hard, inProject)));
      answer
          .registry()
          .ifPresent(
              bytes ->
                  grant(QuotaShares.ofRegistry(registry), new Grant(bytes, limit, inRegistry)));
      return answer;
    } finally {
      leaving.clear();
      asking.unlock();
    }
  }

  /** Without what was stored or given back while it was asked for: that may be in the answer. */
  private void grant(String scope, Grant grant) {
    stored.put(scope, grant.bytes());
    granted.compute(
        scope,
        (_, _) -> {
          var gone = leaving.remove(scope);
          return grant.atMost(grant.bytes() - (gone == null ? 0 : gone));
        });
  }

  /** Bytes that were set aside are stored, or given back; to be called before they count as so. */
  void shrink(long project, RegistryId registry, long bytes) {
    shrink(QuotaShares.ofProject(project), bytes);
    shrink(QuotaShares.ofRegistry(registry), bytes);
  }

  private void shrink(String scope, long bytes) {
    granted.compute(
        scope,
        (_, before) -> {
          leaving.computeIfPresent(scope, (_, sum) -> sum + bytes);
          return before == null ? null : before.atMost(before.bytes() - bytes);
        });
  }

  /** Gives back what is not needed, and says that this server is there. A job for every second. */
  void tidy() {
    asking.lock();
    try {
      var lower = new HashMap<String, Long>();
      for (var share : Set.copyOf(stored.entrySet())) {
        var scope = share.getKey();
        if (!inUse.remove(scope)) {
          granted.computeIfPresent(
              scope, (_, before) -> before.atMost(before.reserved().getAsLong()));
        }
        var left = granted.get(scope);
        long now = left == null ? 0 : left.bytes();
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
      granted.remove(scope);
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
