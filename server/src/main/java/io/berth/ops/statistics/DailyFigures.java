package io.berth.ops.statistics;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What happened on which day: tables project_day and registry_day. Rows are written for days on
 * which something happened or changed; a list has every day.
 */
public final class DailyFigures {
  /** How many days are kept. */
  static final int RETENTION = 400;

  private static final int BATCH = 500;

  /** Whose days: the table, its column, and where the bytes held are summed up. */
  private enum Of {
    PROJECT("project"),
    REGISTRY("registry");

    private final String word;

    Of(String word) {
      this.word = word;
    }

    /** A statement in which $ stands for the word. */
    String sql(String template) {
      return template.replace("$", word);
    }
  }

  private static final String HELD =
      "(SELECT coalesce(sum(u.bytes), 0) FROM $_usage u WHERE u.$_id = o.id)";

  private static final String ADD =
      "INSERT INTO $_day ($_id, day, pulls, pushes, bytes) SELECT o.id, :day, :pulls, :pushes, "
          + HELD
          + " FROM $ o WHERE ";

  private static final String OVER =
      """
       ON CONFLICT ($_id, day) DO UPDATE SET pulls = $_day.pulls + excluded.pulls,
        pushes = $_day.pushes + excluded.pushes, bytes = excluded.bytes
      """;

  private final Database database;
  private final InstantSource clock;

  DailyFigures(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  private record RegistryDay(RegistryId registry, long day) {}

  /** Writes what was counted; how many projects had traffic. */
  long flush(Traffic traffic) {
    var taken = traffic.take();
    if (taken.isEmpty()) {
      return 0;
    }
    try {
      database.run(handle -> write(handle, taken));
    } catch (RuntimeException e) {
      traffic.putBack(taken);
      throw e;
    }
    return taken.size();
  }

  private static void write(Handle handle, Map<Traffic.Key, Traffic.Counts> taken) {
    var registries = new HashMap<RegistryDay, Traffic.Counts>();
    var projects =
        handle.prepareBatch(
            Of.PROJECT.sql(ADD + "o.registry_id = :registry AND o.name = :project" + OVER));
    taken.forEach(
        (key, counts) -> {
          projects
              .bind("registry", key.registry().value())
              .bind("project", key.project())
              .bind("day", key.day())
              .bind("pulls", counts.pulls())
              .bind("pushes", counts.pushes())
              .add();
          registries.merge(
              new RegistryDay(key.registry(), key.day()), counts, Traffic.Counts::plus);
        });
    projects.execute();
    var sums = handle.prepareBatch(Of.REGISTRY.sql(ADD + "o.id = :registry" + OVER));
    registries.forEach(
        (key, counts) ->
            sums.bind("registry", key.registry().value())
                .bind("day", key.day())
                .bind("pulls", counts.pulls())
                .bind("pushes", counts.pushes())
                .add());
    sums.execute();
  }

  /** Writes down what projects and registries hold, where it changed; how many rows. */
  long measure() {
    return measure(Of.PROJECT) + measure(Of.REGISTRY);
  }

  private record Held(Object owner, long bytes) {}

  private long measure(Of of) {
    // Found by reading, so that the only writer of SQLite is not held for long.
    var changed =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        of.sql(
                            "SELECT now.id, now.bytes FROM (SELECT o.id, "
                                + HELD
                                + " AS bytes FROM $ o) now WHERE now.bytes <> coalesce((SELECT"
                                + " d.bytes FROM $_day d WHERE d.$_id = now.id ORDER BY d.day DESC"
                                + " LIMIT 1), -1)"))
                    .map((row, _) -> new Held(row.getObject("id"), row.getLong("bytes")))
                    .list());
    var today = Day.of(clock.instant());
    for (int i = 0; i < changed.size(); i += BATCH) {
      var some = changed.subList(i, Math.min(i + BATCH, changed.size()));
      database.run(
          handle -> {
            var batch = handle.prepareBatch(of.sql(ADD + "o.id = :owner" + OVER));
            for (var one : some) {
              batch
                  .bind("owner", one.owner())
                  .bind("day", today)
                  .bind("pulls", 0)
                  .bind("pushes", 0)
                  .add();
            }
            batch.execute();
          });
    }
    return changed.size();
  }

  /** Forgets old days, but for the last one before them, which says what was held; how many. */
  long purge() {
    return purge(Of.PROJECT) + purge(Of.REGISTRY);
  }

  private long purge(Of of) {
    return database.write(
        (Handle handle) ->
            (long)
                handle
                    .createUpdate(
                        of.sql(
                            """
                            DELETE FROM $_day WHERE day < :first AND EXISTS
                              (SELECT 1 FROM $_day later WHERE later.$_id = $_day.$_id
                               AND later.day > $_day.day AND later.day <= :first)
                            """))
                    .bind("first", Day.of(clock.instant()) - RETENTION)
                    .execute());
  }

  /** The last days of a registry, today last. */
  public List<Day> ofRegistry(RegistryId registry, int days) {
    return list(Of.REGISTRY, registry.value(), days);
  }

  /** The last days of a project, today last. */
  public List<Day> ofProject(long projectId, int days) {
    return list(Of.PROJECT, projectId, days);
  }

  private record Row(long day, long pulls, long pushes, long bytes) {}

  private List<Day> list(Of of, Object owner, int days) {
    var today = Day.of(clock.instant());
    var first = today - days + 1;
    var rows =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        of.sql(
                            """
                            SELECT day, pulls, pushes, bytes FROM $_day
                            WHERE $_id = :owner AND day >= coalesce((SELECT max(day) FROM $_day
                              WHERE $_id = :owner AND day <= :first), :first)
                            ORDER BY day
                            """))
                    .bind("owner", owner)
                    .bind("first", first)
                    .map(
                        (row, _) ->
                            new Row(
                                row.getLong("day"),
                                row.getLong("pulls"),
                                row.getLong("pushes"),
                                row.getLong("bytes")))
                    .list());
    var now = held(of, owner);
    var list = new ArrayList<Day>(days);
    @Nullable Row last = null;
    int next = 0;
    for (long day = first; day <= today; day++) {
      while (next < rows.size() && rows.get(next).day() <= day) {
        last = rows.get(next++);
      }
      var counted = last != null && last.day() == day ? last : new Row(day, 0, 0, 0);
      var bytes = day == today ? Long.valueOf(now) : last == null ? null : last.bytes();
      list.add(new Day(LocalDate.ofEpochDay(day), counted.pulls(), counted.pushes(), bytes));
    }
    return list;
  }

  private long held(Of of, Object owner) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    of.sql("SELECT coalesce(sum(bytes), 0) FROM $_usage WHERE $_id = :owner"))
                .bind("owner", owner)
                .mapTo(Long.class)
                .one());
  }
}
