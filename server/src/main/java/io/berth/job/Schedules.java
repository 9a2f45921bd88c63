package io.berth.job;

import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.memory.StoredJson;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code schedule}. */
public final class Schedules {
  /** Schedules that come round in one look; the rest follows a second later. */
  private static final int AT_ONCE = 500;

  /** Schedules, as they are listed. */
  public static final Listing<Schedule> LIST =
      new Listing<>("s.*", "schedule s", "s.id", (row, _) -> schedule(row), "s.id", List.of());

  private final Database database;
  private final InstantSource clock;

  Schedules(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A vendor's schedule. */
  public Optional<Schedule> find(Vendor vendor) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM schedule WHERE registry_id = :registry AND type = :type"
                        + " AND vendor_id = :vendor")
                .bind("registry", vendor.registry())
                .bind("type", vendor.type().name())
                .bind("vendor", vendor.id())
                .map((row, _) -> schedule(row))
                .findOne());
  }

  /** The schedules of a registry. */
  public Listed<Schedule> list(RegistryId registry, ListQuery query) {
    return LIST.find(
        database,
        Condition.of("s.registry_id = :registry", Map.of("registry", registry.value())),
        query);
  }

  /**
   * Sets the vendor's schedule in place of any other.
   *
   * @param parameters of each execution; kept as JSON
   */
  public void put(Vendor vendor, String kind, Cron cron, Object parameters) {
    database.run(handle -> put(handle, vendor, kind, cron, parameters));
  }

  /** The same within the caller's transaction. */
  public void put(Handle handle, Vendor vendor, String kind, Cron cron, Object parameters) {
    var now = clock.instant();
    handle
        .createUpdate(
            """
            INSERT INTO schedule (registry_id, project_id, type, vendor_id, kind, cron, parameters,
              next_at, created_at, updated_at)
            VALUES (:registry, :project, :type, :vendor, :kind, :cron, :parameters, :next, :now, :now)
            ON CONFLICT (registry_id, type, vendor_id) DO UPDATE SET kind = excluded.kind,
              cron = excluded.cron, parameters = excluded.parameters, next_at = excluded.next_at,
              updated_at = excluded.updated_at
            """)
        .bind("registry", vendor.registry())
        .bind("project", vendor.projectId())
        .bind("type", vendor.type().name())
        .bind("vendor", vendor.id())
        .bind("kind", kind)
        .bind("cron", cron.toString())
        .bind("parameters", StoredJson.write(parameters))
        .bind("next", Micros.of(cron.next(now)))
        .bind("now", Micros.of(now))
        .execute();
  }

  /** Takes the schedule away; nothing happens when there is none. */
  public void delete(Vendor vendor) {
    database.run(handle -> delete(handle, vendor));
  }

  /** The same within the caller's transaction. */
  public static void delete(Handle handle, Vendor vendor) {
    handle
        .createUpdate(
            "DELETE FROM schedule WHERE registry_id = :registry AND type = :type"
                + " AND vendor_id = :vendor")
        .bind("registry", vendor.registry())
        .bind("type", vendor.type().name())
        .bind("vendor", vendor.id())
        .execute();
  }

  /** Some schedules whose time has come. */
  List<Schedule> due() {
    var now = Micros.of(clock.instant());
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM schedule WHERE next_at <= :now LIMIT :limit")
                .bind("now", now)
                .bind("limit", AT_ONCE)
                .map((row, _) -> schedule(row))
                .list());
  }

  /** Sets the next time of one that is due; false when another server was here before. */
  boolean advance(Handle handle, Schedule due) {
    return handle
            .createUpdate("UPDATE schedule SET next_at = :next WHERE id = :id AND next_at = :due")
            .bind("next", Micros.of(new Cron(due.cron()).next(clock.instant())))
            .bind("id", due.id())
            .bind("due", Micros.of(due.nextAt()))
            .execute()
        > 0;
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    long project = row.getLong("project_id");
    var hasProject = !row.wasNull();
    return new Schedule(
        row.getLong("id"),
        new Vendor(
            row.getString("registry_id"),
            hasProject ? Long.valueOf(project) : null,
            JobType.valueOf(row.getString("type")),
            row.getLong("vendor_id")),
        row.getString("kind"),
        row.getString("cron"),
        row.getString("parameters"),
        instant(row, "next_at"),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Micros.instant(row.getLong(column));
  }
}
