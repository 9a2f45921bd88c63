package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.sql.RawStatement;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Keeps count of what projects and registries hold, each digest once: tables {@code project_blob},
 * {@code registry_blob}, {@code project_usage}, {@code registry_usage}. Whoever links or unlinks a
 * blob, or stores or deletes a manifest, says so here in the same transaction, after the change; so
 * the figures are exact whenever it commits. Rows are taken in the order project_blob,
 * registry_blob, sums.
 */
final class StorageUsage {
  /** Sums are spread over this many rows, by digest. */
  private static final int SHARDS = 16;

  private static final String HELD =
      """
      (SELECT digest FROM repository_blob WHERE repository_id = :repository
       UNION SELECT digest FROM manifest WHERE repository_id = :repository)
      """;

  private StorageUsage() {}

  private record Counted(String owner, long size, long refs) {}

  /** A blob was linked, or a manifest stored, that the repository did not have. */
  static void added(Handle handle, long repositoryId, Digest digest, long size) {
    var project =
        upsert(
            handle,
            """
            INSERT INTO project_blob (project_id, digest, size, refs)
            SELECT r.project_id, :digest, :size, 1 FROM repository r WHERE r.id = :repository
            ON CONFLICT (project_id, digest) DO UPDATE SET refs = project_blob.refs + 1
            RETURNING project_id, size, refs
            """,
            repositoryId,
            digest,
            size);
    if (project.refs() > 1) {
      return;
    }
    var registry =
        upsert(
            handle,
            """
            INSERT INTO registry_blob (registry_id, digest, size, refs)
            SELECT r.registry_id, :digest, :size, 1 FROM repository r WHERE r.id = :repository
            ON CONFLICT (registry_id, digest) DO UPDATE SET refs = registry_blob.refs + 1
            RETURNING registry_id, size, refs
            """,
            repositoryId,
            digest,
            size);
    int shard = Math.floorMod(digest.hashCode(), SHARDS);
    addToProject(handle, Long.parseLong(project.owner()), shard, size);
    if (registry.refs() == 1) {
      addToRegistry(handle, registry.owner(), shard, size);
    }
  }

  private static Counted upsert(
      Handle handle, String sql, long repositoryId, Digest digest, long size) {
    return RawStatement.of(handle, sql)
        .bind("digest", digest.toString())
        .bind("size", size)
        .bind("repository", repositoryId)
        .first(row -> new Counted(row.getString(1), row.getLong(2), row.getLong(3)))
        .orElseThrow();
  }

  /** What a project and its registry hold as of the last committed change. */
  static Quotas.Figures figures(Handle handle, long projectId, String registryId) {
    return RawStatement.of(
            handle,
            """
            SELECT
              (SELECT sum(bytes) FROM project_usage WHERE project_id = :project) AS used,
              (SELECT storage_limit FROM project WHERE id = :project) AS hard,
              (SELECT sum(bytes) FROM registry_usage WHERE registry_id = :registry) AS whole
            """)
        .bind("project", projectId)
        .bind("registry", registryId)
        .first(row -> new Quotas.Figures(row.getLong(1), row.getLong(2), row.getLong(3)))
        .orElseThrow();
  }

  /** A blob was unlinked from the repository, or a manifest of it deleted. */
  static void removed(Handle handle, long repositoryId, Digest digest) {
    removed(handle, repositoryId, List.of(digest));
  }

  /** Several were; each digest once. */
  static void removed(Handle handle, long repositoryId, List<Digest> digests) {
    if (digests.isEmpty()) {
      return;
    }
    var names = digests.stream().map(Digest::toString).toList();
    var project = dropped(handle, "project_blob", "project_id", repositoryId, names);
    if (project.isEmpty()) {
      return;
    }
    var registry =
        dropped(
            handle,
            "registry_blob",
            "registry_id",
            repositoryId,
            project.stream().map(Dropped::digest).toList());
    int shard = Math.floorMod(digests.getFirst().hashCode(), SHARDS);
    addToProject(handle, Long.parseLong(project.getFirst().owner()), shard, -bytes(project));
    if (!registry.isEmpty()) {
      addToRegistry(handle, registry.getFirst().owner(), shard, -bytes(registry));
    }
  }

  private record Dropped(String owner, String digest, long size) {}

  private static long bytes(List<Dropped> rows) {
    return rows.stream().mapToLong(Dropped::size).sum();
  }

  /** Counts one less of each; returns those of which none is left, whose rows are gone. */
  private static List<Dropped> dropped(
      Handle handle, String table, String owner, long repositoryId, List<String> digests) {
    var rows =
        "%1$s = (SELECT %1$s FROM repository WHERE id = :repository) AND digest IN (<digests>)"
            .formatted(owner);
    RawStatement.of(handle, "UPDATE " + table + " SET refs = refs - 1 WHERE " + rows)
        .bind("repository", repositoryId)
        .bindList("digests", digests)
        .execute();
    return RawStatement.of(
            handle,
            "DELETE FROM %s WHERE %s AND refs <= 0 RETURNING %s, digest, size"
                .formatted(table, rows, owner))
        .bind("repository", repositoryId)
        .bindList("digests", digests)
        .list(row -> new Dropped(row.getString(1), row.getString(2), row.getLong(3)));
  }

  /** A repository is about to be deleted with all it has: to be called before. */
  static void repositoryGoes(Handle handle, long repositoryId) {
    Repositories.hold(handle, repositoryId);
    var owner =
        RawStatement.of(handle, "SELECT project_id, registry_id FROM repository WHERE id = :id")
            .bind("id", repositoryId)
            .first(row -> new Owner(row.getLong("project_id"), row.getString("registry_id")));
    if (owner.isEmpty()) {
      return;
    }
    var projectId = owner.get().projectId();
    var registryId = owner.get().registryId();
    for (var table : new String[] {"repository_blob", "manifest"}) {
      RawStatement.of(
              handle,
              "UPDATE project_blob SET refs = refs - 1 WHERE project_id = :project AND digest IN"
                  + " (SELECT digest FROM "
                  + table
                  + " WHERE repository_id = :repository)")
          .bind("project", projectId)
          .bind("repository", repositoryId)
          .execute();
    }
    var gone = "digest IN " + HELD + " AND refs <= 0";
    RawStatement.of(
            handle,
            "UPDATE registry_blob SET refs = refs - 1 WHERE registry_id = :registry AND digest IN"
                + " (SELECT digest FROM project_blob WHERE project_id = :project AND "
                + gone
                + ")")
        .bind("registry", registryId)
        .bind("project", projectId)
        .bind("repository", repositoryId)
        .execute();
    addToProject(
        handle,
        projectId,
        0,
        -drop(
            handle, "project_blob WHERE project_id = :owner AND " + gone, projectId, repositoryId));
    addToRegistry(
        handle,
        registryId,
        0,
        -drop(
            handle,
            "registry_blob WHERE registry_id = :owner AND " + gone,
            registryId,
            repositoryId));
  }

  /** On {@code trash_blob b}: nothing else in the trash of the registry holds the digest. */
  private static final String ALONE =
      """
      b.trash_id = :trash AND NOT EXISTS (SELECT 1 FROM trash_blob o
        WHERE o.registry_id = b.registry_id AND o.digest = b.digest AND o.trash_id <> b.trash_id)""";

  /**
   * Something went to the trash whole: it counts in its registry, which has it once more than its
   * projects say.
   */
  static void trashed(Handle handle, long trashId) {
    var added =
        RawStatement.of(
                handle,
                """
                INSERT INTO registry_blob (registry_id, digest, size, refs)
                SELECT b.registry_id, b.digest, b.size, 1 FROM trash_blob b WHERE %s
                ORDER BY b.digest
                ON CONFLICT (registry_id, digest) DO UPDATE SET refs = registry_blob.refs + 1
                RETURNING registry_id, size, refs
                """
                    .formatted(ALONE))
            .bind("trash", trashId)
            .list(row -> new Counted(row.getString(1), row.getLong(2), row.getLong(3)));
    long bytes = added.stream().filter(row -> row.refs() == 1).mapToLong(Counted::size).sum();
    if (bytes > 0) {
      addToRegistry(handle, added.getFirst().owner(), 0, bytes);
    }
  }

  /** An entry is about to leave the trash: to be called before. */
  static void leavesTrash(Handle handle, long trashId) {
    var rows =
        """
        registry_id = (SELECT k.registry_id FROM trash k WHERE k.id = :trash)
        AND digest IN (SELECT b.digest FROM trash_blob b WHERE %s)"""
            .formatted(ALONE);
    RawStatement.of(handle, "UPDATE registry_blob SET refs = refs - 1 WHERE " + rows)
        .bind("trash", trashId)
        .execute();
    var gone =
        RawStatement.of(
                handle,
                "DELETE FROM registry_blob WHERE %s AND refs <= 0 RETURNING registry_id, digest, size"
                    .formatted(rows))
            .bind("trash", trashId)
            .list(row -> new Dropped(row.getString(1), row.getString(2), row.getLong(3)));
    if (!gone.isEmpty()) {
      addToRegistry(handle, gone.getFirst().owner(), 0, -bytes(gone));
    }
  }

  private record Owner(long projectId, String registryId) {}

  /** Deletes rows; their bytes together. */
  private static long drop(Handle handle, String rows, Object owner, long repositoryId) {
    var bytes =
        RawStatement.of(handle, "SELECT coalesce(sum(size), 0) FROM " + rows)
            .bind("owner", owner)
            .bind("repository", repositoryId)
            .first(row -> row.getLong(1))
            .orElseThrow();
    RawStatement.of(handle, "DELETE FROM " + rows)
        .bind("owner", owner)
        .bind("repository", repositoryId)
        .execute();
    return bytes;
  }

  /**
   * How often a project or registry counts a digest, in a row that nobody else changes meanwhile;
   * it is there from now on.
   *
   * @param what {@code project} or {@code registry}
   * @param owner its id
   */
  static long counted(Handle handle, String what, Object owner, String digest) {
    return RawStatement.of(
            handle,
            """
            INSERT INTO %1$s_blob (%1$s_id, digest, size, refs) VALUES (:owner, :digest, 0, 0)
            ON CONFLICT (%1$s_id, digest) DO UPDATE SET refs = %1$s_blob.refs RETURNING refs
            """
                .formatted(what))
        .bind("owner", owner)
        .bind("digest", digest)
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  /** Sets that count and the size; with none the row goes. */
  static void recount(
      Handle handle, String what, Object owner, String digest, long refs, long size) {
    RawStatement.of(
            handle,
            """
            UPDATE %1$s_blob SET refs = :refs, size = :size
            WHERE %1$s_id = :owner AND digest = :digest
            """
                .formatted(what))
        .bind("refs", refs)
        .bind("size", size)
        .bind("owner", owner)
        .bind("digest", digest)
        .execute();
    RawStatement.of(
            handle,
            "DELETE FROM %1$s_blob WHERE %1$s_id = :owner AND digest = :digest AND refs = 0"
                .formatted(what))
        .bind("owner", owner)
        .bind("digest", digest)
        .execute();
  }

  static void addToProject(Handle handle, long projectId, int shard, long bytes) {
    if (bytes != 0) {
      RawStatement.of(
              handle,
              """
              INSERT INTO project_usage (project_id, shard, bytes) VALUES (:project, :shard, :bytes)
              ON CONFLICT (project_id, shard) DO UPDATE SET bytes = project_usage.bytes + excluded.bytes
              """)
          .bind("project", projectId)
          .bind("shard", shard)
          .bind("bytes", bytes)
          .execute();
    }
  }

  static void addToRegistry(Handle handle, String registryId, int shard, long bytes) {
    if (bytes != 0) {
      RawStatement.of(
              handle,
              """
              INSERT INTO registry_usage (registry_id, shard, bytes) VALUES (:registry, :shard, :bytes)
              ON CONFLICT (registry_id, shard) DO UPDATE SET bytes = registry_usage.bytes + excluded.bytes
              """)
          .bind("registry", registryId)
          .bind("shard", shard)
          .bind("bytes", bytes)
          .execute();
    }
  }
}
