package io.berth.search;

import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts by the beginning of a tag or of a digest: reads tables repository, tag and manifest. In
 * each repository that is a look into an index, and no more repositories than {@link #REPOSITORIES}
 * are looked into, those that changed last, so that a registry of any size answers in time.
 */
public final class ArtifactSearch {
  /** Repositories that are looked into. */
  public static final int REPOSITORIES = 5_000;

  /** OCI Distribution 1.1, "Pulling manifests": nothing else is a tag. */
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}+");

  private static final Pattern DIGEST = Pattern.compile("(?:sha256:|sha512:)?[0-9a-f]{4,128}+");

  /** Greater than every character of a tag or a digest. */
  private static final String END = "~";

  /** Of a statement. */
  private static final int PART = 500;

  private static final String BY_TAG =
      """
      SELECT t.repository_id, coalesce(t.digest, m.digest) AS digest, t.name AS tag, m.pushed_at
      FROM tag t JOIN manifest m ON m.id = t.manifest_id
      WHERE t.repository_id IN (<repositories>) AND WHICH
      LIMIT :most
      """;

  private static final String BY_DIGEST =
      """
      SELECT m.repository_id, m.digest,
        (SELECT min(t.name) FROM tag t WHERE t.manifest_id = m.id) AS tag, m.pushed_at
      FROM manifest m
      WHERE m.repository_id IN (<repositories>) AND m.digest >= :first AND m.digest < :end
      LIMIT :most
      """;

  private final Database database;

  public ArtifactSearch(Database database) {
    this.database = database;
  }

  /**
   * An artifact.
   *
   * @param repository with its project
   * @param tag the one that was looked for, or the first one of a digest; null for none
   */
  public record Found(String repository, String digest, @Nullable String tag, Instant pushedAt) {}

  /**
   * Those whose tag or digest begins with the text; the tag itself comes first.
   *
   * @param visible on {@code repository r} of {@code project p}
   */
  public Hits<Found> find(RegistryId registry, Condition visible, String text, int most) {
    return database.read(
        (Handle handle) -> {
          var within = within(handle, registry, visible);
          var found = new LinkedHashSet<Found>();
          if (TAG.matcher(text).matches()) {
            for (var which : List.of("t.name = :first", "t.name >= :first AND t.name < :end")) {
              look(handle, BY_TAG.replace("WHICH", which), within, text, most + 1, found);
            }
          }
          if (DIGEST.matcher(text).matches()) {
            var digest = text.contains(":") ? text : "sha256:" + text;
            look(handle, BY_DIGEST, within, digest, most + 1, found);
          }
          return Hits.of(List.copyOf(found), most);
        });
  }

  /** Repositories that are looked into, in their order: their names by their ids. */
  private static Map<Long, String> within(Handle handle, RegistryId registry, Condition visible) {
    var within = new LinkedHashMap<Long, String>();
    visible
        .bind(
            handle.createQuery(
                """
                SELECT r.id, r.name FROM repository r JOIN project p ON p.id = r.project_id
                WHERE r.registry_id = :registry AND r.first_pushed_at IS NOT NULL AND %s
                ORDER BY r.updated_at DESC, r.id DESC LIMIT :repositories
                """
                    .formatted(visible.sql())))
        .bind("registry", registry.value())
        .bind("repositories", REPOSITORIES)
        .map((row, _) -> Map.entry(row.getLong("id"), row.getString("name")))
        .forEach(row -> within.put(row.getKey(), row.getValue()));
    return within;
  }

  /** Part by part: then no plan of any database reads the tags of all registries. */
  private static void look(
      Handle handle,
      String sql,
      Map<Long, String> within,
      String first,
      int most,
      Set<Found> found) {
    var ids = List.copyOf(within.keySet());
    for (int from = 0; from < ids.size() && found.size() < most; from += PART) {
      handle
          .createQuery(sql)
          .bindList("repositories", ids.subList(from, Math.min(from + PART, ids.size())))
          .bind("first", first)
          .bind("end", first + END)
          .bind("most", most)
          .map((row, _) -> found(row, within))
          .forEach(found::add);
    }
  }

  private static Found found(ResultSet row, Map<Long, String> names) throws SQLException {
    return new Found(
        Objects.requireNonNull(names.get(row.getLong("repository_id"))),
        row.getString("digest"),
        row.getString("tag"),
        Micros.instant(row.getLong("pushed_at")));
  }
}
