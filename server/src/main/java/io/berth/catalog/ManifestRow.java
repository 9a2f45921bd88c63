package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.Tag;
import io.berth.sql.RawStatement;
import java.util.SequencedSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Owns tables manifest and manifest_reference: every statement that writes them stands here, within
 * the transaction of whoever calls. Times are epoch microseconds.
 */
final class ManifestRow {
  private ManifestRow() {}

  /**
   * Adds a manifest; the id of its row. Those that have it as their subject by its other digest
   * name it by this one from now on.
   *
   * @param digest the one it was pushed with
   */
  static long insert(
      Handle handle, long repositoryId, ManifestDocument document, Digest digest, long now) {
    var config = document.config();
    var subject = document.subject();
    var other = Digest.of(digest.algorithm().other(), document.bytes()).toString();
    var id =
        RawStatement.of(
                handle,
                """
                INSERT INTO manifest (repository_id, digest, other_digest, media_type, artifact_type,
                  config_media_type, subject_digest, annotations, size, total_size, content, pushed_at,
                  touched_at)
                VALUES (:repository, :digest, :other, :mediaType, :artifactType, :config,
                  coalesce((SELECT s.digest FROM manifest s
                    WHERE s.repository_id = :repository AND s.other_digest = :subject), :subject),
                  :annotations, :size, :total, :content, :now, :now) RETURNING id
                """)
            .bind("repository", repositoryId)
            .bind("digest", digest.toString())
            .bind("other", other)
            .bind("mediaType", document.mediaType())
            .bind("artifactType", document.effectiveArtifactType())
            .bind("config", config == null ? null : config.mediaType())
            .bind("subject", subject == null ? null : subject.digest().toString())
            .bind("annotations", Annotations.write(document.annotations()))
            .bind("size", document.bytes().length)
            .bind("total", document.declaredBytes(Artifacts.MOST_BYTES))
            .bind("content", document.bytes())
            .bind("now", now)
            .first(row -> row.getLong(1))
            .orElseThrow();
    subjectCame(handle, repositoryId, digest, other);
    return id;
  }

  private static void subjectCame(Handle handle, long repositoryId, Digest digest, String other) {
    RawStatement.of(
            handle,
            "UPDATE manifest SET subject_digest = :digest WHERE repository_id = :repository"
                + " AND subject_digest = :other")
        .bind("digest", digest.toString())
        .bind("repository", repositoryId)
        .bind("other", other)
        .execute();
    Tags.subjectCame(handle, repositoryId, digest, Digest.parse(other));
  }

  private record Names(long id, Digest digest, @Nullable String other) {}

  /**
   * Adds a manifest as it was before it went to the trash, with what it points at; the id of its
   * row. What reads its age as garbage begins anew.
   *
   * @param trashManifestId of its row there
   */
  static long comeBack(Handle handle, long repositoryId, long trashManifestId, long now) {
    var names =
        RawStatement.of(
                handle,
                """
                INSERT INTO manifest (repository_id, digest, other_digest, media_type,
                  artifact_type, config_media_type, subject_digest, annotations, size, total_size,
                  content, pushed_at, pulled_at, touched_at)
                SELECT :repository, k.digest, k.other_digest, k.media_type, k.artifact_type,
                  k.config_media_type, coalesce((SELECT s.digest FROM manifest s
                    WHERE s.repository_id = :repository AND s.other_digest = k.subject_digest),
                    k.subject_digest),
                  k.annotations, k.size, k.total_size, k.content, k.pushed_at, k.pulled_at, :now
                FROM trash_manifest k WHERE k.id = :trashed
                RETURNING id, digest, other_digest
                """)
            .bind("repository", repositoryId)
            .bind("trashed", trashManifestId)
            .bind("now", now)
            .first(
                row ->
                    new Names(
                        row.getLong("id"),
                        Digest.parse(row.getString("digest")),
                        row.getString("other_digest")))
            .orElseThrow();
    if (names.other() != null) {
      subjectCame(handle, repositoryId, names.digest(), names.other());
    }
    RawStatement.of(
            handle,
            """
            INSERT INTO manifest_reference (manifest_id, repository_id, digest, position)
            SELECT :manifest, :repository, coalesce((SELECT m.digest FROM manifest m
              WHERE m.repository_id = :repository AND m.other_digest = x.digest), x.digest),
              x.position
            FROM trash_reference x WHERE x.trash_manifest_id = :trashed
            """)
        .bind("manifest", names.id())
        .bind("repository", repositoryId)
        .bind("trashed", trashManifestId)
        .execute();
    return names.id();
  }

  /** Rows name a manifest by its first digest, whatever the document that points at it says. */
  static void refer(Handle handle, long repositoryId, long id, SequencedSet<Digest> references) {
    var batch =
        RawStatement.of(
            handle,
            """
            INSERT INTO manifest_reference (manifest_id, repository_id, digest, position)
            VALUES (:manifest, :repository, coalesce((SELECT m.digest FROM manifest m
              WHERE m.repository_id = :repository AND m.other_digest = :digest),
              :digest), :position)
            """);
    int position = 0;
    for (var reference : references) {
      batch
          .bind("manifest", id)
          .bind("repository", repositoryId)
          .bind("digest", reference.toString())
          .bind("position", position++)
          .add();
    }
    batch.executeAll();
  }

  /** It points at nothing, until {@link #refer}. */
  static void referToNothing(Handle handle, long id) {
    RawStatement.of(handle, "DELETE FROM manifest_reference WHERE manifest_id = :id")
        .bind("id", id)
        .execute();
  }

  /**
   * Whether a manifest is known by another media type than it is pushed by now.
   *
   * @param mediaType as its document has it
   */
  static boolean isAnother(Handle handle, long id, String mediaType) {
    return RawStatement.of(
            handle, "SELECT 1 FROM manifest WHERE id = :id AND media_type <> :mediaType")
        .bind("id", id)
        .bind("mediaType", mediaType)
        .any();
  }

  /**
   * A manifest whose bytes do not say their media type is from now on what its latest push said.
   */
  static void becomes(Handle handle, long repositoryId, long id, ManifestDocument document) {
    var config = document.config();
    var subject = document.subject();
    RawStatement.of(
            handle,
            """
            UPDATE manifest SET media_type = :mediaType, artifact_type = :artifactType,
              config_media_type = :config,
              subject_digest = coalesce((SELECT s.digest FROM manifest s
                WHERE s.repository_id = :repository AND s.other_digest = :subject), :subject),
              annotations = :annotations, total_size = :total
            WHERE id = :id
            """)
        .bind("repository", repositoryId)
        .bind("id", id)
        .bind("mediaType", document.mediaType())
        .bind("artifactType", document.effectiveArtifactType())
        .bind("config", config == null ? null : config.mediaType())
        .bind("subject", subject == null ? null : subject.digest().toString())
        .bind("annotations", Annotations.write(document.annotations()))
        .bind("total", document.declaredBytes(Artifacts.MOST_BYTES))
        .execute();
  }

  /**
   * It is wanted, and if it was damaged it is whole again.
   *
   * @param until how long whoever pushed it can count on it, as who was told that it is there
   */
  static void pushedAgain(Handle handle, long id, byte[] content, long now, long until) {
    RawStatement.of(
            handle,
            """
            UPDATE manifest SET touched_at = :now,
              leased_until = CASE WHEN leased_until < :until THEN :until ELSE leased_until END
            WHERE id = :id
            """)
        .bind("now", now)
        .bind("until", until)
        .bind("id", id)
        .execute();
    RawStatement.of(
            handle,
            "UPDATE manifest SET content = :content, damaged_at = NULL WHERE id = :id"
                + " AND damaged_at IS NOT NULL")
        .bind("content", content)
        .bind("id", id)
        .execute();
  }

  /**
   * The manifest that a tag points at may be without tags from now on: its age as such begins.
   * False when there is no such tag.
   */
  static boolean tagLeaves(Handle handle, long repositoryId, Tag tag, long now) {
    return RawStatement.of(
                handle,
                """
                UPDATE manifest SET touched_at = :now WHERE id =
                  (SELECT t.manifest_id FROM tag t WHERE t.repository_id = :repository AND t.name = :name)
                """)
            .bind("now", now)
            .bind("repository", repositoryId)
            .bind("name", tag.value())
            .execute()
        > 0;
  }

  /** Keeps it from garbage collection until then; false when it is gone. */
  static boolean lease(Handle handle, long id, long until) {
    return RawStatement.of(handle, "UPDATE manifest SET leased_until = :until WHERE id = :id")
            .bind("until", until)
            .bind("id", id)
            .execute()
        > 0;
  }

  static void pulled(Handle handle, long id, long now) {
    RawStatement.of(handle, "UPDATE manifest SET pulled_at = :now WHERE id = :id")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** Marks it as damaged; false when it was already, or is gone. */
  static boolean damaged(Handle handle, long id, long now) {
    return RawStatement.of(
                handle,
                "UPDATE manifest SET damaged_at = :now WHERE id = :id AND damaged_at IS NULL")
            .bind("now", now)
            .bind("id", id)
            .execute()
        > 0;
  }

  /** Deletes it with its tags and references. */
  static void delete(Handle handle, long id) {
    RawStatement.of(handle, "DELETE FROM manifest WHERE id = :id").bind("id", id).execute();
  }
}
