package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.ops.gc.GcRun;
import io.berth.ops.gc.GcSchedules;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

  /** A run. */
  public static GcBody of(GcRun run) {
    var freed = run.freed();
    return new GcBody(
        run.id(),
        "GARBAGE_COLLECTION",
        run.kind() == GcRun.Kind.SCHEDULE ? "SCHEDULE" : "MANUAL",
        """
        {"delete_untagged":%b,"untagged_hours":%d,"dry_run":%b,"workers":%d,"freed_space":%d,\
        "purged_blobs":%d,"purged_manifests":%d}"""
            .formatted(
                run.options().deleteUntagged(),
                run.options().untaggedAge().toHours(),
                run.options().dryRun(),
                run.options().workers(),
                freed.bytes(),
                freed.blobs(),
                freed.manifests()),
        new Schedule(
            run.kind() == GcRun.Kind.SCHEDULE ? "Schedule" : "Manual", "", Timestamp.of(null)),
        word(run.status()),
        false,
        Timestamp.of(run.createdAt()),
        Timestamp.of(latest(run)));
  }

  private static Instant latest(GcRun run) {
    var ended = run.endedAt();
    var started = run.startedAt();
    return ended != null ? ended : started != null ? started : run.createdAt();
  }

  /** Success, Running, …: in Harbor's capitals. */
  private static String word(GcRun.Status status) {
    var name = status.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /**
   * The schedule, in Harbor's form of it: the kind of job is its cron, and it runs as long as it is
   * there.
   *
   * @param usualAge how old what has no tag must be, unless somebody asked for more
   */
  public static GcBody of(GcSchedules.Schedule schedule, Duration usualAge) {
    var options = schedule.options();
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
        new Schedule(schedule.type(), schedule.cron(), Timestamp.of(schedule.nextAt())),
        "Running",
        false,
        Timestamp.of(schedule.createdAt()),
        Timestamp.of(schedule.updatedAt()));
  }
}
