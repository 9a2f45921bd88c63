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
          handle.execute(
              """
              UPDATE scrub SET position = '', started_at = ?, ended_at = NULL, checked = 0, bytes = 0,
                damaged = 0 WHERE kind = ? AND (started_at IS NULL OR ended_at < ?)
              """,
              Micros.of(now),
              kind,
              Micros.of(now.minus(pause)));
          return handle
              .createQuery("SELECT position FROM scrub WHERE kind = ? AND ended_at IS NULL")
              .bind(0, kind)
              .mapTo(String.class)
              .findOne()
              .orElse(null);
        });
  }

  /** Everything up to this position was looked at. */
  void reached(String position, ScrubReport found) {
    database.run(
        handle ->
            handle.execute(
                "UPDATE scrub SET position = ?, checked = checked + ?, bytes = bytes + ?,"
                    + " damaged = damaged + ? WHERE kind = ?",
                position,
                found.checked(),
                found.bytes(),
                found.damaged(),
                kind));
  }

  /** All was looked at. */
  void end() {
    database.run(
        handle ->
            handle.execute(
                "UPDATE scrub SET ended_at = ? WHERE kind = ?", Micros.of(clock.instant()), kind));
  }
}
