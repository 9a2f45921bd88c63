package io.berth.job;

import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.memory.StoredJson;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code task}: the parts of executions. */
public final class Tasks {
  /** Parts of an execution that are written down. */
  public static final int MOST = 10_000;

  private static final String COLUMNS =
      "t.id, t.execution_id, t.name, t.status, t.attributes, t.started_at, t.ended_at";

  /** Tasks, as they are listed: in the order they were done in. */
  public static final Listing<Task> LIST =
      new Listing<>(
          COLUMNS,
          "task t",
          "t.id",
          (row, _) -> Task.of(row),
          "t.id",
          List.of(
              Column.number("id", "t.id"),
              Column.text("status", "upper(substr(t.status, 1, 1)) || lower(substr(t.status, 2))"),
              Column.text("repository", "t.name"),
              Column.time("start_time", "t.started_at"),
              Column.time("end_time", "coalesce(t.ended_at, 0)")));

  private final Database database;
  private final InstantSource clock;

  Tasks(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Writes down that a part has begun; its id. */
  long begin(long executionId, String name) {
    var now = Micros.of(clock.instant());
    return database.writeLazily(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO task (execution_id, name, status, started_at)"
                        + " VALUES (:execution, :name, 'RUNNING', :now) RETURNING id")
                .bind("execution", executionId)
                .bind("name", name)
                .bind("now", now)
                .mapTo(Long.class)
                .one());
  }

  /** It is over; its log is written now and as a whole. */
  void end(long id, Execution.Status status, Object attributes, String log) {
    var now = Micros.of(clock.instant());
    database.runLazily(
        handle ->
            handle
                .createUpdate(
                    "UPDATE task SET status = :status, attributes = :attributes, log = :log,"
                        + " ended_at = :now WHERE id = :id")
                .bind("status", status.name())
                .bind("attributes", StoredJson.write(attributes))
                .bind("log", log)
                .bind("now", now)
                .bind("id", id)
                .execute());
  }

  /** Those that are not over end as their execution does, within its transaction. */
  static void endOpen(Handle handle, long executionId, Execution.Status status, long now) {
    handle
        .createUpdate(
            "UPDATE task SET status = :status, ended_at = :now"
                + " WHERE execution_id = :execution AND ended_at IS NULL")
        .bind("status", status.name())
        .bind("now", now)
        .bind("execution", executionId)
        .execute();
  }

  /** How many parts of an execution are written down. */
  int count(long executionId) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM task WHERE execution_id = :execution")
                .bind("execution", executionId)
                .mapTo(Integer.class)
                .one());
  }

  /** The tasks of an execution. */
  public Listed<Task> list(long executionId, ListQuery query) {
    return LIST.find(
        database,
        Condition.of("t.execution_id = :execution", Map.of("execution", executionId)),
        query);
  }

  /** A task of an execution. */
  public Optional<Task> find(long executionId, long id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM task t WHERE t.id = :id AND t.execution_id = :execution")
                .bind("id", id)
                .bind("execution", executionId)
                .map((row, _) -> Task.of(row))
                .findOne());
  }

  /** What a task has to say; "" for nothing, or while it goes on. */
  public String log(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT log FROM task WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
  }
}
