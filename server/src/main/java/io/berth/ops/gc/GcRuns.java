package io.berth.ops.gc;

import io.berth.catalog.BlobRemovals;
import io.berth.job.Cron;
import io.berth.job.Execution;
import io.berth.job.Executions;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.job.Schedule;
import io.berth.job.Vendor;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Collections as executions: how they are asked for, and table {@code gc_run}, what they freed. */
public final class GcRuns {
  private static final String COLUMNS =
      Execution.COLUMNS
          + ", coalesce(g.manifests, 0) AS manifests, coalesce(g.links, 0) AS links,"
          + " coalesce(g.blobs, 0) AS blobs, coalesce(g.bytes, 0) AS bytes";

  private static final String FROM = "execution e LEFT JOIN gc_run g ON g.execution_id = e.id";

  private final Database database;
  private final JobService jobs;

  GcRuns(Database database, JobService jobs) {
    this.database = database;
    this.jobs = jobs;
  }

  private static Vendor vendor(@Nullable RegistryId registry) {
    return Vendor.only(registry, JobType.GARBAGE_COLLECTION);
  }

  /**
   * Asks for a run; some server begins it soon.
   *
   * @param registry null for all registries
   * @throws io.berth.fault.FaultException Conflict JOB_RUNNING while another one of the registry is
   *     not over
   */
  public Execution ask(@Nullable RegistryId registry, String startedBy, GcRun.Options options) {
    return jobs.executions.ask(
        vendor(registry), Execution.Trigger.MANUAL, startedBy, options.parameters());
  }

  /** The registry's schedule. */
  public Optional<Schedule> schedule(RegistryId registry) {
    return jobs.schedules.find(vendor(registry));
  }

  /** What each collection of a schedule is asked for. */
  public static GcRun.Options options(Schedule schedule) {
    return schedule.parameters(GcRun.Parameters.class).options();
  }

  /**
   * Sets the registry's schedule in place of any other.
   *
   * @param kind Harbor's word for it
   */
  public void setSchedule(RegistryId registry, String kind, Cron cron, GcRun.Options options) {
    jobs.schedules.put(vendor(registry), kind, cron, options.parameters());
  }

  /** Takes the schedule away; nothing happens when there is none. */
  public void deleteSchedule(RegistryId registry) {
    jobs.schedules.delete(vendor(registry));
  }

  /** Notes what the collector did on its own, in all registries. */
  void note(GcRun.Freed freed) {
    var usual = new GcRun.Options(false, Duration.ZERO, false, 1).parameters();
    database.run(handle -> count(handle, jobs.executions.note(handle, vendor(null), usual), freed));
  }

  /** Adds to what the run freed. */
  void count(long id, GcRun.Freed freed) {
    database.run(handle -> count(handle, id, freed));
  }

  private static void count(Handle handle, long id, GcRun.Freed freed) {
    handle
        .createUpdate(
            """
            INSERT INTO gc_run (execution_id, manifests, links, blobs, bytes)
            VALUES (:id, :manifests, :links, :blobs, :bytes)
            ON CONFLICT (execution_id) DO UPDATE SET
              manifests = gc_run.manifests + excluded.manifests,
              links = gc_run.links + excluded.links,
              blobs = gc_run.blobs + excluded.blobs,
              bytes = gc_run.bytes + excluded.bytes
            """)
        .bind("manifests", freed.manifests())
        .bind("links", freed.links())
        .bind("blobs", freed.blobs())
        .bind("bytes", freed.bytes())
        .bind("id", id)
        .execute();
  }

  /**
   * The files are gone: the rows go and are counted in one transaction. When the power fails before
   * it is synced, the tombstones stand again, and are taken up as those of a dead server.
   *
   * @param run the execution's id, null for none
   */
  void removed(@Nullable Long run, List<BlobRemovals.Taken> taken) {
    database.runLazily(
        handle -> {
          BlobRemovals.removed(handle, taken);
          if (run != null) {
            count(handle, run, freed(taken));
          }
        });
  }

  static GcRun.Freed freed(List<BlobRemovals.Taken> taken) {
    return new GcRun.Freed(
        0, 0, taken.size(), taken.stream().mapToLong(BlobRemovals.Taken::size).sum());
  }

  /**
   * Asks a run to stop: one that waits is over at once, one under way after its batch.
   *
   * @return false when the registry has no such run
   */
  public boolean stop(RegistryId registry, long id) {
    return find(registry, id).isPresent() && jobs.executions.stop(registry, id);
  }

  /** A registry's run; {@code registry} null for those of all registries. */
  public Optional<GcRun> find(@Nullable RegistryId registry, long id) {
    var mine = Executions.of(vendor(registry));
    return database.read(
        handle ->
            mine.bind(
                    handle.createQuery(
                        "SELECT "
                            + COLUMNS
                            + " FROM "
                            + FROM
                            + " WHERE e.id = :id AND "
                            + mine.sql()))
                .bind("id", id)
                .map((row, _) -> run(row))
                .findOne());
  }

  /** What the run has to say; empty when the registry has no such run. */
  public Optional<String> log(RegistryId registry, long id) {
    return find(registry, id).map(_ -> jobs.executions.log(id));
  }

  /** The runs, as they are listed: the latest first. */
  public static final Listing<GcRun> LIST =
      new Listing<>(COLUMNS, FROM, "e.id", (row, _) -> run(row), "e.id DESC", Executions.LISTED);

  /** A registry's runs. */
  public Listed<GcRun> list(RegistryId registry, ListQuery query) {
    return LIST.find(database, Executions.of(vendor(registry)), query);
  }

  private static GcRun run(ResultSet row) throws SQLException {
    return new GcRun(
        Execution.of(row),
        new GcRun.Freed(
            row.getLong("manifests"),
            row.getLong("links"),
            row.getLong("blobs"),
            row.getLong("bytes")));
  }
}
