package io.berth.trash;

import io.berth.content.Digest;
import io.berth.sql.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Owns the tables {@code trash}, {@code trash_manifest}, {@code trash_reference}, {@code
 * trash_tag}, {@code trash_label} and {@code trash_blob}: every statement that writes them stands
 * here, within the transaction of whoever calls. Times are epoch microseconds.
 */
public final class TrashRows {
  /** Manifests of a repository that come in: one, or all. */
  private static final String ONE = "m.id = :which";

  private static final String ALL = "m.repository_id = :which";

  private TrashRows() {}

  /** Where something is deleted, and for how many days a registry keeps it; null for its usual. */
  private record Place(
      String registry, long project, String name, String description, @Nullable String days) {}

  /**
   * Begins an entry.
   *
   * @param digest null with a repository
   * @param usualDays where the registry says nothing else
   * @return empty where nothing is kept
   */
  public static Optional<Long> begin(
      Handle handle,
      long repositoryId,
      TrashEntry.Kind kind,
      @Nullable Digest digest,
      Deletion deletion,
      int usualDays,
      Instant now) {
    var place = place(handle, repositoryId);
    var days = place.days() == null ? usualDays : Integer.parseInt(place.days());
    if (days == 0) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            """
            INSERT INTO trash (registry_id, project_id, repository, description, kind, digest,
              reason, deleted_by, deleted_at, expires_at)
            VALUES (:registry, :project, :name, :description, :kind, :digest,
              :reason, :by, :now, :expires) RETURNING id
            """)
        .bind("registry", place.registry())
        .bind("project", place.project())
        .bind("name", place.name())
        .bind("description", place.description())
        .bind("kind", kind.name())
        .bind("digest", digest == null ? null : digest.toString())
        .bind("reason", deletion.reason().name())
        .bind("by", deletion.by())
        .bind("now", Micros.of(now))
        .bind("expires", Micros.of(now.plus(Duration.ofDays(days))))
        .mapTo(Long.class)
        .findOne();
  }

  private static Place place(Handle handle, long repositoryId) {
    return handle
        .createQuery(
            """
            SELECT r.registry_id, r.project_id, r.name, r.description,
              (SELECT s.value FROM registry_setting s
               WHERE s.registry_id = r.registry_id AND s.name = 'trash_days') AS days
            FROM repository r WHERE r.id = :repository
            """)
        .bind("repository", repositoryId)
        .map(
            (row, _) ->
                new Place(
                    row.getString("registry_id"),
                    row.getLong("project_id"),
                    row.getString("name"),
                    row.getString("description"),
                    row.getString("days")))
        .one();
  }

  /** Copies a manifest, with all that goes with its row, into an entry. */
  public static void addManifest(Handle handle, long trashId, long manifestId) {
    add(handle, trashId, ONE, manifestId);
  }

  /** The same for all manifests of a repository. */
  public static void addRepository(Handle handle, long trashId, long repositoryId) {
    add(handle, trashId, ALL, repositoryId);
  }

  private static void add(Handle handle, long trashId, String condition, long which) {
    for (var sql :
        List.of(
            """
            INSERT INTO trash_manifest (trash_id, digest, other_digest, media_type, artifact_type,
              config_media_type, subject_digest, annotations, size, total_size, content, pushed_at,
              pulled_at)
            SELECT :trash, m.digest, m.other_digest, m.media_type, m.artifact_type,
              m.config_media_type, m.subject_digest, m.annotations, m.size, m.total_size, m.content,
              m.pushed_at, m.pulled_at
            FROM manifest m WHERE %s ORDER BY m.id
            """,
            """
            INSERT INTO trash_reference (trash_manifest_id, position, digest)
            SELECT k.id, x.position, x.digest FROM manifest m
            JOIN trash_manifest k ON k.trash_id = :trash AND k.digest = m.digest
            JOIN manifest_reference x ON x.manifest_id = m.id WHERE %s
            """,
            """
            INSERT INTO trash_tag (trash_id, digest, name, shown_digest, subject_digest, pushed_at,
              pulled_at)
            SELECT :trash, m.digest, t.name, t.digest, t.subject_digest, t.pushed_at, t.pulled_at
            FROM manifest m JOIN tag t ON t.manifest_id = m.id WHERE %s
            """,
            """
            INSERT INTO trash_label (trash_id, digest, label_id)
            SELECT :trash, m.digest, l.label_id
            FROM manifest m JOIN artifact_label l ON l.manifest_id = m.id WHERE %s
            """,
            """
            INSERT INTO trash_blob (registry_id, digest, trash_id, size)
            SELECT k.registry_id, m.digest, k.id, m.size
            FROM trash k JOIN manifest m ON k.id = :trash WHERE %s
            ON CONFLICT (registry_id, digest, trash_id) DO NOTHING
            """,
            """
            INSERT INTO trash_blob (registry_id, digest, trash_id, size)
            SELECT DISTINCT k.registry_id, b.digest, k.id, b.size
            FROM trash k JOIN manifest m ON k.id = :trash
            JOIN manifest_reference x ON x.manifest_id = m.id
            JOIN repository_blob l ON l.repository_id = m.repository_id AND l.digest = x.digest
            JOIN blob b ON b.store = l.store AND b.digest = l.digest WHERE %s
            ON CONFLICT (registry_id, digest, trash_id) DO NOTHING
            """)) {
      handle
          .createUpdate(sql.formatted(condition))
          .bind("trash", trashId)
          .bind("which", which)
          .execute();
    }
  }

  /** Copies a tag into an entry. */
  public static void addTag(Handle handle, long trashId, long repositoryId, String name) {
    handle
        .createUpdate(
            """
            INSERT INTO trash_tag (trash_id, digest, name, shown_digest, subject_digest, pushed_at,
              pulled_at)
            SELECT :trash, m.digest, t.name, t.digest, t.subject_digest, t.pushed_at, t.pulled_at
            FROM tag t JOIN manifest m ON m.id = t.manifest_id
            WHERE t.repository_id = :repository AND t.name = :name
            """)
        .bind("trash", trashId)
        .bind("repository", repositoryId)
        .bind("name", name)
        .execute();
  }

  /** An entry is whole: says how much it is. */
  public static void sum(Handle handle, long trashId) {
    handle
        .createUpdate(
            """
            UPDATE trash SET
              artifacts = (SELECT count(*) FROM trash_manifest m WHERE m.trash_id = trash.id),
              size = coalesce((SELECT sum(b.size) FROM trash_blob b WHERE b.trash_id = trash.id), 0)
            WHERE id = :trash
            """)
        .bind("trash", trashId)
        .execute();
  }

  /** Makes others who change the entry wait; false when it is gone. */
  public static boolean hold(Handle handle, long trashId) {
    return handle
            .createUpdate("UPDATE trash SET kind = kind WHERE id = :trash")
            .bind("trash", trashId)
            .execute()
        > 0;
  }

  /** Entries of an artifact that was deleted whole from a repository, by its digest. */
  public static List<Long> ofArtifact(Handle handle, long repositoryId, Digest digest) {
    return handle
        .createQuery(
            """
            SELECT k.id FROM repository r
            JOIN trash k ON k.registry_id = r.registry_id AND k.repository = r.name
            WHERE r.id = :repository AND k.digest = :digest AND k.kind = 'ARTIFACT'
            """)
        .bind("repository", repositoryId)
        .bind("digest", digest.toString())
        .mapTo(Long.class)
        .list();
  }

  /** A manifest is out of its entry. */
  public static void takeOut(Handle handle, long trashManifestId) {
    handle
        .createUpdate("DELETE FROM trash_manifest WHERE id = :id")
        .bind("id", trashManifestId)
        .execute();
  }

  /** Deletes an entry with all it holds. */
  public static void delete(Handle handle, long trashId) {
    handle.createUpdate("DELETE FROM trash WHERE id = :trash").bind("trash", trashId).execute();
  }
}
