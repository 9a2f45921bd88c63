package io.berth.ops.gc;

import io.berth.catalog.BlobRemovals;
import io.berth.fault.FaultException;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.Fence;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code gc_run}: collections asked for, under way and over. A run belongs to the server
 * whose beat it shows; when the beat stops another server, or the same after a restart, goes on
 * with it, under a higher number than the one before ({@link #fence}).
 */
public final class GcRuns {
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(90);

  private final Database database;
  private final InstantSource clock;

  GcRuns(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Asks for a run; some server begins it soon.
   *
   * @param registry null for all registries
   * @throws FaultException Conflict GC_RUNNING while another one of the registry is not over
   */
  public GcRun ask(
      @Nullable RegistryId registry, GcRun.Kind kind, String startedBy, GcRun.Options options) {
    var id = registry == null ? "" : registry.value();
    return database.write(
        handle -> {
          var open =
              handle
                  .createQuery(
                      "SELECT id FROM gc_run WHERE ended_at IS NULL AND registry_id = :registry"
                          + " LIMIT 1")
                  .bind("registry", id)
                  .mapTo(Long.class)
                  .findOne();
          if (open.isPresent()) {
            throw FaultException.conflict(
                "GC_RUNNING", "garbage collection " + open.get() + " is not over yet");
          }
          return insert(handle, id, kind, startedBy, options, GcRun.Status.PENDING);
        });
  }

  private GcRun insert(
      Handle handle,
      String registry,
      GcRun.Kind kind,
      String startedBy,
      GcRun.Options options,
      GcRun.Status status) {
    var now = Micros.of(clock.instant());
    return handle
        .createQuery(
            """
            INSERT INTO gc_run (registry_id, kind, started_by, delete_untagged, untagged_age, dry_run,
              workers, status, created_at, started_at, ended_at)
            VALUES (:registry, :kind, :by, :untagged, :age, :dry, :workers, :status, :now, :done, :done)
            RETURNING *
            """)
        .bind("registry", registry)
        .bind("kind", kind.name())
        .bind("by", startedBy)
        .bind("untagged", options.deleteUntagged() ? 1 : 0)
        .bind("age", Micros.of(options.untaggedAge()))
        .bind("dry", options.dryRun() ? 1 : 0)
        .bind("workers", options.workers())
        .bind("status", status.name())
        .bind("now", now)
        .bind("done", status == GcRun.Status.PENDING ? null : Long.valueOf(now))
        .map((row, _) -> run(row))
        .one();
  }

  /** Notes what the collector did on its own, in all registries. */
  void note(GcRun.Freed freed) {
    database.run(
        handle -> {
          var run =
              insert(
                  handle,
                  "",
                  GcRun.Kind.BACKGROUND,
                  "",
                  new GcRun.Options(false, Duration.ZERO, false, 1),
                  GcRun.Status.SUCCESS);
          count(handle, run.id(), freed);
        });
  }

  /** Takes up a run that waits or was left behind. */
  Optional<GcRun> claim() {
    var now = clock.instant();
    return database.write(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE gc_run SET status = 'RUNNING', beat_at = :now, fence = fence + 1,
                      started_at = coalesce(started_at, :now)
                    WHERE id = (SELECT id FROM gc_run WHERE ended_at IS NULL
                                AND (beat_at IS NULL OR beat_at < :silent) ORDER BY id LIMIT 1<lock>)
                    AND (beat_at IS NULL OR beat_at < :silent) RETURNING *
                    """)
                .define("lock", database.dialect() == Dialect.POSTGRESQL ? " FOR UPDATE" : "")
                .bind("now", Micros.of(now))
                .bind("silent", Micros.of(now.minus(SILENCE)))
                .map((row, _) -> run(row))
                .findOne());
  }

  /**
   * What stands before each write of a run's owner. Its workers write side by side and count in the
   * run's own row, which goes together with this lock; {@link #claim} does not.
   */
  Fence fence(GcRun run) {
    return new Fence(
        "garbage collection " + run.id(),
        "gc_run WHERE id = :run AND fence = :fence",
        Map.of("run", run.id(), "fence", run.fence()),
        Fence.Lock.KEY_SHARE);
  }

  /** True when there may be something for {@link #claim}: a cheap look. */
  boolean anyOpen() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT 1 FROM gc_run WHERE ended_at IS NULL LIMIT 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** Says that the run goes on; false when somebody asked it to stop. */
  boolean beat(long id) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle ->
            handle
                    .createUpdate(
                        "UPDATE gc_run SET beat_at = :now WHERE id = :id AND stop_requested = 0")
                    .bind("now", now)
                    .bind("id", id)
                    .execute()
                > 0);
  }

  /** The server stops: the next one takes the run up at once. */
  void leave(long id) {
    database.run(
        handle ->
            handle
                .createUpdate("UPDATE gc_run SET beat_at = NULL WHERE id = :id")
                .bind("id", id)
                .execute());
  }

  /** Adds to what the run freed. */
  void count(long id, GcRun.Freed freed) {
    database.run(handle -> count(handle, id, freed));
  }

  private static void count(Handle handle, long id, GcRun.Freed freed) {
    handle
        .createUpdate(
            """
            UPDATE gc_run SET manifests = manifests + :manifests, links = links + :links,
            blobs = blobs + :blobs,
              bytes = bytes + :bytes WHERE id = :id
            """)
        .bind("manifests", freed.manifests())
        .bind("links", freed.links())
        .bind("blobs", freed.blobs())
        .bind("bytes", freed.bytes())
        .bind("id", id)
        .execute();
  }

  /** The search for manifests without tags has come this far. */
  void position(long id, long position) {
    database.run(
        handle ->
            handle
                .createUpdate("UPDATE gc_run SET position = :position WHERE id = :id")
                .bind("position", position)
                .bind("id", id)
                .execute());
  }

  /**
   * The files are gone: the rows go and are counted in one transaction. When the power fails before
   * it is synced, the tombstones stand again, and are taken up as those of a dead server.
   *
   * @param run null for none
   */
  void removed(@Nullable GcRun run, List<BlobRemovals.Taken> taken) {
    database.runLazily(
        handle -> {
          BlobRemovals.removed(handle, taken);
          if (run != null) {
            count(handle, run.id(), freed(taken));
          }
        });
  }

  static GcRun.Freed freed(List<BlobRemovals.Taken> taken) {
    return new GcRun.Freed(
        0, 0, taken.size(), taken.stream().mapToLong(BlobRemovals.Taken::size).sum());
  }

  /** Adds a line to the run's log. */
  public void log(long id, String line) {
    var text = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line;
    database.run(
        handle ->
            handle
                .createUpdate("UPDATE gc_run SET log = log || :log WHERE id = :id")
                .bind("log", text + "\n")
                .bind("id", id)
                .execute());
  }

  /** The run is over. */
  void end(long id, GcRun.Status status) {
    var now = Micros.of(clock.instant());
    database.run(
        handle ->
            handle
                .createUpdate("UPDATE gc_run SET status = :status, ended_at = :now WHERE id = :id")
                .bind("status", status.name())
                .bind("now", now)
                .bind("id", id)
                .execute());
  }

  /**
   * Asks a run to stop: one that waits is over at once, one under way after its batch.
   *
   * @return false when the registry has no such run
   */
  public boolean stop(RegistryId registry, long id) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          var found =
              handle
                  .createUpdate(
                      "UPDATE gc_run SET stop_requested = 1 WHERE id = :id"
                          + " AND registry_id = :registry")
                  .bind("id", id)
                  .bind("registry", registry.value())
                  .execute();
          handle
              .createUpdate(
                  "UPDATE gc_run SET status = 'STOPPED', ended_at = :now WHERE id = :id"
                      + " AND registry_id = :registry AND status = 'PENDING'")
              .bind("now", now)
              .bind("id", id)
              .bind("registry", registry.value())
              .execute();
          return found > 0;
        });
  }

  /** A registry's run; {@code registry} null for any. */
  public Optional<GcRun> find(@Nullable RegistryId registry, long id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM gc_run WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> run(row))
                .findOne()
                .filter(run -> registry == null || run.registry().equals(registry.value())));
  }

  /** What the run has to say; empty when the registry has no such run. */
  public Optional<String> log(RegistryId registry, long id) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT log FROM gc_run WHERE id = :id AND registry_id = :registry")
                .bind("id", id)
                .bind("registry", registry.value())
                .mapTo(String.class)
                .findOne());
  }

  /** The runs, as they are listed: the latest first. */
  public static final Listing<GcRun> LIST =
      new Listing<>(
          "g.*",
          "gc_run g",
          "g.id",
          (row, _) -> run(row),
          "g.id DESC",
          List.of(
              Column.number("id", "g.id"),
              Column.text("status", "upper(substr(g.status, 1, 1)) || lower(substr(g.status, 2))"),
              Column.text(
                  "trigger", "CASE g.kind WHEN 'SCHEDULE' THEN 'SCHEDULE' ELSE 'MANUAL' END"),
              Column.time("creation_time", "g.created_at"),
              Column.time("start_time", "coalesce(g.started_at, 0)"),
              Column.time("end_time", "coalesce(g.ended_at, 0)"),
              Column.time("update_time", "coalesce(g.ended_at, g.started_at, g.created_at)")));

  /** A registry's runs. */
  public Listed<GcRun> list(RegistryId registry, ListQuery query) {
    return LIST.find(
        database,
        Condition.of("g.registry_id = :registry", Map.of("registry", registry.value())),
        query);
  }

  /** Forgets runs that ended long ago. */
  long prune() {
    var before = Micros.of(clock.instant().minus(KEPT));
    return database.write(
        handle ->
            handle
                .createUpdate("DELETE FROM gc_run WHERE ended_at < :before")
                .bind("before", before)
                .execute());
  }

  private static GcRun run(ResultSet row) throws SQLException {
    long position = row.getLong("position");
    var begun = !row.wasNull();
    return new GcRun(
        row.getLong("id"),
        row.getString("registry_id"),
        GcRun.Kind.valueOf(row.getString("kind")),
        row.getString("started_by"),
        new GcRun.Options(
            row.getInt("delete_untagged") == 1,
            Duration.of(row.getLong("untagged_age"), ChronoUnit.MICROS),
            row.getInt("dry_run") == 1,
            row.getInt("workers")),
        GcRun.Status.valueOf(row.getString("status")),
        begun ? Long.valueOf(position) : null,
        row.getLong("fence"),
        new GcRun.Freed(
            row.getLong("manifests"),
            row.getLong("links"),
            row.getLong("blobs"),
            row.getLong("bytes")),
        Micros.instant(row.getLong("created_at")),
        time(row, "started_at"),
        time(row, "ended_at"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Micros.instant(value);
  }
}
