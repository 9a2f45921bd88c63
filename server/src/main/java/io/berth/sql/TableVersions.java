package io.berth.sql;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * When each table was last changed, counted in commits that this process knows of. A commit is
 * counted after it happened and before anybody is told that it did. So what began to be read at a
 * count holds for as long as none of its tables was changed later: a commit that the reading may
 * have missed gets a higher count.
 */
final class TableVersions {
  /** Answers that were in memory and held, and those that were not or did not. */
  final LongAdder hits = new LongAdder();

  final LongAdder misses = new LongAdder();

  private final AtomicLong commits = new AtomicLong();
  private final ConcurrentMap<String, AtomicLong> changed = new ConcurrentHashMap<>();

  /** The count when anything may have changed, tables that nobody asked about yet among it. */
  private final AtomicLong everything = new AtomicLong();

  /** The count now; to be taken before reading begins. */
  long now() {
    return commits.get();
  }

  /** The count of a table's last change, for repeated looks. */
  AtomicLong of(String table) {
    return changed.computeIfAbsent(table, _ -> new AtomicLong());
  }

  /** Counts one commit that changed these tables. */
  void changed(Collection<String> tables) {
    if (!tables.isEmpty()) {
      long count = commits.incrementAndGet();
      tables.forEach(table -> of(table).accumulateAndGet(count, Math::max));
    }
  }

  /** Anything may have changed. */
  void everythingChanged() {
    long count = commits.incrementAndGet();
    everything.accumulateAndGet(count, Math::max);
  }

  /**
   * Whether what began to be read at that count still holds.
   *
   * @param tables all that it was read from, see {@link #of}
   */
  boolean holds(long count, AtomicLong[] tables) {
    if (everything.get() > count) {
      return false;
    }
    for (var table : tables) {
      if (table.get() > count) {
        return false;
      }
    }
    return true;
  }
}
