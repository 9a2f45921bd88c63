package io.berth.ops.statistics;

import io.berth.sql.Database;
import java.time.InstantSource;
import java.util.List;

/** Which registries grew, for whoever runs the server and has to find room. */
public final class Growth {
  private final Database database;
  private final InstantSource clock;

  public Growth(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One registry.
   *
   * @param host the label of its host
   * @param bytes what it holds now
   * @param grown by how much that is more than a week ago; less than 0 where it is less
   */
  public record Registry(String host, String name, long bytes, long grown) {
    /** In a few words for people, with sizes in MB. */
    @Override
    public String toString() {
      return "%s (%s) %+,d MB to %,d MB".formatted(name, host, grown / MB, bytes / MB);
    }
  }

  private static final long MB = 1_000_000;
  private static final int DAYS = 7;

  /** Those that grew most in the last week, the fastest first. */
  public List<Registry> fastest(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT host_label, name, bytes, bytes - before AS grown FROM (
                      SELECT r.id, r.host_label, r.name,
                        (SELECT coalesce(sum(u.bytes), 0) FROM registry_usage u
                         WHERE u.registry_id = r.id) AS bytes,
                        coalesce((SELECT d.bytes FROM registry_day d
                         WHERE d.registry_id = r.id AND d.day <= :day
                         ORDER BY d.day DESC LIMIT 1), 0) AS before
                      FROM registry r) sizes
                    ORDER BY grown DESC, id LIMIT :limit
                    """)
                .bind("day", Day.of(clock.instant()) - DAYS)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Registry(
                            row.getString("host_label"),
                            row.getString("name"),
                            row.getLong("bytes"),
                            row.getLong("grown")))
                .list());
  }
}
