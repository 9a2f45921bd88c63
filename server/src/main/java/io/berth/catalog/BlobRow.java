package io.berth.catalog;

import io.berth.catalog.BlobRemovals.Taken;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.sql.RawStatement;
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

  /**
   * Records bytes that are there, whole.
   *
   * @return where the row says they are: with those that were sound already, or here; empty while a
   *     tombstone stands
   */
  static Optional<BlobLocation> record(Handle handle, BlobLocation blob, long size, long now) {
    return RawStatement.of(
            handle,
            """
            INSERT INTO blob (digest, object_key, size, created_at, touched_at)
            VALUES (:digest, :key, :size, :now, :now)
            ON CONFLICT (digest) DO UPDATE
            SET touched_at = excluded.touched_at, damaged_at = NULL, damage = NULL,
              object_key = CASE WHEN blob.damaged_at IS NULL THEN blob.object_key
                ELSE excluded.object_key END
            WHERE blob.removing_at IS NULL
            RETURNING object_key
            """)
        .bind("digest", blob.digest().toString())
        .bind("key", blob.key())
        .bind("size", size)
        .bind("now", now)
        .first(row -> new BlobLocation(blob.digest(), row.getString(1)));
  }

  /** Says that the bytes are elsewhere; false when the row names other ones by now. */
  static boolean move(Handle handle, BlobLocation from, String key) {
    return RawStatement.of(
                handle,
                """
                UPDATE blob SET object_key = :key
                WHERE digest = :digest AND object_key = :from AND removing_at IS NULL
                """)
            .bind("key", key)
            .bind("digest", from.digest().toString())
            .bind("from", from.key())
            .execute()
        > 0;
  }

  /** The size of a sound blob that a repository holds, which nobody takes away until the commit. */
  static Optional<Long> touch(Handle handle, long repositoryId, Digest digest, long now) {
    return RawStatement.of(
            handle,
            """
            UPDATE blob SET touched_at = :now WHERE digest = :digest
            AND removing_at IS NULL AND damaged_at IS NULL AND EXISTS
              (SELECT 1 FROM repository_blob l
              WHERE l.repository_id = :repository AND l.digest = blob.digest)
            RETURNING size
            """)
        .bind("now", now)
        .bind("digest", digest.toString())
        .bind("repository", repositoryId)
        .first(row -> row.getLong("size"));
  }

  /** Makes others who change these wait; the next statement sees all they committed before. */
  static void hold(Handle handle, List<String> digests) {
    RawStatement.of(handle, "UPDATE blob SET touched_at = touched_at WHERE digest IN (<digests>)")
        .bindList("digests", digests)
        .execute();
  }

  /** Sets the tombstone of those that nothing links, the trash neither. */
  static List<Taken> take(Handle handle, List<String> digests, long now) {
    return RawStatement.of(
            handle,
            """
            UPDATE blob SET removing_at = :now WHERE digest IN (<digests>)
            AND removing_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM repository_blob l WHERE l.digest = blob.digest)
            AND NOT EXISTS (SELECT 1 FROM trash_blob k WHERE k.digest = blob.digest)
            RETURNING digest, object_key, size, removing_at
            """)
        .bind("now", now)
        .bindList("digests", digests)
        .list(Taken::read);
  }

  /** Adds bytes that no row speaks of with a tombstone; false when one speaks of them by now. */
  static boolean takeUnknown(Handle handle, Taken bytes, long now) {
    return RawStatement.of(
                handle,
                """
                INSERT INTO blob (digest, object_key, size, created_at, touched_at, removing_at)
                VALUES (:digest, :key, :size, :now, :now, :now) ON CONFLICT (digest) DO NOTHING
                """)
            .bind("digest", bytes.location().digest().toString())
            .bind("key", bytes.location().key())
            .bind("size", bytes.size())
            .bind("now", now)
            .execute()
        > 0;
  }

  /** Takes the tombstones away that are that old and stand on blobs that something links. */
  static void releaseLinked(Handle handle, long before) {
    RawStatement.of(
            handle,
            """
            UPDATE blob SET removing_at = NULL WHERE removing_at <= :before
            AND (EXISTS (SELECT 1 FROM repository_blob l WHERE l.digest = blob.digest)
              OR EXISTS (SELECT 1 FROM trash_blob k WHERE k.digest = blob.digest))
            """)
        .bind("before", before)
        .execute();
  }

  /** Renews tombstones that are that old. */
  static List<Taken> takeOver(Handle handle, long before, long now, int limit) {
    return RawStatement.of(
            handle,
            """
            UPDATE blob SET removing_at = :now WHERE removing_at <= :before AND digest IN
              (SELECT digest FROM blob WHERE removing_at <= :before LIMIT :limit)
            RETURNING digest, object_key, size, removing_at
            """)
        .bind("now", now)
        .bind("before", before)
        .bind("limit", limit)
        .list(Taken::read);
  }

  /** Takes a tombstone away. */
  static void release(Handle handle, Taken taken) {
    RawStatement.of(
            handle,
            "UPDATE blob SET removing_at = NULL WHERE digest = :digest AND removing_at = :removing")
        .bind("digest", taken.location().digest().toString())
        .bind("removing", taken.since())
        .execute();
  }

  /** Deletes the rows under these tombstones. */
  static void delete(Handle handle, List<Taken> taken) {
    var batch =
        RawStatement.of(
            handle, "DELETE FROM blob WHERE digest = :digest AND removing_at = :removing");
    for (var blob : taken) {
      batch
          .bind("digest", blob.location().digest().toString())
          .bind("removing", blob.since())
          .add();
    }
    batch.executeAll();
  }

  /** Marks a blob as damaged and sets its tombstone; false when it has one, or is gone. */
  static boolean suspect(Handle handle, Digest digest, DamagedContent.Kind kind, long now) {
    return RawStatement.of(
                handle,
                """
                UPDATE blob SET removing_at = :now, damaged_at = :now, damage = :damage
                WHERE digest = :digest AND removing_at IS NULL
                """)
            .bind("now", now)
            .bind("damage", kind.name())
            .bind("digest", digest.toString())
            .execute()
        > 0;
  }

  /**
   * Takes the tombstone away that {@link #suspect} set.
   *
   * @param kind what the damage is; null when the blob is sound after all
   */
  static void settle(Handle handle, Taken suspect, DamagedContent.@Nullable Kind kind) {
    RawStatement.of(
            handle,
            """
            UPDATE blob SET removing_at = NULL, damage = :damage,
              damaged_at = CASE WHEN :damaged = 1 THEN damaged_at END
            WHERE digest = :digest AND removing_at = :removing
            """)
        .bind("damage", kind == null ? null : kind.name())
        .bind("damaged", kind == null ? 0 : 1)
        .bind("digest", suspect.location().digest().toString())
        .bind("removing", suspect.since())
        .execute();
  }
}
