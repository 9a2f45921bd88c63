package io.berth.ops.gc;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Table {@code gc_schedule}: when a registry's garbage is collected by itself, and how. */
public final class GcSchedules {
  private final Database database;
  private final InstantSource clock;

  GcSchedules(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A registry's schedule; {@code type} is Harbor's word for it. */
  public record Schedule(
      RegistryId registry,
      String type,
      String cron,
      GcRun.Options options,
      Instant nextAt,
      Instant createdAt,
      Instant updatedAt) {}

  public Optional<Schedule> find(RegistryId registry) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM gc_schedule WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .map((row, _) -> schedule(row))
                .findOne());
  }

  /** Sets the registry's schedule in place of any other. */
  public void put(RegistryId registry, String type, Cron cron, GcRun.Options options) {
    var now = clock.instant();
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO gc_schedule (registry_id, type, cron, delete_untagged, untagged_age,
                      dry_run, workers, next_at, created_at, updated_at)
                    VALUES (:registry, :type, :cron, :untagged, :age, :dry, :workers, :next, :now, :now)
                    ON CONFLICT (registry_id) DO UPDATE SET type = excluded.type, cron = excluded.cron,
                      delete_untagged = excluded.delete_untagged, untagged_age = excluded.untagged_age,
                      dry_run = excluded.dry_run, workers = excluded.workers,
                      next_at = excluded.next_at, updated_at = excluded.updated_at
                    """)
                .bind("registry", registry.value())
                .bind("type", type)
                .bind("cron", cron.toString())
                .bind("untagged", options.deleteUntagged() ? 1 : 0)
                .bind("age", Micros.of(options.untaggedAge()))
                .bind("dry", options.dryRun() ? 1 : 0)
                .bind("workers", options.workers())
                .bind("next", Micros.of(cron.next(now)))
                .bind("now", Micros.of(now))
                .execute());
  }

  /** Takes the schedule away; nothing happens when there is none. */
  public void delete(RegistryId registry) {
    database.run(
        handle ->
            handle
                .createUpdate("DELETE FROM gc_schedule WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .execute());
  }

  /** Takes the schedules whose time has come, each by one server only, and sets their next time. */
  List<Schedule> take() {
    var now = clock.instant();
    return database
        .read(
            handle ->
                handle
                    .createQuery("SELECT * FROM gc_schedule WHERE next_at <= :now")
                    .bind("now", Micros.of(now))
                    .map((row, _) -> schedule(row))
                    .list())
        .stream()
        .filter(due -> advance(due, new Cron(due.cron()).next(now)))
        .toList();
  }

  private boolean advance(Schedule due, Instant next) {
    return database.write(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE gc_schedule SET next_at = :next WHERE registry_id = :registry"
                            + " AND next_at = :due")
                    .bind("next", Micros.of(next))
                    .bind("registry", due.registry().value())
                    .bind("due", Micros.of(due.nextAt()))
                    .execute())
        > 0;
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    return new Schedule(
        new RegistryId(row.getString("registry_id")),
        row.getString("type"),
        row.getString("cron"),
        new GcRun.Options(
            row.getInt("delete_untagged") == 1,
            Duration.of(row.getLong("untagged_age"), ChronoUnit.MICROS),
            row.getInt("dry_run") == 1,
            row.getInt("workers")),
        Micros.instant(row.getLong("next_at")),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
