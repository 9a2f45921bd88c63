package io.berth.server.wiring;

import io.berth.audit.AuditLog;
import io.berth.audit.purge.AuditPurge;
import io.berth.harbor.audit.PurgeEndpoints;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.system.GcEndpoints;
import io.berth.harbor.system.JobserviceEndpoints;
import io.berth.harbor.system.ScheduleEndpoints;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.job.JobService;
import io.berth.ops.Jobs;
import io.berth.ops.gc.GarbageCollection;
import io.berth.sql.Database;
import io.berth.sql.DatabaseClock;
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
  private final Clock clock;

  /**
   * @param grace how long content is kept that nothing needs yet
   */
  JobModule(
      Database database,
      ContentModule content,
      AuditLog log,
      Duration grace,
      Clock clock,
      MeterRegistry metrics) {
    this.clock = clock;
    service = new JobService(database, new DatabaseClock(database, clock));
    garbage =
        new GarbageCollection(
            database, content.catalog, content.store, service, grace, clock, metrics);
    purges = new AuditPurge(log, service);
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return Stream.of(
            new GcEndpoints(garbage, clock).routes(access, audit),
            new PurgeEndpoints(purges).routes(access, audit),
            new JobserviceEndpoints(service, clock).routes(access, audit),
            new ScheduleEndpoints(service).routes(access))
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
