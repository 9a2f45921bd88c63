package io.berth.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the database, each kept until a table it was read from changes. The tables are heard
 * of while the answer is read ({@link StatementListener}), those whose rows go by a cascade are
 * known from the schema ({@link Schema}); nobody lists them.
 *
 * <p>It never answers with what was true before a write that this process acknowledged, or that
 * another server acknowledged before the request began ({@link Database#asOfNow}). An answer that
 * was read inside a writing transaction, from no table, or while one of its tables changed is given
 * and not kept. When many ask for the same at once, one of them reads and the others wait; no lock
 * is held meanwhile.
 *
 * @param <K> what is asked for: everything that the answer depends on beside the tables
 * @param <V> the answer, which nobody changes
 */
public final class QueryCache<K, V> {
  private final Database database;
  private final Cache<K, Kept<V>> kept;
  private final ConcurrentMap<K, CompletableFuture<Kept<V>>> reading = new ConcurrentHashMap<>();

  /**
   * An answer.
   *
   * @param count of commits when it began to be read
   * @param tables it was read from
   * @param changes of these tables
   */
  private record Kept<V>(V value, long count, Set<String> tables, AtomicLong[] changes) {}

  /**
   * @param maximum how many answers are kept at most
   */
  public QueryCache(Database database, long maximum) {
    this(database, maximum, _ -> 1);
  }

  /**
   * @param maximum how much all answers that are kept weigh at most
   * @param weight of an answer, in the same unit
   */
  public QueryCache(Database database, long maximum, ToIntFunction<V> weight) {
    this.database = database;
    this.kept =
        Caffeine.newBuilder()
            .executor(Runnable::run) // its upkeep costs less than to wake another thread for it
            .maximumWeight(maximum)
            .weigher((K _, Kept<V> answer) -> weight.applyAsInt(answer.value()))
            .build();
  }

  /**
   * The answer for the key.
   *
   * @param read reads it, on this thread, when it is not known or may have changed; throws what
   *     this throws then
   */
  public V get(K key, Function<K, V> read) {
    boolean isWriting = database.listener().isWriting();
    if (isWriting && !database.isCaughtUp()) {
      return read.apply(key); // to look for the changes of others takes another connection
    }
    database.catchUp();
    var known = valid(kept.getIfPresent(key));
    (known == null ? database.versions().misses : database.versions().hits).increment();
    if (known == null && !isWriting) {
      known = read(key, read);
    }
    if (known == null) {
      return read.apply(key); // other transactions do not see what this one does
    }
    database.listener().used(known.tables());
    return known.value();
  }

  /**
   * The answer for the key if it is in memory and holds; never waits. Empty on PostgreSQL, which
   * has to be asked whether it holds.
   */
  public Optional<V> peek(K key) {
    var known = database.isCaughtUp() ? valid(kept.getIfPresent(key)) : null;
    if (known == null) {
      return Optional.empty();
    }
    database.versions().hits.increment();
    database.listener().used(known.tables());
    return Optional.of(known.value());
  }

  private @Nullable Kept<V> valid(@Nullable Kept<V> answer) {
    return answer != null && database.versions().holds(answer.count(), answer.changes())
        ? answer
        : null;
  }

  /** Reads, or takes what another thread reads at this moment if that holds when it is there. */
  private Kept<V> read(K key, Function<K, V> read) {
    var mine = new CompletableFuture<Kept<V>>();
    var other = reading.putIfAbsent(key, mine);
    if (other != null) {
      var answer = valid(other.exceptionally(_ -> null).join());
      return answer == null ? fresh(key, read) : answer;
    }
    try {
      var answer = fresh(key, read);
      mine.complete(answer);
      return answer;
    } finally {
      reading.remove(key, mine);
      mine.completeExceptionally(new IllegalStateException("it could not be read"));
    }
  }

  private Kept<V> fresh(K key, Function<K, V> read) {
    // Counted before reading: a change in between makes the answer outdated at once.
    long count = database.versions().now();
    var listener = database.listener();
    V value;
    Set<String> tables;
    listener.beginReading();
    try {
      value = read.apply(key);
    } finally {
      tables = Set.copyOf(listener.end());
    }
    var changes = tables.stream().map(database.versions()::of).toArray(AtomicLong[]::new);
    var answer = new Kept<>(value, count, tables, changes);
    if (!tables.isEmpty() && valid(answer) != null) {
      kept.put(key, answer);
    }
    return answer;
  }
}
