package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.job.Execution;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Execution of any kind of job, and how far it is (beyond Harbor).
 *
 * @param extraAttrs what came of it, and what it was asked for
 * @param progress null when nothing is known of it
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ExecutionBody(
    long id,
    String vendorType,
    long vendorId,
    String status,
    String statusMessage,
    String trigger,
    String operator,
    @JsonRawValue String extraAttrs,
    @Nullable Progress progress,
    String creationTime,
    String startTime,
    String endTime) {
  /**
   * How far it is.
   *
   * @param remainingSeconds if it goes on as until now; absent when it is over or has just begun
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Progress(
      long done,
      long total,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long remainingSeconds) {
    /** Null when nothing is known of it. */
    public static @Nullable Progress of(Execution execution, Instant now) {
      var progress = execution.progress();
      return progress.total() == 0
          ? null
          : new Progress(
              progress.done(),
              progress.total(),
              execution.remaining(now).map(Duration::toSeconds).orElse(null));
    }
  }

  public static ExecutionBody of(Execution execution, Instant now) {
    return new ExecutionBody(
        execution.id(),
        execution.vendor().type().name(),
        execution.vendor().id(),
        execution.status().word(),
        execution.message(),
        execution.trigger().name(),
        execution.startedBy(),
        execution.attributes(),
        Progress.of(execution, now),
        Timestamp.of(execution.createdAt()),
        Timestamp.of(execution.startedAt()),
        Timestamp.of(execution.endedAt()));
  }
}
