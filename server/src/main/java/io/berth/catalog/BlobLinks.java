package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Tables {@code blob} and {@code repository_blob}: which repository may see which bytes. */
public final class BlobLinks {
  private final Database database;
  private final InstantSource clock;

  public BlobLinks(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The size of a blob the repository holds; empty when it holds none of that digest. */
  public OptionalLong size(long repositoryId, Digest digest) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT b.size FROM repository_blob l JOIN blob b ON b.digest = l.digest
                    WHERE l.repository_id = ? AND l.digest = ?
                    """)
                .bind(0, repositoryId)
                .bind(1, digest.toString())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  /** Records bytes that are on stable storage and lets the repository see them. */
  public void add(long repositoryId, Digest digest, long size) {
    database.run(handle -> add(handle, repositoryId, digest, size, Micros.of(clock.instant())));
  }

  static void add(Handle handle, long repositoryId, Digest digest, long size, long now) {
    handle.execute(
        """
        INSERT INTO blob (digest, size, created_at, touched_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (digest) DO UPDATE SET touched_at = excluded.touched_at
        """,
        digest.toString(),
        size,
        now,
        now);
    link(handle, repositoryId, digest, now);
  }

  private static void link(Handle handle, long repositoryId, Digest digest, long now) {
    handle.execute(
        """
        INSERT INTO repository_blob (repository_id, digest, linked_at) VALUES (?, ?, ?)
        ON CONFLICT (repository_id, digest) DO NOTHING
        """,
        repositoryId,
        digest.toString(),
        now);
  }

  /**
   * Lets a repository see a blob that another one holds. The caller has checked that the client may
   * pull from it.
   *
   * @return false when the source does not hold it
   */
  public boolean mount(long sourceId, long targetId, Digest digest) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          var touched =
              handle.execute(
                  """
                  UPDATE blob SET touched_at = ? WHERE digest = ? AND EXISTS
                    (SELECT 1 FROM repository_blob l WHERE l.repository_id = ? AND l.digest = blob.digest)
                  """,
                  now,
                  digest.toString(),
                  sourceId);
          if (touched == 0) {
            return false;
          }
          link(handle, targetId, digest, now);
          return true;
        });
  }

  /** A few repositories of the registry that hold a blob, for a mount that names no source. */
  public List<RepositoryName> holders(RegistryId registry, Digest digest, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT r.name FROM repository_blob l JOIN repository r ON r.id = l.repository_id
                    WHERE l.digest = ? AND r.registry_id = ? ORDER BY l.repository_id LIMIT ?
                    """)
                .bind(0, digest.toString())
                .bind(1, registry.value())
                .bind(2, limit)
                .map((row, _) -> new RepositoryName(row.getString("name")))
                .list());
  }

  /** Outcomes of {@link #remove}. */
  public enum RemoveResult {
    REMOVED,
    ABSENT,
    /** A manifest of the repository points at it. */
    IN_USE
  }

  /** Takes a blob from a repository; other repositories keep it. */
  public RemoveResult remove(long repositoryId, Digest digest) {
    var now = Micros.of(clock.instant());
    return database.write(
        handle -> {
          Manifests.lock(handle, repositoryId, now);
          if (Manifests.isReferenced(handle, repositoryId, digest)) {
            return RemoveResult.IN_USE;
          }
          var removed =
              handle.execute(
                  "DELETE FROM repository_blob WHERE repository_id = ? AND digest = ?",
                  repositoryId,
                  digest.toString());
          return removed > 0 ? RemoveResult.REMOVED : RemoveResult.ABSENT;
        });
  }
}
