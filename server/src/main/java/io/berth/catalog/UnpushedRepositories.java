package io.berth.catalog;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Repositories that wait for their first manifest: blobs came, and perhaps nothing more will. */
public final class UnpushedRepositories {
  private final Database database;
  private final InstantSource clock;

  UnpushedRepositories(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Drops some that were begun before an instant, and that hold nothing: no blob, no manifest. */
  public void dropAbandoned(Instant before, int most) {
    var now = Micros.of(clock.instant());
    database.run(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.id FROM repository r
                    WHERE r.first_pushed_at IS NULL AND r.created_at < :before
                    AND NOT EXISTS (SELECT 1 FROM repository_blob l WHERE l.repository_id = r.id)
                    ORDER BY r.created_at LIMIT :most
                    """)
                .bind("before", Micros.of(before))
                .bind("most", most)
                .mapTo(Long.class)
                .list()
                .forEach(id -> drop(handle, id, now)));
  }

  /** Drops those of a project, with what was pushed to them. */
  static void dropOf(Handle handle, long projectId, long now) {
    handle
        .createQuery(
            "SELECT id FROM repository WHERE project_id = :project AND first_pushed_at IS NULL")
        .bind("project", projectId)
        .mapTo(Long.class)
        .list()
        .forEach(id -> drop(handle, id, now));
  }

  private static void drop(Handle handle, long id, long now) {
    Repositories.hold(handle, id);
    // Its first manifest may have come while this waited.
    var still =
        handle
            .createQuery("SELECT 1 FROM repository WHERE id = :id AND first_pushed_at IS NULL")
            .bind("id", id)
            .mapTo(Integer.class)
            .findOne();
    if (still.isPresent()) {
      Repositories.delete(handle, id, now);
    }
  }
}
