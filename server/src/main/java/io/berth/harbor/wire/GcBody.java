package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.job.Execution;
import io.berth.ops.gc.GcRun;
import io.berth.ops.gc.GcRuns;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** GCHistory: a run, or the schedule. The parameters are JSON inside a text. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record GcBody(
    long id,
    String jobName,
    String jobKind,
    String jobParameters,
    @Nullable Schedule schedule,
    String jobStatus,
    boolean deleted,
    String creationTime,
    String updateTime) {

  /** When it runs. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Schedule(String type, String cron, String nextScheduledTime) {}

  /**
   * A run; one under way says how far it is as well (beyond Harbor).
   *
   * @param now for how long the rest may take
   */
  public static GcBody of(GcRun run, Instant now) {
    var freed = run.freed();
    var execution = run.execution();
    var scheduled = execution.trigger() == Execution.Trigger.SCHEDULE;
    return new GcBody(
        execution.id(),
        "GARBAGE_COLLECTION",
        scheduled ? "SCHEDULE" : "MANUAL",
        """
        {"delete_untagged":%b,"untagged_hours":%d,"dry_run":%b,"workers":%d,"freed_space":%d,\
        "purged_blobs":%d,"purged_manifests":%d%s}"""
            .formatted(
                run.options().deleteUntagged(),
                run.options().untaggedAge().toHours(),
                run.options().dryRun(),
                run.options().workers(),
                freed.bytes(),
                freed.blobs(),
                freed.manifests(),
                progress(execution, now)),
        new Schedule(scheduled ? "Schedule" : "Manual", "", Timestamp.of(null)),
        execution.status().word(),
        false,
        Timestamp.of(execution.createdAt()),
        Timestamp.of(latest(execution)));
  }

  private static String progress(Execution execution, Instant now) {
    var progress = execution.progress();
    return execution.isOver() || progress.total() == 0
        ? ""
        : ",\"done\":%d,\"total\":%d%s"
            .formatted(
                progress.done(),
                progress.total(),
                execution
                    .remaining(now)
                    .map(rest -> ",\"remaining_seconds\":" + rest.toSeconds())
                    .orElse(""));
  }

  private static Instant latest(Execution execution) {
    var ended = execution.endedAt();
    var started = execution.startedAt();
    return ended != null ? ended : started != null ? started : execution.createdAt();
  }

  /**
   * The schedule, in Harbor's form of it: the kind of job is its cron, and it runs as long as it is
   * there.
   *
   * @param usualAge how old what has no tag must be, unless somebody asked for more
   */
  public static GcBody of(io.berth.job.Schedule schedule, Duration usualAge) {
    var options = GcRuns.options(schedule);
    var more =
        (options.dryRun() ? "\"dry_run\":true," : "")
            + (options.untaggedAge().compareTo(usualAge) > 0
                ? "\"untagged_hours\":" + options.untaggedAge().toHours() + ','
                : "");
    return new GcBody(
        1,
        "GARBAGE_COLLECTION",
        schedule.cron(),
        "{\"delete_tag\":false,\"delete_untagged\":%b,%s\"workers\":%d}"
            .formatted(options.deleteUntagged(), more, options.workers()),
        new Schedule(schedule.kind(), schedule.cron(), Timestamp.of(schedule.nextAt())),
        "Running",
        false,
        Timestamp.of(schedule.createdAt()),
        Timestamp.of(schedule.updatedAt()));
  }
}
