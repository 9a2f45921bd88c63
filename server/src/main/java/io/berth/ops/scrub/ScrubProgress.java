package io.berth.ops.scrub;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Table {@code scrub}: how far the check of one kind of content has come. */
final class ScrubProgress {
  private final Database database;
  private final InstantSource clock;
  private final String kind;

  ScrubProgress(Database database, InstantSource clock, String kind) {
    this.database = database;
    this.clock = clock;
    this.kind = kind;
  }

  /**
   * Where to go on; a check of everything begins anew when the last one ended long enough ago.
   *
   * @return null while it is not yet time
   */
  @Nullable String resume(Duration pause) {
    var now = clock.instant();
    return database.write(
        handle -> {
          handle
              .createUpdate(
                  """
                  UPDATE scrub SET position = '', started_at = :now, ended_at = NULL, checked = 0,
                  bytes = 0,
                    damaged = 0 WHERE kind = :kind AND (started_at IS NULL OR ended_at < :before)
                  """)
              .bind("now", Micros.of(now))
              .bind("kind", kind)
              .bind("before", Micros.of(now.minus(pause)))
              .execute();
          return handle
              .createQuery("SELECT position FROM scrub WHERE kind = :kind AND ended_at IS NULL")
              .bind("kind", kind)
              .mapTo(String.class)
              .findOne()
              .orElse(null);
        });
  }

  /** Everything up to this position was looked at. */
  void reached(String position, ScrubReport found) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "UPDATE scrub SET position = :position, checked = checked + :checked, bytes ="
                        + " bytes + :bytes, damaged = damaged + :damaged WHERE kind = :kind")
                .bind("position", position)
                .bind("checked", found.checked())
                .bind("bytes", found.bytes())
                .bind("damaged", found.damaged())
                .bind("kind", kind)
                .execute());
  }

  /** All was looked at. */
  void end() {
    database.run(
        handle ->
            handle
                .createUpdate("UPDATE scrub SET ended_at = :now WHERE kind = :kind")
                .bind("now", Micros.of(clock.instant()))
                .bind("kind", kind)
                .execute());
  }
}
