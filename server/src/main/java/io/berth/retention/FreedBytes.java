package io.berth.retention;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Reckons how many bytes a registry holds less once a plan is carried out and its garbage is
 * collected: manifests, with what goes along with them, and blobs that nothing else in the registry
 * needs. Blobs are counted with the last manifest that needs them, so that memory holds ids of
 * manifests alone.
 */
final class FreedBytes {
  private static final int PART = 200;

  private final Database database;
  private final RegistryId registry;
  private final long repositoryId;
  private final RepositoryPlan plan;
  private final LongSet manifests = new LongSet();
  private final ArrayDeque<Long> open = new ArrayDeque<>();

  FreedBytes(Database database, RegistryId registry, long repositoryId, RepositoryPlan plan) {
    this.database = database;
    this.registry = registry;
    this.repositoryId = repositoryId;
    this.plan = plan;
  }

  /**
   * The bytes.
   *
   * @param goOn asked now and then; after a no the number is too small
   */
  long count(BooleanSupplier goOn) {
    var part = new ArrayList<Long>();
    plan.eachDoomed(
        candidate -> {
          if (candidate.key() < 0 || !candidate.isListed()) {
            part.add(candidate.manifestId());
          }
          if (part.size() >= PART) {
            go(part);
            part.clear();
            return goOn.getAsBoolean();
          }
          return true;
        });
    go(part);
    while (!open.isEmpty() && goOn.getAsBoolean()) {
      goAlong(next());
    }
    return sum(goOn);
  }

  /** Those of them that lose all their tags go. */
  private void go(List<Long> ids) {
    var stay = new HashSet<>(database.read(handle -> keptByTag(handle, ids)));
    for (long id : ids) {
      if (!stay.contains(id) && manifests.add(id)) {
        open.add(id);
      }
    }
  }

  private List<Long> next() {
    var part = new ArrayList<Long>();
    while (part.size() < PART && !open.isEmpty()) {
      part.add(open.remove());
    }
    return part;
  }

  private record TagOf(long manifest, long tag) {}

  /** Those of them that have a tag that stays. */
  private List<Long> keptByTag(Handle handle, List<Long> ids) {
    var kept = new ArrayList<Long>();
    if (!ids.isEmpty()) {
      handle
          .createQuery(
              "SELECT t.manifest_id, t.id FROM tag t WHERE t.manifest_id IN (<ids>)"
                  + " AND t.subject_digest IS NULL")
          .bindList("ids", ids)
          .map((row, _) -> new TagOf(row.getLong("manifest_id"), row.getLong("id")))
          .filter(
              it -> !plan.doomed().contains(it.tag()) && !plan.doomed().contains(-it.manifest()))
          .forEach(it -> kept.add(it.manifest()));
    }
    return kept;
  }

  /** What an index lists, and what belongs to a manifest, goes when nothing else holds it. */
  private void goAlong(List<Long> ids) {
    var dependents = database.read(handle -> dependents(handle, ids));
    go(
        dependents.stream()
            .filter(
                id ->
                    database.read(handle -> holders(handle, id)).stream()
                        .allMatch(manifests::contains))
            .toList());
  }

  private List<Long> dependents(Handle handle, List<Long> ids) {
    return handle
        .createQuery(
            """
            SELECT m.id FROM manifest g
            JOIN manifest m ON m.repository_id = g.repository_id AND m.subject_digest = g.digest
            WHERE g.id IN (<ids>)
            UNION SELECT t.manifest_id FROM manifest g
            JOIN tag t ON t.repository_id = g.repository_id AND t.subject_digest = g.digest
            WHERE g.id IN (<ids>) AND t.manifest_id <> g.id
            UNION SELECT c.id FROM manifest_reference x
            JOIN manifest c ON c.repository_id = :repository AND c.digest = x.digest
            WHERE x.manifest_id IN (<ids>)
            """)
        .bind("repository", repositoryId)
        .bindList("ids", ids)
        .mapTo(Long.class)
        .list();
  }

  private static List<Long> holders(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT x.manifest_id FROM manifest m
            JOIN manifest_reference x
              ON x.repository_id = m.repository_id AND x.digest = m.digest
            WHERE m.id = :id
            UNION SELECT s.id FROM manifest m JOIN manifest s
              ON s.repository_id = m.repository_id AND s.digest = m.subject_digest
            WHERE m.id = :id
            """)
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  private long sum(BooleanSupplier goOn) {
    var sum = new long[1];
    var part = new ArrayList<Long>();
    manifests.forEach(
        id -> {
          if (part.size() < PART) {
            part.add(id);
          } else if (goOn.getAsBoolean()) {
            sum[0] += of(part);
            part.clear();
            part.add(id);
          }
        });
    return sum[0] + of(part);
  }

  /**
   * @param isShared whether other manifests need it too
   */
  private record Blob(String digest, long size, boolean isShared) {}

  private long of(List<Long> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    long own =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT coalesce(sum(size), 0) FROM manifest WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .mapTo(Long.class)
                    .one());
    return own
        + database.read(handle -> lastNeededBy(handle, ids)).stream()
            .filter(blob -> !blob.isShared() || isNeededByNone(blob))
            .mapToLong(Blob::size)
            .sum();
  }

  private List<Blob> lastNeededBy(Handle handle, List<Long> ids) {
    return handle
        .createQuery(
            """
            SELECT b.digest, b.size, CASE WHEN (SELECT min(y.manifest_id) FROM manifest_reference y
                WHERE y.repository_id = :repository AND y.digest = b.digest) = d.manifest_id
                THEN 0 ELSE 1 END AS shared
            FROM (SELECT DISTINCT x.manifest_id, x.digest FROM manifest_reference x
              WHERE x.manifest_id IN (<ids>)) d
            JOIN registry g ON g.id = :registry
            JOIN blob b ON b.store = g.store AND b.digest = d.digest
            WHERE (SELECT max(y.manifest_id) FROM manifest_reference y
                WHERE y.repository_id = :repository AND y.digest = b.digest) = d.manifest_id
              AND NOT EXISTS (SELECT 1 FROM repository_blob l
                JOIN repository r ON r.id = l.repository_id
                WHERE l.digest = b.digest AND r.registry_id = :registry
                  AND l.repository_id <> :repository)
            """)
        .bindList("ids", ids)
        .bind("repository", repositoryId)
        .bind("registry", registry.value())
        .map(
            (row, _) ->
                new Blob(row.getString("digest"), row.getLong("size"), row.getInt("shared") == 1))
        .list();
  }

  private boolean isNeededByNone(Blob blob) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT manifest_id FROM manifest_reference"
                        + " WHERE repository_id = :repository AND digest = :digest")
                .bind("repository", repositoryId)
                .bind("digest", blob.digest())
                .mapTo(Long.class)
                .stream()
                .allMatch(manifests::contains));
  }
}
