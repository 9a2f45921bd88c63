package io.berth.job;

import io.berth.sql.Condition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Owns table execution: every statement that writes it stands here, within the transaction of
 * whoever calls. Times are epoch microseconds.
 */
final class ExecutionRow {
  private ExecutionRow() {}

  /** Adds one that waits, or one that is over at once; the id of its row. */
  static long insert(
      Handle handle,
      Vendor vendor,
      Execution.Trigger trigger,
      String startedBy,
      String parameters,
      Execution.Status status,
      long now) {
    return of(
            handle.createQuery(
                """
                INSERT INTO execution (registry_id, project_id, type, vendor_id, cause, started_by,
                  parameters, status, created_at, updated_at, started_at, ended_at)
                VALUES (:registry, :project, :type, :vendor, :cause, :by, :parameters, :status,
                  :now, :now, :done, :done)
                RETURNING id
                """),
            vendor)
        .bind("project", vendor.projectId())
        .bind("cause", trigger.name())
        .bind("by", startedBy)
        .bind("parameters", parameters)
        .bind("status", status.name())
        .bind("now", now)
        .bind("done", status == Execution.Status.PENDING ? null : Long.valueOf(now))
        .mapTo(Long.class)
        .one();
  }

  static <S extends SqlStatement<S>> S of(S statement, Vendor vendor) {
    return statement
        .bind("registry", vendor.registry())
        .bind("type", vendor.type().name())
        .bind("vendor", vendor.id());
  }

  /** Another owner has it from now on. */
  static void takeUp(Handle handle, long id, long now) {
    handle
        .createUpdate(
            """
            UPDATE execution SET status = 'RUNNING', beat_at = :now, fence = fence + 1,
              attempts = attempts + 1, updated_at = :now, started_at = coalesce(started_at, :now)
            WHERE id = :id
            """)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** A sign of life; false when another has it, or it is gone. */
  static boolean beat(Handle handle, Execution execution, long now) {
    return handle
            .createUpdate(
                "UPDATE execution SET beat_at = :now WHERE id = :id AND fence = :fence"
                    + " AND ended_at IS NULL")
            .bind("now", now)
            .bind("id", execution.id())
            .bind("fence", execution.fence())
            .execute()
        > 0;
  }

  /** Whoever comes next may take it up at once. */
  static void leave(Handle handle, Execution execution) {
    handle
        .createUpdate(
            "UPDATE execution SET beat_at = NULL, attempts = attempts - 1"
                + " WHERE id = :id AND fence = :fence AND ended_at IS NULL")
        .bind("id", execution.id())
        .bind("fence", execution.fence())
        .execute();
  }

  static void progress(Handle handle, long id, Execution.Progress progress, long now) {
    handle
        .createUpdate(
            "UPDATE execution SET done = :done, total = :total, updated_at = :now WHERE id = :id")
        .bind("done", progress.done())
        .bind("total", progress.total())
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  static void position(Handle handle, long id, String position) {
    handle
        .createUpdate("UPDATE execution SET position = :position WHERE id = :id")
        .bind("position", position)
        .bind("id", id)
        .execute();
  }

  static void attributes(Handle handle, long id, String attributes) {
    handle
        .createUpdate("UPDATE execution SET attributes = :attributes WHERE id = :id")
        .bind("attributes", attributes)
        .bind("id", id)
        .execute();
  }

  static void log(Handle handle, long id, String text) {
    handle
        .createUpdate("UPDATE execution SET log = log || :log WHERE id = :id")
        .bind("log", text)
        .bind("id", id)
        .execute();
  }

  static void end(Handle handle, long id, Execution.Status status, String message, long now) {
    handle
        .createUpdate(
            "UPDATE execution SET status = :status, message = :message, ended_at = :now,"
                + " updated_at = :now WHERE id = :id")
        .bind("status", status.name())
        .bind("message", message)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** Those that wait are over, those under way are asked; how many. */
  static int stop(Handle handle, Condition which, long now) {
    int found =
        which
            .bind(
                handle.createUpdate("UPDATE execution SET stop_requested = 1 WHERE " + which.sql()))
            .execute();
    which
        .bind(
            handle.createUpdate(
                "UPDATE execution SET status = 'STOPPED', ended_at = :now, updated_at = :now"
                    + " WHERE status = 'PENDING' AND "
                    + which.sql()))
        .bind("now", now)
        .execute();
    return found;
  }

  /** Of a vendor's that are over, all but the latest go. */
  static void forgetOld(Handle handle, Vendor vendor, int kept) {
    of(
            handle.createUpdate(
                """
                DELETE FROM execution WHERE registry_id = :registry AND type = :type
                  AND vendor_id = :vendor AND ended_at IS NOT NULL
                  AND id <= (SELECT x.id FROM execution x WHERE x.registry_id = :registry
                    AND x.type = :type AND x.vendor_id = :vendor
                    ORDER BY x.id DESC LIMIT 1 OFFSET :kept)
                """),
            vendor)
        .bind("kept", kept)
        .execute();
  }

  static int forgetEnded(Handle handle, long before) {
    return handle
        .createUpdate("DELETE FROM execution WHERE ended_at < :before")
        .bind("before", before)
        .execute();
  }

  static void forget(Handle handle, Vendor vendor) {
    of(
            handle.createUpdate(
                "DELETE FROM execution WHERE registry_id = :registry AND type = :type"
                    + " AND vendor_id = :vendor"),
            vendor)
        .execute();
  }
}
