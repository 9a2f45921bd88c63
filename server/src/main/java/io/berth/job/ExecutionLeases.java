package io.berth.job;

import io.berth.memory.StoredJson;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.Fence;
import io.berth.sql.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Executions as the servers share them. One under way belongs to the server whose beat it shows;
 * when the beat stops another server, or the same after a restart, goes on with it under a higher
 * number than the one before ({@link #fence}).
 */
final class ExecutionLeases {
  /** Executions of a registry that are under way at once, on all servers together. */
  static final int AT_ONCE = 2;

  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Database database;
  private final InstantSource clock;

  /**
   * @param clock what time it is for all servers of the database
   */
  ExecutionLeases(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Takes up one of some kinds that waits or was left behind: the oldest of a registry that has not
   * {@link #AT_ONCE} under way. What {@link PausedQueues} hold up goes on waiting.
   */
  Optional<Execution> claim(Collection<JobType> types) {
    var now = clock.instant();
    return types.isEmpty()
        ? Optional.empty()
        : database.write(
            handle -> {
              database.oneByOne(handle, "execution claimed");
              var id = waiting(handle, types, now);
              id.ifPresent(it -> ExecutionRow.takeUp(handle, it, Micros.of(now)));
              return id.flatMap(it -> Executions.find(handle, it));
            });
  }

  /** On PostgreSQL its row is locked for update, against the fence of who had it before. */
  private Optional<Long> waiting(Handle handle, Collection<JobType> types, Instant now) {
    return handle
        .createQuery(
            """
            SELECT e.id FROM execution e
            WHERE e.ended_at IS NULL AND (e.beat_at IS NULL OR e.beat_at < :silent)
              AND e.type IN (<types>)
              AND NOT EXISTS (SELECT 1 FROM paused_queue p
                WHERE p.registry_id = e.registry_id AND p.queue = e.type)
              AND (SELECT count(*) FROM execution r WHERE r.registry_id = e.registry_id
                AND r.ended_at IS NULL AND r.beat_at >= :silent) < :most
            ORDER BY e.id LIMIT 1<lock>
            """)
        .define("lock", database.dialect() == Dialect.POSTGRESQL ? " FOR UPDATE OF e" : "")
        .bindList("types", types.stream().map(JobType::name).toList())
        .bind("silent", Micros.of(now.minus(SILENCE)))
        .bind("most", AT_ONCE)
        .mapTo(Long.class)
        .findOne();
  }

  /** True when there may be something for {@link #claim}: a cheap look. */
  boolean anyWaiting() {
    var silent = Micros.of(clock.instant().minus(SILENCE));
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT 1 FROM execution WHERE ended_at IS NULL"
                        + " AND (beat_at IS NULL OR beat_at < :silent) LIMIT 1")
                .bind("silent", silent)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /**
   * What stands before each write of an execution's owner. Its threads write side by side and count
   * in the execution's own row, which goes together with this lock; {@link #claim} does not.
   */
  static Fence fence(Execution execution) {
    return new Fence(
        execution.vendor().type() + " execution " + execution.id(),
        "execution WHERE id = :execution AND fence = :fence",
        Map.of("execution", execution.id(), "fence", execution.fence()),
        Fence.Lock.KEY_SHARE);
  }

  /** Says that its owner is alive; false when another has it, or it is gone. */
  boolean beat(Execution execution) {
    var now = Micros.of(clock.instant());
    return database.writeLazily(handle -> ExecutionRow.beat(handle, execution, now));
  }

  /** The server stops: the next one takes the execution up at once. */
  void leave(Execution execution) {
    database.run(handle -> ExecutionRow.leave(handle, execution));
  }

  boolean isStopRequested(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT 1 FROM execution WHERE id = :id AND stop_requested = 1")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  void progress(long id, Execution.Progress progress) {
    var now = Micros.of(clock.instant());
    database.runLazily(handle -> ExecutionRow.progress(handle, id, progress, now));
  }

  void position(long id, String position) {
    database.run(handle -> ExecutionRow.position(handle, id, position));
  }

  void attributes(long id, Object attributes) {
    var json = StoredJson.write(attributes);
    database.run(handle -> ExecutionRow.attributes(handle, id, json));
  }

  /** Adds a line to the log. */
  void log(long id, String line) {
    var text = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n";
    database.run(handle -> ExecutionRow.log(handle, id, text));
  }

  /** It is over, with its tasks. */
  void end(long id, Execution.Status status, String message) {
    var now = Micros.of(clock.instant());
    database.run(
        handle -> {
          ExecutionRow.end(handle, id, status, message, now);
          Tasks.endOpen(handle, id, status, now);
        });
  }
}
