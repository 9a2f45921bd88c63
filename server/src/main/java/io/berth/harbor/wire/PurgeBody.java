package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.audit.purge.AuditPurge;
import io.berth.audit.purge.PurgeTerms;
import io.berth.job.Execution;
import io.berth.memory.StoredJson;
import java.util.Map;
import java.util.TreeMap;

/** ExecHistory: a purge of the audit log, or the schedule. The parameters are JSON in a text. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PurgeBody(
    long id,
    String jobName,
    String jobKind,
    String jobParameters,
    Schedule schedule,
    String jobStatus,
    boolean deleted,
    String creationTime,
    String updateTime) {
  private static final String NAME = "PURGE_AUDIT_LOG";

  /** When it runs. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Schedule(String type, String cron, String nextScheduledTime) {}

  /** A purge; beyond Harbor it says how many entries went. */
  public static PurgeBody of(Execution execution) {
    var parameters = parameters(execution.parameters(PurgeTerms.class));
    parameters.put("purged_entries", AuditPurge.Outcome.of(execution).purged());
    return new PurgeBody(
        execution.id(),
        NAME,
        execution.trigger().name(),
        StoredJson.write(parameters),
        new Schedule(execution.trigger().name(), "", Timestamp.of(null)),
        execution.status().word(),
        false,
        Timestamp.of(execution.createdAt()),
        Timestamp.of(execution.updatedAt()));
  }

  /** The schedule: the kind of job is its cron, and it runs as long as it is there. */
  public static PurgeBody of(io.berth.job.Schedule schedule) {
    return new PurgeBody(
        1,
        "",
        schedule.cron(),
        StoredJson.write(parameters(schedule.parameters(PurgeTerms.class))),
        new Schedule(schedule.kind(), schedule.cron(), Timestamp.of(schedule.nextAt())),
        "Running",
        false,
        Timestamp.of(schedule.createdAt()),
        Timestamp.of(schedule.updatedAt()));
  }

  private static Map<String, Object> parameters(PurgeTerms terms) {
    var parameters = new TreeMap<String, Object>();
    parameters.put("audit_retention_hour", terms.hours());
    parameters.put("dry_run", terms.dryRun());
    parameters.put("include_event_types", terms.eventTypes());
    return parameters;
  }
}
