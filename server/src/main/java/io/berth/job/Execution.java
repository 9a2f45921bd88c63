package io.berth.job;

import io.berth.memory.StoredJson;
import io.berth.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job: it waits, is under way or is over.
 *
 * @param startedBy who asked, as logs show it
 * @param parameters what it was asked for, JSON of the kind's own
 * @param message why it ended as it did; "" for nothing to say
 * @param attributes what came of it, JSON of the kind's own; "{}" for nothing
 * @param position where a server that takes it up goes on, a text of the kind's own; null for the
 *     beginning
 * @param attempts how often servers began it
 * @param fence raised by whoever takes it up: what its owner writes, it writes under that number
 * @param startedAt null while it waits
 * @param endedAt null until it is over
 */
public record Execution(
    long id,
    Vendor vendor,
    Trigger trigger,
    String startedBy,
    String parameters,
    Status status,
    String message,
    String attributes,
    Progress progress,
    @Nullable String position,
    int attempts,
    long fence,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {
  /** What a statement reads for {@link #of}, of a row {@code e}: all but the log. */
  public static final String COLUMNS =
      "e.id, e.registry_id, e.project_id, e.type, e.vendor_id, e.cause, e.started_by,"
          + " e.parameters, e.status, e.message, e.attributes, e.done, e.total, e.position,"
          + " e.attempts, e.fence, e.created_at, e.updated_at, e.started_at, e.ended_at";

  /** Why it runs: Harbor's words. */
  public enum Trigger {
    MANUAL,
    SCHEDULE,
    EVENT
  }

  /** How far it is. */
  public enum Status {
    PENDING,
    RUNNING,
    SUCCESS,
    STOPPED,
    ERROR;

    /** Success, Running, …: in Harbor's capitals. */
    public String word() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How much is done, in what the kind counts.
   *
   * @param total how much there will be, as far as is known by now; 0 while nothing is known
   */
  public record Progress(long done, long total) {}

  /** What it was asked for, as it was written when it was asked for. */
  public <T> T parameters(Class<T> type) {
    return StoredJson.read(parameters, type);
  }

  /** What came of it; {@code type} must do without any member. */
  public <T> T attributes(Class<T> type) {
    return StoredJson.read(attributes, type);
  }

  /** Whether it is over. */
  public boolean isOver() {
    return endedAt != null;
  }

  /**
   * How long the rest takes if it goes on as until now; empty where there is nothing to reckon by.
   */
  public Optional<Duration> remaining(Instant now) {
    if (isOver() || startedAt == null || progress.done() <= 0 || progress.total() == 0) {
      return Optional.empty();
    }
    var rest = Math.max(0, progress.total() - progress.done());
    var spent = Math.max(0, Duration.between(startedAt, now).toMillis());
    return Optional.of(Duration.ofMillis((long) ((double) spent * rest / progress.done())));
  }

  /** A row with the {@link #COLUMNS}. */
  public static Execution of(ResultSet row) throws SQLException {
    long project = row.getLong("project_id");
    var hasProject = !row.wasNull();
    return new Execution(
        row.getLong("id"),
        new Vendor(
            row.getString("registry_id"),
            hasProject ? Long.valueOf(project) : null,
            JobType.valueOf(row.getString("type")),
            row.getLong("vendor_id")),
        Trigger.valueOf(row.getString("cause")),
        row.getString("started_by"),
        row.getString("parameters"),
        Status.valueOf(row.getString("status")),
        row.getString("message"),
        row.getString("attributes"),
        new Progress(row.getLong("done"), row.getLong("total")),
        row.getString("position"),
        row.getInt("attempts"),
        row.getLong("fence"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")),
        time(row, "started_at"),
        time(row, "ended_at"));
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Micros.instant(value);
  }
}
