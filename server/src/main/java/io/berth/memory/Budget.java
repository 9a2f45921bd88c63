package io.berth.memory;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An amount of something, bytes or places, that many holders share. Nobody waits for it: what is
 * not there is refused. A holder may have at most a share of what it leaves free for others, so
 * that one alone, however much it asks for, never takes all of it, and several get less each.
 */
public final class Budget {
  /** A holder that has no share of its own, because it is many. */
  public static final Object EVERYBODY = new Object();

  /** The part of the whole that a holder may always have, if it is there. */
  private static final int SMALL_PART = 1024;

  private final long limit;
  private final int caution;
  private final AtomicLong used = new AtomicLong();
  private final ConcurrentMap<Object, Long> held = new ConcurrentHashMap<>();

  /**
   * @param limit all that there is
   * @param caution a holder has at most what is free divided by this: alone it gets {@code limit /
   *     (caution + 1)}
   */
  public Budget(long limit, int caution) {
    this.limit = limit;
    this.caution = caution;
  }

  /** What became of an attempt to take something. */
  public enum Taking {
    TAKEN,
    /** This holder has its share; another may still get some. */
    SHARE_SPENT,
    /** There is nothing left for anybody. */
    ALL_SPENT
  }

  /** Takes some, unless there is too little or the holder has its share. */
  public Taking take(Object holder, long amount) {
    long now = used.addAndGet(amount);
    if (now > limit) {
      used.addAndGet(-amount);
      return Taking.ALL_SPENT;
    }
    long mine = held.merge(holder, amount, Long::sum);
    if (holder != EVERYBODY
        && mine > Math.max(1, limit / SMALL_PART)
        && mine > (limit - now) / caution) {
      give(holder, amount);
      return Taking.SHARE_SPENT;
    }
    return Taking.TAKEN;
  }

  /** Gives back what was taken. */
  public void give(Object holder, long amount) {
    used.addAndGet(-amount);
    held.compute(
        holder, (_, mine) -> mine == null || mine.longValue() <= amount ? null : mine - amount);
  }

  /** How much is taken now. */
  public long used() {
    return used.get();
  }

  /** All that there is. */
  public long limit() {
    return limit;
  }
}
