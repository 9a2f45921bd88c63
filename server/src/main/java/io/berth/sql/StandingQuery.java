package io.berth.sql;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A query whose answer is in memory at any time, for what stands before every request and must be
 * known without waiting, even while the database is away. It is read again whenever a table it was
 * read from changes: before a write returns to whoever made it here, within a second of a write by
 * another server or a command ({@link Database#noticeOthers}).
 *
 * @param <V> the answer, which nobody changes
 */
public final class StandingQuery<V> {
  private final Database database;
  private final Supplier<V> read;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Answer<V> answer;

  private record Answer<V>(V value, long count, AtomicLong[] changes) {}

  /** Reads for the first time. */
  public StandingQuery(Database database, Supplier<V> read) {
    this.database = database;
    this.read = read;
    this.answer = read();
    database.standing(this);
  }

  /** The answer; never waits. */
  public V get() {
    return answer.value();
  }

  /** Reads again when a table changed; returns when the answer holds what was committed before. */
  void follow() {
    if (holds()) {
      return;
    }
    lock.lock();
    try {
      if (!holds()) {
        answer = read();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean holds() {
    var now = answer;
    return database.versions().holds(now.count(), now.changes());
  }

  private Answer<V> read() {
    long count = database.versions().now();
    var listener = database.listener();
    Set<String> tables;
    V value;
    listener.beginReading();
    try {
      value = read.get();
    } finally {
      tables = listener.end();
    }
    var changes = tables.stream().map(database.versions()::of).toArray(AtomicLong[]::new);
    return new Answer<>(value, count, changes);
  }
}
