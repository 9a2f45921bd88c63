package io.berth.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Answers of the database, kept until one of the tables they come from changes. It never answers
 * with what was true before a write that this process acknowledged.
 *
 * <p>Works with SQLite, whose file has one server; changes by a command beside it arrive within a
 * fifth of a second. With PostgreSQL other servers change the tables too, so that nothing is kept
 * and every answer is read.
 */
public final class Remembered<K, V> {
  private record Kept<V>(long count, V value) {}

  private final boolean keeps;
  private final AtomicLong[] counts;
  private final Cache<K, Kept<V>> kept;

  /**
   * @param maximum how many answers are kept at most
   * @param tables every table an answer depends on, also those whose rows go by a cascade
   */
  public Remembered(Database database, long maximum, String... tables) {
    this(database, maximum, _ -> 1, tables);
  }

  /**
   * @param maximum how much all answers that are kept weigh at most
   * @param weight of an answer, in the same unit
   */
  public Remembered(Database database, long maximum, ToIntFunction<V> weight, String... tables) {
    this.keeps = database.dialect() == Dialect.SQLITE;
    this.counts = Arrays.stream(tables).map(database.changes()::of).toArray(AtomicLong[]::new);
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(maximum)
            .weigher((K _, Kept<V> answer) -> weight.applyAsInt(answer.value()))
            .build();
  }

  /** The answer for the key, read when it is not known or may have changed. */
  public V get(K key, Function<K, V> read) {
    if (!keeps) {
      return read.apply(key);
    }
    // Counted before reading: a change in between makes the answer outdated at once, never lasting.
    long count = count();
    var known = kept.getIfPresent(key);
    if (known != null && known.count() == count) {
      return known.value();
    }
    var value = read.apply(key);
    kept.put(key, new Kept<>(count, value));
    return value;
  }

  /** Each count only grows, so the sum says whether any has. */
  private long count() {
    long sum = 0;
    for (var count : counts) {
      sum += count.get();
    }
    return sum;
  }
}
