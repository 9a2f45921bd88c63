package io.berth.audit.purge;

import io.berth.audit.AuditLog;
import io.berth.job.Cron;
import io.berth.job.Execution;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.job.Run;
import io.berth.job.Schedule;
import io.berth.job.Vendor;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Purges of registries' audit logs: asked for, on a schedule, and done. */
public final class AuditPurge {
  /** Entries that go in one transaction. */
  private static final int BATCH = 500;

  private final AuditLog log;
  private final JobService jobs;

  public AuditPurge(AuditLog log, JobService jobs) {
    this.log = log;
    this.jobs = jobs;
    jobs.add(JobType.PURGE_AUDIT_LOG, this::run);
  }

  /** What came of one. */
  public record Outcome(long purged) {
    /** Of an execution. */
    public static Outcome of(Execution execution) {
      return execution.attributes(Outcome.class);
    }
  }

  private static Vendor vendor(RegistryId registry) {
    return Vendor.only(registry, JobType.PURGE_AUDIT_LOG);
  }

  /**
   * Asks for a purge; some server begins it soon.
   *
   * @throws io.berth.fault.FaultException Conflict JOB_RUNNING while another one of the registry is
   *     not over
   */
  public Execution ask(RegistryId registry, String startedBy, PurgeTerms terms) {
    return jobs.executions.ask(vendor(registry), Execution.Trigger.MANUAL, startedBy, terms);
  }

  /**
   * Sets the registry's schedule in place of any other.
   *
   * @param kind Harbor's word for it
   */
  public void setSchedule(RegistryId registry, String kind, Cron cron, PurgeTerms terms) {
    jobs.schedules.put(vendor(registry), kind, cron, terms);
  }

  /** Takes the schedule away; nothing happens when there is none. */
  public void deleteSchedule(RegistryId registry) {
    jobs.schedules.delete(vendor(registry));
  }

  /** The registry's schedule. */
  public Optional<Schedule> schedule(RegistryId registry) {
    return jobs.schedules.find(vendor(registry));
  }

  /** Purges of the registry. */
  public Listed<Execution> list(RegistryId registry, ListQuery query) {
    return jobs.executions.list(vendor(registry), query);
  }

  /** One of them. */
  public Optional<Execution> find(RegistryId registry, long id) {
    return jobs.executions.find(vendor(registry), id);
  }

  /** What one of them did, a line each. */
  public Optional<String> log(RegistryId registry, long id) {
    return find(registry, id).map(found -> jobs.executions.log(found.id()));
  }

  /**
   * Asks a purge to stop: one that waits is over at once, one under way after its batch.
   *
   * @return false when the registry has no such purge
   */
  public boolean stop(RegistryId registry, long id) {
    var known = find(registry, id);
    known.ifPresent(found -> jobs.executions.stop(registry, found.id()));
    return known.isPresent();
  }

  /** How far one is: the last entry that was looked at, and how many went. */
  private record Position(long after, long purged) {
    static Position of(@Nullable String text) {
      if (text == null) {
        return new Position(0, 0);
      }
      var words = text.split(" ", 2);
      return new Position(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    @Override
    public String toString() {
      return after + " " + purged;
    }
  }

  private void run(Run run) {
    var execution = run.execution();
    var terms = execution.parameters(PurgeTerms.class);
    var registry = new RegistryId(execution.vendor().registry());
    var before = execution.createdAt().minus(Duration.ofHours(terms.hours()));
    var types = terms.types();
    terms.unknown().forEach(word -> run.log("no event is of the kind " + word));
    if (types.isEmpty()) {
      run.log("no kind of event is named: nothing is purged");
      run.attributes(new Outcome(0));
      return;
    }
    var purged = new AuditLog.Purged(registry, before, types);
    var position = Position.of(execution.position());
    long total = position.purged() + log.count(purged);
    run.log(
        "%d entries from before %s are %s: %s"
            .formatted(
                total,
                before,
                terms.dryRun() ? "counted, and stay" : "purged",
                String.join(", ", types)));
    var done = purge(run, purged, position, total, terms.dryRun());
    run.log(
        "%d entries %s".formatted(done.purged(), terms.dryRun() ? "would be purged" : "purged"));
    if (!terms.dryRun() && done.purged() > 0) {
      tell(registry, execution.startedBy(), done.purged(), before.toString());
    }
  }

  private Position purge(
      Run run, AuditLog.Purged purged, Position from, long total, boolean dryRun) {
    var position = from;
    while (run.goesOn()) {
      var ids = log.next(purged, position.after(), BATCH);
      if (ids.isEmpty()) {
        break;
      }
      long gone = dryRun ? ids.size() : log.forget(purged, ids);
      position = new Position(ids.getLast(), position.purged() + gone);
      run.position(position.toString());
      run.attributes(new Outcome(position.purged()));
      run.progress(position.purged(), total);
    }
    run.attributes(new Outcome(position.purged()));
    return position;
  }

  /** That something is missing is a thing to know. */
  private void tell(RegistryId registry, String username, long purged, String before) {
    log.write(
        new AuditLog.Event(
            registry,
            null,
            username,
            "audit_log",
            "audit_log",
            "purge",
            "purge audit_log: %d entries from before %s".formatted(purged, before),
            true,
            new AuditLog.Origin("", "")));
  }
}
