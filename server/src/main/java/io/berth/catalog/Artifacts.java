package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.label.Labels;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.listing.Term;
import io.berth.listing.Values;
import io.berth.sql.Condition;
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
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
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
                  WHERE x.manifest_id = m.id), 0) END
      """
          .formatted(MOST_BYTES);

  private static final String COLUMNS =
      "m.id, m.digest, m.media_type, m.artifact_type, m.config_media_type, m.pushed_at, m.pulled_at, "
          + WHOLE_SIZE
          + " AS whole_size";

  private static final String LISTED_CONTENT =
      "CASE WHEN m.size <= " + LISTED_BYTES + " THEN m.content END AS content, ";

  private static final String HAS_TAG =
      "EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id AND %s)";

  private static final String REPOSITORY =
      "(SELECT r.%s FROM repository r WHERE r.id = m.repository_id)";

  /** Accessories show under their subject. */
  private static final String NO_ACCESSORY =
      """
      NOT EXISTS (SELECT 1 FROM manifest s
                  WHERE s.repository_id = m.repository_id AND s.digest = m.subject_digest)
      AND NOT EXISTS (SELECT 1 FROM tag t
                      JOIN manifest s ON s.repository_id = t.repository_id
                        AND s.digest = t.subject_digest AND s.id <> t.manifest_id
                      WHERE t.manifest_id = m.id)
      """;

  /** Children show under their index unless they have a tag. */
  static final String STANDS_ALONE =
      NO_ACCESSORY
          + """
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
  private final Listing<Artifact> list;
  private final Listing<Found> everywhere;

  public Artifacts(Database database) {
    this.database = database;
    this.list = list(database.dialect());
    this.everywhere =
        list(
            database.dialect(), (row, _) -> new Found(row.getLong("repository_id"), artifact(row)));
  }

  /** An artifact and the id of its repository. */
  private record Found(long repositoryId, Artifact artifact) {}

  /** An artifact and its repository. */
  public record Placed(Repository repository, Artifact artifact) {}

  /** Artifacts, as they are listed. */
  public static Listing<Artifact> list(Dialect dialect) {
    return list(dialect, (row, _) -> artifact(row)).finished(Artifacts::withTags);
  }

  private static <T> Listing<T> list(Dialect dialect, RowMapper<T> reader) {
    var find = dialect == Dialect.SQLITE ? "instr(" : "strpos(";
    return new Listing<>(
        LISTED_CONTENT + COLUMNS + ", m.repository_id",
        "manifest m",
        "m.id",
        reader,
        "m.pushed_at DESC, m.id DESC",
        List.of(
            Column.number("id", "m.id"),
            Column.text("digest", "m.digest"),
            Column.text("type", TYPE.replace("FIND(", find)),
            Column.text("media_type", "coalesce(m.config_media_type, m.media_type)"),
            Column.text("manifest_media_type", "m.media_type"),
            Column.text("artifact_type", "coalesce(m.artifact_type, '')"),
            Column.number("repository_id", "m.repository_id"),
            Column.text("repository_name", REPOSITORY.formatted("name")),
            Column.number("project_id", REPOSITORY.formatted("project_id")),
            Column.number("size", WHOLE_SIZE),
            Column.text("icon", "''"),
            Column.time("push_time", "m.pushed_at"),
            Column.time("pull_time", "coalesce(m.pulled_at, 0)"),
            Column.condition("tags", Artifacts::tagged),
            Column.condition("labels", Labels::ofEach),
            Column.condition("base", Artifacts::based)));
  }

  /** {@code *} and {@code nil} stand for any tag and for none; otherwise a name or a part of it. */
  private static String tagged(Term term, Values values) {
    return switch (term) {
      case Term.Exact(var name) when name.equals("nil") -> "NOT " + HAS_TAG.formatted("1 = 1");
      case Term.Exact(var name) when name.equals("*") -> HAS_TAG.formatted("1 = 1");
      case Term.Exact(var name) -> HAS_TAG.formatted("t.name = " + values.bind(name));
      case Term.Fuzzy(var part) -> HAS_TAG.formatted(Column.contains("t.name", part, values));
      default ->
          throw invalid("tags is a tag, ~ and a part of one, * for any tag, or nil for none");
    };
  }

  /** {@code *} shows the children of indexes as well, which {@link #list(long, ListQuery)} does. */
  private static String based(Term term, Values values) {
    if (!isEverything(term)) {
      throw invalid("base can only be *, for the children of indexes as well");
    }
    return "1 = 1";
  }

  private static boolean isEverything(@Nullable Term base) {
    return new Term.Exact("*").equals(base);
  }

  /**
   * The artifacts of a repository that stand alone, with {@code base=*} the children of indexes as
   * well.
   *
   * @throws FaultException Invalid QUERY
   */
  public Listed<Artifact> list(long repositoryId, ListQuery query) {
    return list.find(
        database,
        Condition.of(
            "m.repository_id = :repository AND " + shown(query),
            Map.of("repository", repositoryId)),
        query);
  }

  private static String shown(ListQuery query) {
    return isEverything(query.terms().get("base")) ? NO_ACCESSORY : STANDS_ALONE;
  }

  /**
   * The same of all repositories of a project.
   *
   * @param latest of each repository only the one that was pushed last, of all that have the {@code
   *     media_type} or the {@code artifact_type} that the query names: accessories and parts of an
   *     index, which a list otherwise leaves out, are among them
   * @throws FaultException Invalid QUERY, for the latest also unless it names one of the two
   */
  public Listed<Placed> ofProject(long projectId, boolean latest, ListQuery query) {
    var all =
        Condition.of(
            "m.repository_id IN (SELECT r.id FROM repository r WHERE r.project_id = :project"
                + " AND r.first_pushed_at IS NOT NULL)",
            Map.of("project", projectId));
    return everywhere
        .find(
            database, all.and(latest ? latest(query) : Condition.of(shown(query), Map.of())), query)
        .map(this::placed);
  }

  private List<Placed> placed(List<Found> found) {
    return database.read(
        handle -> {
          var artifacts = withTags(handle, found.stream().map(Found::artifact).toList());
          var repositories =
              Repositories.byIds(
                  handle, found.stream().map(Found::repositoryId).distinct().toList());
          var placed = new ArrayList<Placed>();
          for (int i = 0; i < found.size(); i++) {
            var repository = repositories.get(found.get(i).repositoryId());
            if (repository != null) {
              placed.add(new Placed(repository, artifacts.get(i)));
            }
          }
          return placed;
        });
  }

  private static Condition latest(ListQuery query) {
    var media = query.terms().get("mediatype");
    var type = query.terms().get("artifacttype");
    if ((media == null) == (type == null)
        || !((media == null ? type : media) instanceof Term.Exact(var wanted))) {
      throw invalid("latest_in_repository needs media_type=x or artifact_type=x, and not both");
    }
    var column = media == null ? "n.artifact_type" : "coalesce(n.config_media_type, n.media_type)";
    return Condition.of(
        "m.id = (SELECT n.id FROM manifest n WHERE n.repository_id = m.repository_id AND "
            + column
            + " = :latest ORDER BY n.pushed_at DESC, n.id DESC LIMIT 1)",
        Map.of("latest", wanted));
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.QUERY, "q: " + message);
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
   * The ids of what indexes list, by index and by either of their digests; without what the
   * repository does not hold.
   *
   * @param indexes the indexes' ids
   */
  public Map<Long, Map<Digest, Long>> children(Collection<Long> indexes) {
    if (indexes.isEmpty()) {
      return Map.of();
    }
    var ids = new HashMap<Long, Map<Digest, Long>>();
    database.run(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT x.manifest_id, m.id, m.digest, m.other_digest FROM manifest_reference x
                    JOIN manifest m ON m.repository_id = x.repository_id AND m.digest = x.digest
                    WHERE x.manifest_id IN (<indexes>)
                    """)
                .bindList("indexes", List.copyOf(indexes))
                .map((row, _) -> child(row))
                .forEach(
                    child ->
                        child
                            .digests()
                            .forEach(
                                digest ->
                                    ids.computeIfAbsent(child.index(), _ -> new HashMap<>())
                                        .put(digest, child.id()))));
    return ids;
  }

  private record Child(long index, long id, List<Digest> digests) {}

  private static Child child(ResultSet row) throws SQLException {
    return new Child(
        row.getLong("manifest_id"),
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
        .map((row, _) -> Map.entry(row.getLong("manifest_id"), tag(row)))
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

  static Artifact.NamedTag tag(ResultSet row) throws SQLException {
    return new Artifact.NamedTag(
        row.getLong("id"),
        row.getString("name"),
        Micros.instant(row.getLong("pushed_at")),
        pulled(row));
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
