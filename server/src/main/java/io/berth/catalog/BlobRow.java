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
            INSERT INTO blob (store, digest, object_key, size, created_at, touched_at)
            VALUES (:store, :digest, :key, :size, :now, :now)
            ON CONFLICT (store, digest) DO UPDATE
            SET touched_at = excluded.touched_at, damaged_at = NULL, damage = NULL,
              object_key = CASE WHEN blob.damaged_at IS NULL THEN blob.object_key
                ELSE excluded.object_key END
            WHERE blob.removing_at IS NULL
            RETURNING object_key
            """)
        .bind("store", blob.store())
        .bind("digest", blob.digest().toString())
        .bind("key", blob.key())
        .bind("size", size)
        .bind("now", now)
        .first(row -> new BlobLocation(blob.store(), blob.digest(), row.getString(1)));
  }

  /** Says that the bytes are elsewhere; false when the row names other ones by now. */
  static boolean move(Handle handle, BlobLocation from, String key) {
    return RawStatement.of(
                handle,
                """
                UPDATE blob SET object_key = :key
                WHERE store = :store AND digest = :digest AND object_key = :from
                  AND removing_at IS NULL
                """)
            .bind("key", key)
            .bind("store", from.store())
            .bind("digest", from.digest().toString())
            .bind("from", from.key())
            .execute()
        > 0;
  }

  /** A sound blob that a repository holds, which nobody takes away until the commit. */
  static Optional<StoredBlob> touch(Handle handle, long repositoryId, Digest digest, long now) {
    return RawStatement.of(
            handle,
            """
            UPDATE blob SET touched_at = :now WHERE digest = :digest AND store =
              (SELECT l.store FROM repository_blob l
              WHERE l.repository_id = :repository AND l.digest = :digest)
            AND removing_at IS NULL AND damaged_at IS NULL
            RETURNING store, digest, object_key, size
            """)
        .bind("now", now)
        .bind("digest", digest.toString())
        .bind("repository", repositoryId)
        .first(StoredBlob::read);
  }

  /** Makes others who change these wait; the next statement sees all they committed before. */
  static void hold(Handle handle, String store, List<String> digests) {
    RawStatement.of(
            handle,
            "UPDATE blob SET touched_at = touched_at"
                + " WHERE store = :store AND digest IN (<digests>)")
        .bind("store", store)
        .bindList("digests", digests)
        .execute();
  }

  /** Sets the tombstone of those that nothing links, the trash neither. */
  static List<Taken> take(Handle handle, String store, List<String> digests, long now) {
    return RawStatement.of(
            handle,
            """
            UPDATE blob SET removing_at = :now WHERE store = :store AND digest IN (<digests>)
            AND removing_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM repository_blob l
              WHERE l.digest = blob.digest AND l.store = blob.store)
            AND NOT EXISTS (SELECT 1 FROM trash_blob k JOIN registry g ON g.id = k.registry_id
              WHERE k.digest = blob.digest AND g.store = blob.store)
            RETURNING store, digest, object_key, size, removing_at
            """)
        .bind("now", now)
        .bind("store", store)
        .bindList("digests", digests)
        .list(Taken::read);
  }

  /** Adds bytes that no row speaks of with a tombstone; false when one speaks of them by now. */
  static boolean takeUnknown(Handle handle, Taken bytes, long now) {
    return RawStatement.of(
                handle,
                """
                INSERT INTO blob (store, digest, object_key, size, created_at, touched_at, removing_at)
                VALUES (:store, :digest, :key, :size, :now, :now, :now)
                ON CONFLICT (store, digest) DO NOTHING
                """)
            .bind("store", bytes.location().store())
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
            AND (EXISTS (SELECT 1 FROM repository_blob l
                WHERE l.digest = blob.digest AND l.store = blob.store)
              OR EXISTS (SELECT 1 FROM trash_blob k JOIN registry g ON g.id = k.registry_id
                WHERE k.digest = blob.digest AND g.store = blob.store))
            """)
        .bind("before", before)
        .execute();
  }

  /** Renews tombstones that are that old. */
  static List<Taken> takeOver(Handle handle, long before, long now, int limit) {
    return RawStatement.of(
            handle,
            """
            UPDATE blob SET removing_at = :now WHERE removing_at <= :before AND (store, digest) IN
              (SELECT store, digest FROM blob WHERE removing_at <= :before LIMIT :limit)
            RETURNING store, digest, object_key, size, removing_at
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
            "UPDATE blob SET removing_at = NULL"
                + " WHERE store = :store AND digest = :digest AND removing_at = :removing")
        .bind("store", taken.location().store())
        .bind("digest", taken.location().digest().toString())
        .bind("removing", taken.since())
        .execute();
  }

  /** Deletes the rows under these tombstones. */
  static void delete(Handle handle, List<Taken> taken) {
    var batch =
        RawStatement.of(
            handle,
            "DELETE FROM blob"
                + " WHERE store = :store AND digest = :digest AND removing_at = :removing");
    for (var blob : taken) {
      batch
          .bind("store", blob.location().store())
          .bind("digest", blob.location().digest().toString())
          .bind("removing", blob.since())
          .add();
    }
    batch.executeAll();
  }

  /** Marks a blob as damaged and sets its tombstone; false when it has one, or is gone. */
  static boolean suspect(Handle handle, BlobLocation blob, DamagedContent.Kind kind, long now) {
    return RawStatement.of(
                handle,
                """
                UPDATE blob SET removing_at = :now, damaged_at = :now, damage = :damage
                WHERE store = :store AND digest = :digest AND removing_at IS NULL
                """)
            .bind("now", now)
            .bind("damage", kind.name())
            .bind("store", blob.store())
            .bind("digest", blob.digest().toString())
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
            WHERE store = :store AND digest = :digest AND removing_at = :removing
            """)
        .bind("store", suspect.location().store())
        .bind("damage", kind == null ? null : kind.name())
        .bind("damaged", kind == null ? 0 : 1)
        .bind("digest", suspect.location().digest().toString())
        .bind("removing", suspect.since())
        .execute();
  }
}
