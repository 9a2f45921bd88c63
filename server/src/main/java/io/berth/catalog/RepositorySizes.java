package io.berth.catalog;

import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What each repository holds, every digest once: table repository_size. Measured now and then and
 * not with each push, because nothing is decided by it.
 */
public final class RepositorySizes {
  private static final int BATCH = 200;

  /** Clocks of several servers on one database differ, and pushes take their time to commit. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final String MEASURED =
      """
      SELECT * FROM (SELECT r.id, r.registry_id, r.project_id,
          (SELECT coalesce(sum(b.size), 0) FROM repository_blob l
           JOIN blob b ON b.store = l.store AND b.digest = l.digest
           WHERE l.repository_id = r.id)
          + (SELECT coalesce(sum(m.size), 0) FROM manifest m WHERE m.repository_id = r.id) AS bytes
        FROM repository r WHERE r.id > :after AND r.updated_at >= :since
        ORDER BY r.id LIMIT :batch) measured
      """;

  private final Database database;
  private final InstantSource clock;
  private @Nullable Instant lastLook;

  public RepositorySizes(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A repository and what it holds.
   *
   * @param name with its project
   * @param bytes as last measured
   */
  public record Sized(String name, String project, long bytes, long pulls) {}

  /** Measures what was pushed to since the last look, at first everything; how many changed. */
  public long measureChanged() {
    var look = clock.instant();
    var since = lastLook;
    var changed = measure(since == null ? Instant.EPOCH : since.minus(OVERLAP));
    lastLook = look;
    return changed;
  }

  /** Measures all: garbage collection takes from repositories that nobody pushed to. */
  public long measureAll() {
    return measure(Instant.EPOCH);
  }

  private record Measured(long id, String registry, long project, long bytes) {}

  private long measure(Instant since) {
    long changed = 0;
    long after = 0;
    while (true) {
      var batch = batch(after, since);
      if (batch.isEmpty()) {
        return changed;
      }
      after = batch.getLast().id();
      changed += write(batch);
    }
  }

  private List<Measured> batch(long after, Instant since) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(MEASURED)
                .bind("after", after)
                .bind("since", Micros.of(since))
                .bind("batch", BATCH)
                .map(
                    (row, _) ->
                        new Measured(
                            row.getLong("id"),
                            row.getString("registry_id"),
                            row.getLong("project_id"),
                            row.getLong("bytes")))
                .list());
  }

  /** Only what differs; a repository that is gone meanwhile is left out. */
  private long write(List<Measured> batch) {
    var known =
        database.read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT repository_id, bytes FROM repository_size"
                            + " WHERE repository_id IN (<ids>)")
                    .bindList("ids", batch.stream().map(Measured::id).toList())
                    .setMapKeyColumn("repository_id")
                    .setMapValueColumn("bytes")
                    .collectInto(
                        new org.jdbi.v3.core.generic.GenericType<java.util.Map<Long, Long>>() {}));
    var changed =
        batch.stream()
            .filter(one -> !Long.valueOf(one.bytes()).equals(known.get(one.id())))
            .toList();
    if (changed.isEmpty()) {
      return 0;
    }
    database.run(
        handle -> {
          var rows =
              handle.prepareBatch(
                  """
                  INSERT INTO repository_size (repository_id, registry_id, project_id, bytes)
                  SELECT id, registry_id, project_id, :bytes FROM repository WHERE id = :id
                  ON CONFLICT (repository_id) DO UPDATE SET bytes = excluded.bytes
                  """);
          for (var one : changed) {
            rows.bind("id", one.id()).bind("bytes", one.bytes()).add();
          }
          rows.execute();
        });
    return changed.size();
  }

  /**
   * The largest repositories for which the condition holds, the largest first.
   *
   * @param projectId of one project; null for all
   */
  public List<Sized> largest(
      RegistryId registry, Condition visible, @Nullable Long projectId, int limit) {
    var of = projectId == null ? "s.registry_id = :registry" : "s.project_id = :project";
    return database.read(
        handle -> {
          var query =
              handle.createQuery(
                  """
                  SELECT r.name, p.name AS project, s.bytes, r.pull_count
                  FROM repository_size s JOIN repository r ON r.id = s.repository_id
                  JOIN project p ON p.id = r.project_id
                  WHERE %s AND p.registry_id = :registry AND %s
                  ORDER BY s.bytes DESC, s.repository_id DESC LIMIT :limit
                  """
                      .formatted(of, visible.sql()));
          if (projectId != null) {
            query.bind("project", projectId);
          }
          return visible
              .bind(query)
              .bind("registry", registry.value())
              .bind("limit", limit)
              .map(
                  (row, _) ->
                      new Sized(
                          row.getString("name"),
                          row.getString("project"),
                          row.getLong("bytes"),
                          row.getLong("pull_count")))
              .list();
        });
  }
}
