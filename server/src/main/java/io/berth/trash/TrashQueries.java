package io.berth.trash;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is in the trash: reads its tables, writes nothing. */
public final class TrashQueries {
  /** How many names of tags a list shows of an entry. */
  public static final int TAGS_SHOWN = 10;

  private static final String COLUMNS =
      """
      k.id, k.project_id, k.repository, k.kind, k.digest, k.reason, k.deleted_by, k.deleted_at,
      k.expires_at, k.artifacts, k.size,
      (SELECT count(*) FROM trash_tag t WHERE t.trash_id = k.id) AS tags""";

  /** What is in the trash, as it is listed: the latest first. */
  public static final Listing<TrashEntry> LIST =
      new Listing<>(
              COLUMNS,
              "trash k",
              "k.id",
              (row, _) -> entry(row),
              "k.id DESC",
              List.of(
                  Column.number("id", "k.id"),
                  Column.text("repository", "k.repository"),
                  Column.text("kind", "lower(k.kind)"),
                  Column.text("digest", "k.digest"),
                  Column.text("reason", "lower(k.reason)"),
                  Column.text("deleted_by", "k.deleted_by"),
                  Column.number("size", "k.size"),
                  Column.time("deletion_time", "k.deleted_at"),
                  Column.time("expiration_time", "k.expires_at")))
          .finished(TrashQueries::named);

  /** What is read of those that came to their end at once. */
  private static final int EXPIRED = 10_000;

  private TrashQueries() {}

  /**
   * Entries of a registry.
   *
   * @param projectId null for all projects
   */
  public static Listed<TrashEntry> list(
      Database database, RegistryId registry, @Nullable Long projectId, ListQuery query) {
    return LIST.find(database, scope(registry, projectId), query);
  }

  private static Condition scope(RegistryId registry, @Nullable Long projectId) {
    var ofRegistry =
        Condition.of("k.registry_id = :registry", Map.of("registry", registry.value()));
    return projectId == null
        ? ofRegistry
        : ofRegistry.and(Condition.of("k.project_id = :project", Map.of("project", projectId)));
  }

  /** One entry. */
  public static Optional<TrashEntry> find(
      Handle handle, RegistryId registry, long projectId, long id) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM trash k WHERE k.registry_id = :registry AND k.project_id = :project"
                + " AND k.id = :id")
        .bind("registry", registry.value())
        .bind("project", projectId)
        .bind("id", id)
        .map((row, _) -> entry(row))
        .findOne()
        .map(found -> named(handle, List.of(found)).getFirst());
  }

  /**
   * The oldest entries of a registry.
   *
   * @param projectId null for all projects
   */
  public static List<Long> oldest(
      Handle handle, RegistryId registry, @Nullable Long projectId, int limit) {
    var scope = scope(registry, projectId);
    return scope
        .bind(
            handle.createQuery(
                "SELECT k.id FROM trash k WHERE " + scope.sql() + " ORDER BY k.id LIMIT :limit"))
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  /** An entry that has to go, with its registry. */
  public record Due(RegistryId registry, long id) {}

  /** Some that have come to their end. */
  public static List<Due> expired(Handle handle, Instant now) {
    return handle
        .createQuery(
            "SELECT registry_id, id FROM trash WHERE expires_at <= :now"
                + " ORDER BY expires_at LIMIT "
                + EXPIRED)
        .bind("now", Micros.of(now))
        .map((row, _) -> new Due(new RegistryId(row.getString("registry_id")), row.getLong("id")))
        .list();
  }

  /** How many entries those registries have that have more than so many. */
  public static Map<RegistryId, Long> overfull(Handle handle, int most) {
    return handle
        .createQuery(
            "SELECT registry_id, count(*) AS entries FROM trash"
                + " GROUP BY registry_id HAVING count(*) > :most")
        .bind("most", most)
        .map(
            (row, _) ->
                Map.entry(new RegistryId(row.getString("registry_id")), row.getLong("entries")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The bytes that a registry holds for its trash alone. */
  public static long heldAlone(Handle handle, RegistryId registry) {
    return handle
        .createQuery(
            """
            SELECT coalesce(sum(b.size), 0) FROM registry_blob b
            WHERE b.registry_id = :registry AND b.refs = 1 AND EXISTS
              (SELECT 1 FROM trash_blob k
               WHERE k.registry_id = b.registry_id AND k.digest = b.digest)
            """)
        .bind("registry", registry.value())
        .mapTo(Long.class)
        .one();
  }

  /** The digests of an entry with their sizes. */
  public static Map<Digest, Long> sizes(Handle handle, long trashId) {
    return handle
        .createQuery("SELECT digest, size FROM trash_blob WHERE trash_id = :trash")
        .bind("trash", trashId)
        .map((row, _) -> Map.entry(Digest.parse(row.getString("digest")), row.getLong("size")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * A manifest in the trash.
   *
   * @param id of its row there
   * @param size of its bytes
   */
  public record Trashed(long id, Digest digest, long size) {}

  /** The first manifests of an entry. */
  public static List<Trashed> manifests(Handle handle, long trashId, int limit) {
    return handle
        .createQuery(
            "SELECT id, digest, size FROM trash_manifest WHERE trash_id = :trash"
                + " ORDER BY id LIMIT :limit")
        .bind("trash", trashId)
        .bind("limit", limit)
        .map(
            (row, _) ->
                new Trashed(
                    row.getLong("id"), Digest.parse(row.getString("digest")), row.getLong("size")))
        .list();
  }

  /** The blobs that a manifest points at and that were held with it, with their sizes. */
  public static Map<BlobLocation, Long> blobs(Handle handle, long trashId, long trashManifestId) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT g.store, b.digest, b.size FROM trash_reference x
            JOIN trash_blob b ON b.trash_id = :trash AND b.digest = x.digest
            JOIN registry g ON g.id = b.registry_id
            JOIN blob stored ON stored.store = g.store AND stored.digest = b.digest
            WHERE x.trash_manifest_id = :manifest
            """)
        .bind("trash", trashId)
        .bind("manifest", trashManifestId)
        .map(
            (row, _) ->
                Map.entry(
                    BlobLocation.of(Digest.parse(row.getString("digest")))
                        .in(row.getString("store")),
                    row.getLong("size")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The registry of a repository that is there. */
  public static String registry(Handle handle, long repositoryId) {
    return handle
        .createQuery("SELECT registry_id FROM repository WHERE id = :repository")
        .bind("repository", repositoryId)
        .mapTo(String.class)
        .one();
  }

  /** Whether a repository has anything that could be kept. */
  public static boolean hasManifests(Handle handle, long repositoryId) {
    return handle
        .createQuery("SELECT 1 FROM manifest WHERE repository_id = :repository LIMIT 1")
        .bind("repository", repositoryId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** The first digest of what a tag is at, which is there. */
  public static Digest taggedBy(Handle handle, long repositoryId, String tag) {
    return handle
        .createQuery(
            "SELECT m.digest FROM tag t JOIN manifest m ON m.id = t.manifest_id"
                + " WHERE t.repository_id = :repository AND t.name = :name")
        .bind("repository", repositoryId)
        .bind("name", tag)
        .map((row, _) -> Digest.parse(row.getString("digest")))
        .one();
  }

  /** How many tags come back with a manifest of an entry. */
  public static long tags(Handle handle, long trashId, Digest digest) {
    return handle
        .createQuery("SELECT count(*) FROM trash_tag WHERE trash_id = :trash AND digest = :digest")
        .bind("trash", trashId)
        .bind("digest", digest.toString())
        .mapTo(Long.class)
        .one();
  }

  private static TrashEntry entry(ResultSet row) throws SQLException {
    return new TrashEntry(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getString("repository"),
        TrashEntry.Kind.valueOf(row.getString("kind")),
        row.getString("digest"),
        new Deletion(row.getString("deleted_by"), Deletion.Reason.valueOf(row.getString("reason"))),
        Micros.instant(row.getLong("deleted_at")),
        Micros.instant(row.getLong("expires_at")),
        row.getLong("artifacts"),
        row.getLong("tags"),
        List.of(),
        row.getLong("size"));
  }

  private static List<TrashEntry> named(Handle handle, List<TrashEntry> entries) {
    var ids =
        entries.stream()
            .filter(entry -> entry.kind() != TrashEntry.Kind.REPOSITORY)
            .map(TrashEntry::id)
            .toList();
    if (ids.isEmpty()) {
      return entries;
    }
    var names = new HashMap<Long, List<String>>();
    handle
        .createQuery(
            """
            SELECT trash_id, name FROM (
              SELECT trash_id, name, row_number() OVER (PARTITION BY trash_id ORDER BY name) AS place
              FROM trash_tag WHERE trash_id IN (<ids>)) ordered
            WHERE place <= :most ORDER BY trash_id, name
            """)
        .bindList("ids", ids)
        .bind("most", TAGS_SHOWN)
        .map((row, _) -> Map.entry(row.getLong("trash_id"), row.getString("name")))
        .forEach(
            tag -> names.computeIfAbsent(tag.getKey(), _ -> new ArrayList<>()).add(tag.getValue()));
    return entries.stream()
        .map(entry -> entry.withTags(names.getOrDefault(entry.id(), List.of())))
        .toList();
  }
}
