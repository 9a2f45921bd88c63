package io.berth.catalog;

import io.berth.catalog.BlobRemovals.Taken;
import io.berth.content.Digest;
import io.berth.sql.Plain;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Owns table blob, the bytes on stable storage: every statement that writes it stands here, within
 * the transaction of whoever calls. Times are epoch microseconds; a blob with a tombstone is being
 * taken away, and nobody may record or link it then.
 */
final class BlobRow {
  private BlobRow() {}

  /** Records bytes that are there, whole; false while a tombstone stands. */
  static boolean record(Handle handle, Digest digest, long size, long now) {
    return Plain.update(
            handle,
            """
            INSERT INTO blob (digest, size, created_at, touched_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (digest) DO UPDATE
            SET touched_at = excluded.touched_at, damaged_at = NULL, damage = NULL
            WHERE blob.removing_at IS NULL
            """,
            digest.toString(),
            size,
            now,
            now)
        > 0;
  }

  /** The size of a sound blob that a repository holds, which nobody takes away until the commit. */
  static Optional<Long> touch(Handle handle, long repositoryId, Digest digest, long now) {
    return Plain.first(
        handle,
        row -> row.getLong("size"),
        """
        UPDATE blob SET touched_at = ? WHERE digest = ?
        AND removing_at IS NULL AND damaged_at IS NULL AND EXISTS
          (SELECT 1 FROM repository_blob l WHERE l.repository_id = ? AND l.digest = blob.digest)
        RETURNING size
        """,
        now,
        digest.toString(),
        repositoryId);
  }

  /** Makes others who change these wait; the next statement sees all they committed before. */
  static void hold(Handle handle, List<String> digests) {
    handle
        .createUpdate("UPDATE blob SET touched_at = touched_at WHERE digest IN (<digests>)")
        .bindList("digests", digests)
        .execute();
  }

  /** Sets the tombstone of those that nothing links. */
  static List<Taken> take(Handle handle, List<String> digests, long now) {
    return handle
        .createQuery(
            """
            UPDATE blob SET removing_at = :now WHERE digest IN (<digests>)
            AND removing_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM repository_blob l WHERE l.digest = blob.digest)
            RETURNING digest, size, removing_at
            """)
        .bind("now", now)
        .bindList("digests", digests)
        .map((row, _) -> Taken.read(row))
        .list();
  }

  /** Adds bytes that no row speaks of with a tombstone; false when one speaks of them by now. */
  static boolean takeUnknown(Handle handle, Taken bytes, long now) {
    return handle.execute(
            """
            INSERT INTO blob (digest, size, created_at, touched_at, removing_at)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING
            """,
            bytes.digest().toString(),
            bytes.size(),
            now,
            now,
            now)
        > 0;
  }

  /** Takes the tombstones away that are that old and stand on blobs that something links. */
  static void releaseLinked(Handle handle, long before) {
    handle.execute(
        """
        UPDATE blob SET removing_at = NULL WHERE removing_at <= ?
        AND EXISTS (SELECT 1 FROM repository_blob l WHERE l.digest = blob.digest)
        """,
        before);
  }

  /** Renews tombstones that are that old. */
  static List<Taken> takeOver(Handle handle, long before, long now, int limit) {
    return handle
        .createQuery(
            """
            UPDATE blob SET removing_at = :now WHERE removing_at <= :before AND digest IN
              (SELECT digest FROM blob WHERE removing_at <= :before LIMIT :limit)
            RETURNING digest, size, removing_at
            """)
        .bind("now", now)
        .bind("before", before)
        .bind("limit", limit)
        .map((row, _) -> Taken.read(row))
        .list();
  }

  /** Takes a tombstone away. */
  static void release(Handle handle, Taken taken) {
    handle.execute(
        "UPDATE blob SET removing_at = NULL WHERE digest = ? AND removing_at = ?",
        taken.digest().toString(),
        taken.since());
  }

  /** Deletes the rows under these tombstones. */
  static void delete(Handle handle, List<Taken> taken) {
    var batch = handle.prepareBatch("DELETE FROM blob WHERE digest = ? AND removing_at = ?");
    taken.forEach(blob -> batch.add(blob.digest().toString(), blob.since()));
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** Marks a blob as damaged and sets its tombstone; false when it has one, or is gone. */
  static boolean suspect(Handle handle, Digest digest, DamagedContent.Kind kind, long now) {
    return handle.execute(
            """
            UPDATE blob SET removing_at = ?, damaged_at = ?, damage = ?
            WHERE digest = ? AND removing_at IS NULL
            """,
            now,
            now,
            kind.name(),
            digest.toString())
        > 0;
  }

  /**
   * Takes the tombstone away that {@link #suspect} set.
   *
   * @param kind what the damage is; null when the blob is sound after all
   */
  static void settle(Handle handle, Taken suspect, DamagedContent.@Nullable Kind kind) {
    handle.execute(
        """
        UPDATE blob SET removing_at = NULL, damage = ?,
          damaged_at = CASE WHEN ? = 1 THEN damaged_at END
        WHERE digest = ? AND removing_at = ?
        """,
        kind == null ? null : kind.name(),
        kind == null ? 0 : 1,
        suspect.digest().toString(),
        suspect.since());
  }
}
