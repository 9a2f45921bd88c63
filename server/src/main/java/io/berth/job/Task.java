package io.berth.job;

import io.berth.memory.StoredJson;
import io.berth.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of an execution.
 *
 * @param name what it is about, such as a repository
 * @param attributes what came of it, JSON of the kind's own
 * @param endedAt null until it is over
 */
public record Task(
    long id,
    long executionId,
    String name,
    Execution.Status status,
    String attributes,
    Instant startedAt,
    @Nullable Instant endedAt) {
  /** What came of it; {@code type} must do without any member. */
  public <T> T attributes(Class<T> type) {
    return StoredJson.read(attributes, type);
  }

  /** What the job service calls it. */
  public String jobId() {
    return executionId + "-" + id;
  }

  static Task of(ResultSet row) throws SQLException {
    return new Task(
        row.getLong("id"),
        row.getLong("execution_id"),
        row.getString("name"),
        Execution.Status.valueOf(row.getString("status")),
        row.getString("attributes"),
        Micros.instant(row.getLong("started_at")),
        Execution.time(row, "ended_at"));
  }
}
