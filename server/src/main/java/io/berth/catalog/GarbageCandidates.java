package io.berth.catalog;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.Tag;
import io.berth.sql.RawStatement;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables {@code gc_link}, {@code gc_blob} and {@code gc_manifest}: what may be garbage,
 * noted by the very transaction that made it so. A note that turns out wrong is dropped by the
 * collector; one that is missing would be a leak. Rows are taken in the order candidate, then link,
 * so that pushers and the collector never wait for each other in a circle.
 */
final class GarbageCandidates {
  /** Tags that cosign and clients without the referrers API hang on their subject. */
  private static final List<String> SUFFIXES = List.of("", ".sig", ".att", ".sbom");

  private GarbageCandidates() {}

  /**
   * A repository's link to a blob, which may be dropped from {@code due} on if nothing needs it.
   */
  static void link(Handle handle, long repositoryId, Digest digest, long due) {
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_link (repository_id, digest, due_at) VALUES (:repository, :digest, :due)
            ON CONFLICT (repository_id, digest) DO UPDATE SET due_at = excluded.due_at
            """)
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .bind("due", due)
        .execute();
  }

  /** Everything that a manifest points at, which it is about to do no more. */
  static void referencesGo(Handle handle, long manifestId, long now) {
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_link (repository_id, digest, due_at)
            SELECT DISTINCT x.repository_id, x.digest, :now FROM manifest_reference x
            WHERE x.manifest_id = :manifest ORDER BY x.digest
            ON CONFLICT (repository_id, digest) DO UPDATE SET due_at = excluded.due_at
            """)
        .bind("now", now)
        .bind("manifest", manifestId)
        .execute();
  }

  /** Everything a manifest that is about to be deleted points at, and what has it as subject. */
  static void manifestGoes(
      Handle handle, long repositoryId, long manifestId, long now, long followersDue) {
    referencesGo(handle, manifestId, now);
    var subject = names(handle, manifestId);
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_manifest (repository_id, digest, subject_digest, subject_other, due_at)
            SELECT m.repository_id, m.digest, :subject, :other, :due FROM manifest m
            WHERE m.repository_id = :repository AND (m.subject_digest = :subject OR m.id IN
              (SELECT t.manifest_id FROM tag t
               WHERE t.repository_id = :repository AND t.name IN (<tags>)))
            ON CONFLICT (repository_id, digest)
            DO UPDATE SET subject_digest = excluded.subject_digest,
              subject_other = excluded.subject_other, due_at = excluded.due_at
            """)
        .bind("repository", repositoryId)
        .bind("subject", subject.getFirst().toString())
        .bind("other", subject.size() > 1 ? subject.getLast().toString() : null)
        .bind("due", followersDue)
        .bindList("tags", accessoryTags(subject))
        .execute();
  }

  /** The manifest's digests, the one that it was first pushed with before the other. */
  private static List<Digest> names(Handle handle, long manifestId) {
    return RawStatement.of(handle, "SELECT digest, other_digest FROM manifest WHERE id = :id")
        .bind("id", manifestId)
        .first(row -> names(row.getString("digest"), row.getString("other_digest")))
        .orElseThrow();
  }

  /**
   * Both digests of a manifest.
   *
   * @param other null when it is not known
   */
  static List<Digest> names(String digest, @Nullable String other) {
    return Stream.of(digest, other).filter(Objects::nonNull).map(Digest::parse).toList();
  }

  /**
   * The names of tags that only say "belongs to this subject".
   *
   * @param subject its digests
   */
  static List<String> accessoryTags(List<Digest> subject) {
    return subject.stream()
        .map(digest -> Tag.ofReferrers(digest).value())
        .flatMap(stem -> SUFFIXES.stream().map(suffix -> stem + suffix))
        .toList();
  }

  /** Those links were decided about. */
  static void forgetLinks(Handle handle, long repositoryId, Collection<String> digests) {
    var batch =
        RawStatement.of(
            handle, "DELETE FROM gc_link WHERE repository_id = :repository AND digest = :digest");
    for (var digest : digests) {
      batch.bind("repository", repositoryId).bind("digest", digest).add();
    }
    batch.executeAll();
  }

  /**
   * A manifest whose subject went.
   *
   * @param subject the digests of what went
   */
  static void manifest(
      Handle handle, long repositoryId, Digest digest, List<Digest> subject, long due) {
    RawStatement.of(
            handle,
            "INSERT INTO gc_manifest (repository_id, digest, subject_digest, subject_other, due_at)"
                + " VALUES (:repository, :digest, :subjectDigest, :subjectOther, :due)")
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .bind("subjectDigest", subject.getFirst().toString())
        .bind("subjectOther", subject.size() > 1 ? subject.getLast().toString() : null)
        .bind("due", due)
        .execute();
  }

  /** That manifest was decided about. */
  static void forgetManifest(Handle handle, long repositoryId, Digest digest) {
    RawStatement.of(
            handle,
            "DELETE FROM gc_manifest WHERE repository_id = :repository AND digest = :digest")
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .execute();
  }

  /** Those blobs were decided about. */
  static void forgetBlobs(Handle handle, String store, List<String> digests) {
    var batch =
        RawStatement.of(handle, "DELETE FROM gc_blob WHERE store = :store AND digest = :digest");
    for (var digest : digests) {
      batch.bind("store", store).bind("digest", digest).add();
    }
    batch.executeAll();
  }

  /** Those of some blobs that somebody else is taking away, by a tombstone other than this. */
  static void blobsOfOthers(
      Handle handle, String store, List<String> digests, long tombstone, long due) {
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_blob (store, digest, registry_id, due_at)
            SELECT store, digest, '', :due FROM blob
            WHERE store = :store AND digest IN (<digests>) AND removing_at <> :now
            ON CONFLICT (store, digest) DO NOTHING
            """)
        .bind("store", store)
        .bindList("digests", digests)
        .bind("now", tombstone)
        .bind("due", due)
        .execute();
  }

  /** A blob that lost a link of this repository. */
  static void blob(Handle handle, long repositoryId, Digest digest, long now) {
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_blob (store, digest, registry_id, due_at)
            SELECT g.store, :digest, g.id, :now
            FROM repository r JOIN registry g ON g.id = r.registry_id WHERE r.id = :repository
            ON CONFLICT (store, digest)
            DO UPDATE SET registry_id = excluded.registry_id, due_at = excluded.due_at
            """)
        .bind("digest", digest.toString())
        .bind("repository", repositoryId)
        .bind("now", now)
        .execute();
  }

  /** A blob that no repository speaks of. */
  static void blob(Handle handle, BlobLocation blob, long due) {
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_blob (store, digest, registry_id, due_at)
            VALUES (:store, :digest, '', :due)
            ON CONFLICT (store, digest)
            DO UPDATE SET registry_id = excluded.registry_id, due_at = excluded.due_at
            """)
        .bind("store", blob.store())
        .bind("digest", blob.digest().toString())
        .bind("due", due)
        .execute();
  }

  /** Blobs that lost a link of this repository; what one that is gone had is noted already. */
  static void blobs(Handle handle, long repositoryId, List<String> digests, long now) {
    if (digests.isEmpty()) {
      return;
    }
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_blob (store, digest, registry_id, due_at)
            SELECT b.store, b.digest, g.id, :now
            FROM repository r JOIN registry g ON g.id = r.registry_id
            JOIN blob b ON b.store = g.store
            WHERE r.id = :repository AND b.digest IN (<digests>) ORDER BY b.digest
            ON CONFLICT (store, digest)
            DO UPDATE SET registry_id = excluded.registry_id, due_at = excluded.due_at
            """)
        .bind("repository", repositoryId)
        .bind("now", now)
        .bindList("digests", digests)
        .execute();
  }

  /** All blobs of a repository that is about to be deleted. */
  static void repositoryGoes(Handle handle, long repositoryId, long now) {
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_blob (store, digest, registry_id, due_at)
            SELECT l.store, l.digest, r.registry_id, :now FROM repository_blob l
            JOIN repository r ON r.id = l.repository_id
            WHERE l.repository_id = :repository ORDER BY l.digest
            ON CONFLICT (store, digest)
            DO UPDATE SET registry_id = excluded.registry_id, due_at = excluded.due_at
            """)
        .bind("now", now)
        .bind("repository", repositoryId)
        .execute();
  }

  /** All blobs of what is about to leave the trash. */
  static void leavesTrash(Handle handle, long trashId, long now) {
    RawStatement.of(
            handle,
            """
            INSERT INTO gc_blob (store, digest, registry_id, due_at)
            SELECT stored.store, b.digest, b.registry_id, :now
            FROM trash_blob b JOIN registry g ON g.id = b.registry_id
            JOIN blob stored ON stored.store = g.store AND stored.digest = b.digest
            WHERE b.trash_id = :trash ORDER BY b.digest
            ON CONFLICT (store, digest)
            DO UPDATE SET registry_id = excluded.registry_id, due_at = excluded.due_at
            """)
        .bind("now", now)
        .bind("trash", trashId)
        .execute();
  }
}
