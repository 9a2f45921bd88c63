package io.berth.server.wiring;

import io.berth.audit.AuditLog;
import io.berth.audit.purge.AuditPurge;
import io.berth.harbor.audit.PurgeEndpoints;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.retention.RetentionEndpoints;
import io.berth.harbor.retention.RetentionExecutionEndpoints;
import io.berth.harbor.system.GcEndpoints;
import io.berth.harbor.system.JobserviceEndpoints;
import io.berth.harbor.system.ScheduleEndpoints;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.ops.Jobs;
import io.berth.ops.gc.GarbageCollection;
import io.berth.retention.RetentionPolicies;
import io.berth.retention.RetentionPreview;
import io.berth.retention.RetentionRun;
import io.berth.sql.Database;
import io.berth.sql.DatabaseClock;
import io.berth.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The jobs of registries, and what each kind of them does. */
final class JobModule implements AutoCloseable {
  final JobService service;

  private final GarbageCollection garbage;
  private final AuditPurge purges;
  private final RetentionPolicies retention;
  private final RetentionPreview preview;
  private final Clock clock;

  JobModule(
      Database database,
      ContentModule content,
      Webhooks webhooks,
      AuditLog log,
      Clock clock,
      MeterRegistry metrics) {
    this.clock = clock;
    service = new JobService(database, new DatabaseClock(database, clock));
    garbage =
        new GarbageCollection(
            database, content.catalog, content.store, service, content.grace, clock, metrics);
    purges = new AuditPurge(log, service);
    retention = new RetentionPolicies(database, service, clock);
    preview = new RetentionPreview(database, clock);
    service.add(
        JobType.RETENTION,
        new RetentionRun(database, content.catalog, retention, webhooks, log, clock));
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return Stream.of(
            new GcEndpoints(garbage, clock).routes(access, audit),
            new PurgeEndpoints(purges).routes(access, audit),
            new JobserviceEndpoints(service, clock).routes(access, audit),
            new ScheduleEndpoints(service).routes(access),
            new RetentionEndpoints(retention, preview, service, access).routes(audit),
            new RetentionExecutionEndpoints(retention, service, access, clock).routes(audit))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Starts what repeats.
   *
   * @param gcPause between two looks for garbage
   */
  void start(Jobs jobs, Duration gcPause) {
    service.start(jobs);
    garbage.start(jobs, gcPause);
  }

  @Override
  public void close() {
    service.stop();
  }
}
