package io.berth.retention;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.util.ArrayDeque;
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
  private static final String TAGS =
      "SELECT t.id FROM tag t WHERE t.manifest_id = :id AND t.subject_digest IS NULL";

  private final Database database;
  private final RegistryId registry;
  private final long repositoryId;
  private final LongSet keys;
  private final LongSet manifests = new LongSet();

  FreedBytes(Database database, RegistryId registry, long repositoryId, RepositoryPlan plan) {
    this.database = database;
    this.registry = registry;
    this.repositoryId = repositoryId;
    this.keys = plan.doomed();
  }

  /**
   * The bytes.
   *
   * @param goOn asked now and then; after a no the number is too small
   */
  long count(RepositoryPlan plan, BooleanSupplier goOn) {
    var open = new ArrayDeque<Long>();
    plan.eachDoomed(
        candidate -> {
          var id = candidate.manifestId();
          if ((candidate.key() < 0 || !candidate.isListed())
              && losesAllTags(id)
              && manifests.add(id)) {
            open.add(id);
          }
          return true;
        });
    while (!open.isEmpty() && goOn.getAsBoolean()) {
      database
          .read(handle -> dependents(handle, open.remove()))
          .forEach(
              id -> {
                if (goesAlong(id) && manifests.add(id)) {
                  open.add(id);
                }
              });
    }
    var sum = new long[1];
    manifests.forEach(
        id -> {
          if (goOn.getAsBoolean()) {
            sum[0] += database.read(handle -> of(handle, id));
          }
        });
    return sum[0];
  }

  private boolean losesAllTags(long id) {
    return database.read(
        handle ->
            handle.createQuery(TAGS).bind("id", id).mapTo(Long.class).stream()
                .allMatch(tag -> keys.contains(tag) || keys.contains(-id)));
  }

  /** What an index lists, and what belongs to a manifest. */
  private List<Long> dependents(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT m.id FROM manifest g
            JOIN manifest m ON m.repository_id = g.repository_id AND m.subject_digest = g.digest
            WHERE g.id = :id
            UNION SELECT t.manifest_id FROM manifest g
            JOIN tag t ON t.repository_id = g.repository_id AND t.subject_digest = g.digest
            WHERE g.id = :id AND t.manifest_id <> g.id
            UNION SELECT c.id FROM manifest_reference x
            JOIN manifest c ON c.repository_id = :repository AND c.digest = x.digest
            WHERE x.manifest_id = :id
            """)
        .bind("repository", repositoryId)
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  private boolean goesAlong(long id) {
    return losesAllTags(id)
        && database.read(
            handle ->
                handle
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
                    .stream()
                    .allMatch(manifests::contains));
  }

  private record Blob(String digest, long size) {}

  private long of(Handle handle, long id) {
    long own =
        handle
            .createQuery("SELECT size FROM manifest WHERE id = :id")
            .bind("id", id)
            .mapTo(Long.class)
            .findOne()
            .orElse(0L);
    return own
        + lastNeededBy(handle, id).stream()
            .filter(blob -> isDoomed(handle, blob))
            .mapToLong(Blob::size)
            .sum();
  }

  private List<Blob> lastNeededBy(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT b.digest, b.size FROM (SELECT DISTINCT x.digest FROM manifest_reference x
              WHERE x.manifest_id = :id) d
            JOIN blob b ON b.digest = d.digest
            WHERE (SELECT max(y.manifest_id) FROM manifest_reference y
                WHERE y.repository_id = :repository AND y.digest = b.digest) = :id
              AND NOT EXISTS (SELECT 1 FROM repository_blob l
                JOIN repository r ON r.id = l.repository_id
                WHERE l.digest = b.digest AND r.registry_id = :registry
                  AND l.repository_id <> :repository)
            """)
        .bind("id", id)
        .bind("repository", repositoryId)
        .bind("registry", registry.value())
        .map((row, _) -> new Blob(row.getString("digest"), row.getLong("size")))
        .list();
  }

  private boolean isDoomed(Handle handle, Blob blob) {
    return handle
        .createQuery(
            "SELECT manifest_id FROM manifest_reference"
                + " WHERE repository_id = :repository AND digest = :digest")
        .bind("repository", repositoryId)
        .bind("digest", blob.digest())
        .mapTo(Long.class)
        .stream()
        .allMatch(manifests::contains);
  }
}
