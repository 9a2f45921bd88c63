package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Manifests as people list them: reads tables {@code manifest} and {@code tag}, writes nothing. */
public final class Artifacts {
  /** A manifest is not said to bring more than this, 128 TiB; as many as one can list add up. */
  static final long MOST_BYTES = 1L << 47;

  /** A list brings the bytes of manifests up to here; a longer one is read by itself. */
  private static final int LISTED_BYTES = 64 << 10;

  static final String WHOLE_SIZE =
      """
      CASE WHEN m.config_media_type IS NOT NULL THEN m.total_size ELSE m.size +
        coalesce((SELECT sum(CASE WHEN c.total_size BETWEEN 0 AND %1$d THEN c.total_size ELSE %1$d END)
                  FROM manifest_reference x
                  JOIN manifest c ON c.repository_id = m.repository_id AND c.digest = x.digest
                  WHERE x.manifest_id = m.id), 0) END AS whole_size
      """
          .formatted(MOST_BYTES);

  private static final String COLUMNS =
      "m.id, m.digest, m.media_type, m.artifact_type, m.config_media_type, m.pushed_at, m.pulled_at, "
          + WHOLE_SIZE;

  /** Accessories show under their subject, children under their index unless they have a tag. */
  static final String STANDS_ALONE =
      """
      NOT EXISTS (SELECT 1 FROM manifest s
                  WHERE s.repository_id = m.repository_id AND s.digest = m.subject_digest)
      AND NOT EXISTS (SELECT 1 FROM tag t
                      JOIN manifest s ON s.repository_id = t.repository_id
                        AND s.digest = t.subject_digest AND s.id <> t.manifest_id
                      WHERE t.manifest_id = m.id)
      AND (EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id)
           OR NOT EXISTS (SELECT 1 FROM manifest_reference x
                          WHERE x.repository_id = m.repository_id AND x.digest = m.digest))
      """;

  /** What follows the vendor in the media type of a config, and where its version begins there. */
  private static final String NAMED =
      "substr(substr(m.config_media_type, 17), FIND(substr(m.config_media_type, 17), '.') + 1)";

  private static final String AT = "FIND(" + NAMED + ", '.config.v')";

  /**
   * Harbor's word for a kind of artifact, as docs/reference/contracts/harbor.md#artifact-types
   * makes it.
   */
  private static final String TYPE =
      """
      CASE WHEN m.media_type IN ('%s', '%s') OR m.config_media_type IN ('%s', '%s') THEN 'IMAGE'
        WHEN m.config_media_type = '%s' THEN 'CHART'
        WHEN substr(m.config_media_type, 1, 16) = 'application/vnd.' AND %s > 1
            AND FIND(substr(%s, %s + 9), '.') = 0
          THEN upper(substr(%s, 1, %s - 1))
        ELSE 'UNKNOWN' END"""
          .formatted(
              MediaType.OCI_INDEX,
              MediaType.DOCKER_LIST,
              MediaType.OCI_IMAGE_CONFIG,
              MediaType.DOCKER_IMAGE_CONFIG,
              MediaType.HELM_CONFIG,
              AT,
              NAMED,
              AT,
              NAMED,
              AT);

  private final Database database;

  public Artifacts(Database database) {
    this.database = database;
  }

  /**
   * What a list shows.
   *
   * @param everything also accessories and children of indexes
   * @param tagged true for those with a tag, false for those without, null for both
   * @param name what a tag must be or the digest begin with, null for any
   * @param isPart whether the name may be a part of a tag only
   */
  public record Filter(
      boolean everything, @Nullable Boolean tagged, @Nullable String name, boolean isPart) {}

  /** What a list can be sorted by. */
  public enum Field {
    ID("m.id"),
    PUSH_TIME("m.pushed_at"),
    PULL_TIME("coalesce(m.pulled_at, 0)"),
    SIZE("whole_size"),
    DIGEST("m.digest"),
    TYPE(Artifacts.TYPE),
    MEDIA_TYPE("coalesce(m.config_media_type, m.media_type)"),
    MANIFEST_MEDIA_TYPE("m.media_type"),
    ARTIFACT_TYPE("coalesce(m.artifact_type, '')");

    private final String sql;

    Field(String sql) {
      this.sql = sql;
    }
  }

  /** One step of an order. */
  public record Sort(Field field, boolean descending) {}

  /**
   * The artifacts of a repository.
   *
   * @param order the latest push first where it leaves them equal
   */
  public Page<Artifact> page(
      long repositoryId, Filter filter, List<Sort> order, Page.Window window) {
    var where =
        " FROM manifest m WHERE m.repository_id = :repository"
            + (filter.everything ? "" : " AND " + STANDS_ALONE)
            + switch (filter.tagged) {
              case null -> "";
              case Boolean tagged ->
                  " AND "
                      + (tagged ? "" : "NOT ")
                      + "EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id)";
            }
            + (filter.name == null ? "" : " AND " + named(filter.isPart));
    Map<String, Object> named =
        filter.name == null
            ? Map.of()
            : Map.of(
                "tag",
                filter.isPart
                    ? LikePattern.contains(filter.name.toLowerCase(Locale.ROOT))
                    : filter.name,
                "name",
                filter.name);
    return database.read(
        handle -> {
          var total =
              handle
                  .createQuery("SELECT count(*)" + where)
                  .bind("repository", repositoryId)
                  .bindMap(named)
                  .mapTo(Long.class)
                  .one();
          var rows =
              handle
                  .createQuery(
                      "SELECT CASE WHEN m.size <= "
                          + LISTED_BYTES
                          + " THEN m.content END AS content, "
                          + COLUMNS
                          + where
                          + " ORDER BY "
                          + sorted(order)
                          + "m.pushed_at DESC, m.id DESC LIMIT :limit OFFSET :offset")
                  .bind("repository", repositoryId)
                  .bindMap(named)
                  .bind("limit", window.size())
                  .bind("offset", window.offset())
                  .map((row, _) -> artifact(row))
                  .list();
          return new Page<>(withTags(handle, rows), total);
        });
  }

  private String sorted(List<Sort> order) {
    var find = database.dialect() == Dialect.SQLITE ? "instr(" : "strpos(";
    return order.stream()
        .map(sort -> sort.field().sql + (sort.descending() ? " DESC, " : ", "))
        .collect(Collectors.joining())
        .replace("FIND(", find);
  }

  private static String named(boolean isPart) {
    return "(substr(m.digest, 1, length(:name)) = :name OR EXISTS (SELECT 1 FROM tag t"
        + " WHERE t.manifest_id = m.id AND "
        + (isPart ? "lower(t.name) LIKE :tag ESCAPE '\\'" : "t.name = :tag")
        + "))";
  }

  /** One artifact by tag or digest. */
  public Optional<Artifact> find(long repositoryId, Reference reference) {
    var condition =
        switch (reference) {
          case Reference.ByDigest _ -> "(m.digest = :reference OR m.other_digest = :reference)";
          case Reference.ByTag _ ->
              "m.id = (SELECT t.manifest_id FROM tag t"
                  + " WHERE t.repository_id = :repository AND t.name = :reference)";
        };
    return database.read(
        handle -> {
          var rows =
              handle
                  .createQuery(
                      "SELECT m.content, "
                          + COLUMNS
                          + " FROM manifest m WHERE m.repository_id = :repository AND "
                          + condition)
                  .bind("repository", repositoryId)
                  .bind("reference", reference.toString())
                  .map((row, _) -> artifact(row))
                  .list();
          return withTags(handle, rows).stream().findFirst();
        });
  }

  /**
   * The ids of what indexes list, by either of their digests; without what the repository does not
   * hold.
   *
   * @param indexes the indexes' ids
   */
  public Map<Digest, Long> children(Collection<Long> indexes) {
    if (indexes.isEmpty()) {
      return Map.of();
    }
    var ids = new HashMap<Digest, Long>();
    database.run(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT m.id, m.digest, m.other_digest FROM manifest_reference x
                    JOIN manifest m ON m.repository_id = x.repository_id AND m.digest = x.digest
                    WHERE x.manifest_id IN (<indexes>)
                    """)
                .bindList("indexes", List.copyOf(indexes))
                .map((row, _) -> child(row))
                .forEach(child -> child.digests().forEach(digest -> ids.put(digest, child.id()))));
    return ids;
  }

  private record Child(long id, List<Digest> digests) {}

  private static Child child(ResultSet row) throws SQLException {
    return new Child(
        row.getLong("id"),
        GarbageCandidates.names(row.getString("digest"), row.getString("other_digest")));
  }

  private static List<Artifact> withTags(Handle handle, List<Artifact> artifacts) {
    if (artifacts.isEmpty()) {
      return artifacts;
    }
    Map<Long, List<Artifact.NamedTag>> tags = new HashMap<>();
    handle
        .createQuery(
            "SELECT manifest_id, id, name, pushed_at, pulled_at FROM tag WHERE manifest_id IN (<ids>) ORDER BY name")
        .bindList("ids", artifacts.stream().map(Artifact::id).toList())
        .map(
            (row, _) ->
                Map.entry(
                    row.getLong("manifest_id"),
                    new Artifact.NamedTag(
                        row.getLong("id"),
                        row.getString("name"),
                        Micros.instant(row.getLong("pushed_at")),
                        pulled(row))))
        .forEach(
            entry ->
                tags.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    return artifacts.stream()
        .map(
            a ->
                new Artifact(
                    a.id(),
                    a.digest(),
                    a.mediaType(),
                    a.artifactType(),
                    a.configMediaType(),
                    a.size(),
                    a.content(),
                    a.pushedAt(),
                    a.pulledAt(),
                    tags.getOrDefault(a.id(), List.of())))
        .toList();
  }

  private static Artifact artifact(ResultSet row) throws SQLException {
    return new Artifact(
        row.getLong("id"),
        Digest.parse(row.getString("digest")),
        row.getString("media_type"),
        row.getString("artifact_type"),
        row.getString("config_media_type"),
        row.getLong("whole_size"),
        row.getBytes("content"),
        Micros.instant(row.getLong("pushed_at")),
        pulled(row),
        List.of());
  }

  private static @Nullable Instant pulled(ResultSet row) throws SQLException {
    var at = row.getLong("pulled_at");
    return row.wasNull() ? null : Micros.instant(at);
  }
}
