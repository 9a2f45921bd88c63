package io.berth.catalog;

import io.berth.sql.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Counts again what projects and registries hold, from links, manifests and the trash alone, and
 * puts right what {@link StorageUsage} kept differently. Pushes go on meanwhile: a digest that
 * looks wrong is counted once more while its row is locked, so nothing that is just changing is
 * mistaken for an error.
 */
public final class UsageRecount {
  private static final int BATCH = 100;

  private static final String LINKS =
      """
      SELECT l.digest, b.size FROM repository r
      JOIN repository_blob l ON l.repository_id = r.id
      JOIN blob b ON b.store = l.store AND b.digest = l.digest
      WHERE r.project_id = :owner
      """;
  private static final String MANIFESTS =
      """
      SELECT m.digest, m.size FROM repository r JOIN manifest m ON m.repository_id = r.id
      WHERE r.project_id = :owner
      """;
  private static final String PROJECTS =
      """
      SELECT b.digest, b.size FROM project p JOIN project_blob b ON b.project_id = p.id
      WHERE p.registry_id = :owner
      UNION ALL SELECT k.digest, max(k.size) AS size FROM trash_blob k
      WHERE k.registry_id = :owner GROUP BY k.digest
      """;

  private final Database database;

  public UsageRecount(Database database) {
    this.database = database;
  }

  /** Counts everything; how many figures had to be put right. */
  public long run() {
    long mended = 0;
    long last = 0;
    for (var batch = projects(last); !batch.isEmpty(); batch = projects(last)) {
      for (var project : batch) {
        mended += level("project", project, LINKS + " UNION ALL " + MANIFESTS);
        last = project;
      }
    }
    for (var registry : registries()) {
      mended += level("registry", registry, PROJECTS);
    }
    return mended;
  }

  private List<Long> projects(long after) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT id FROM project WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", BATCH)
                .mapTo(Long.class)
                .list());
  }

  private List<String> registries() {
    return database.read(
        (Handle handle) ->
            handle.createQuery("SELECT id FROM registry").mapTo(String.class).list());
  }

  private long level(String what, Object owner, String held) {
    long mended = 0;
    for (var digest : suspects(what, owner, held)) {
      boolean wrong = database.write(handle -> mend(handle, what, owner, held, digest));
      mended += wrong ? 1 : 0;
    }
    boolean wrong = database.write(handle -> mendSum(handle, what, owner));
    return mended + (wrong ? 1 : 0);
  }

  /** One statement, so one state of the tables. */
  private List<String> suspects(String what, Object owner, String held) {
    var sql =
        """
        SELECT digest FROM (
          SELECT digest, 1 AS refs FROM (%s) held
          UNION ALL SELECT digest, -refs FROM %s_blob WHERE %s_id = :owner) compared
        GROUP BY digest HAVING sum(refs) <> 0
        """
            .formatted(held, what, what);
    return database.read(
        (Handle handle) -> handle.createQuery(sql).bind("owner", owner).mapTo(String.class).list());
  }

  private record Found(long refs, long size) {}

  private static boolean mend(
      Handle handle, String what, Object owner, String held, String digest) {
    var known = StorageUsage.counted(handle, what, owner, digest);
    var found =
        handle
            .createQuery(
                "SELECT count(*) AS refs, coalesce(max(size), 0) AS size FROM (%s) held WHERE digest = :digest"
                    .formatted(held))
            .bind("owner", owner)
            .bind("digest", digest)
            .map((row, _) -> new Found(row.getLong("refs"), row.getLong("size")))
            .one();
    StorageUsage.recount(handle, what, owner, digest, found.refs(), found.size());
    return known != found.refs();
  }

  /** Rows and their sum change together, so one statement sees them agree, or a real difference. */
  private static boolean mendSum(Handle handle, String what, Object owner) {
    var sql =
        """
        SELECT coalesce((SELECT sum(size) FROM %s_blob WHERE %s_id = :owner), 0)
             - coalesce((SELECT sum(bytes) FROM %s_usage WHERE %s_id = :owner), 0)
        """
            .formatted(what, what, what, what);
    long difference = handle.createQuery(sql).bind("owner", owner).mapTo(Long.class).one();
    switch (owner) {
      case Long project -> StorageUsage.addToProject(handle, project, 0, difference);
      default -> StorageUsage.addToRegistry(handle, owner.toString(), 0, difference);
    }
    return difference != 0;
  }
}
