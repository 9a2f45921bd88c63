package io.berth.search;

import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
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
    var found = new LinkedHashSet<Found>();
    var within = within(visible);
    if (TAG.matcher(text).matches()) {
      for (var which : List.of("t.name = :first", "t.name >= :first AND t.name < :end")) {
        found.addAll(read(byTag(within, which), registry, visible, text, most + 1));
      }
    }
    if (DIGEST.matcher(text).matches()) {
      var digest = text.contains(":") ? text : "sha256:" + text;
      found.addAll(read(byDigest(within), registry, visible, digest, most + 1));
    }
    return Hits.of(List.copyOf(found), most);
  }

  private static String within(Condition visible) {
    return """
        (SELECT r.id, r.name FROM repository r JOIN project p ON p.id = r.project_id
         WHERE r.registry_id = :registry AND r.first_pushed_at IS NOT NULL AND %s
         ORDER BY r.updated_at DESC, r.id DESC LIMIT :repositories) w
        """
        .formatted(visible.sql());
  }

  private static String byTag(String within, String which) {
    return """
        SELECT w.name AS repository, coalesce(t.digest, m.digest) AS digest, t.name AS tag,
          m.pushed_at
        FROM %s
        JOIN tag t ON t.repository_id = w.id AND %s
        JOIN manifest m ON m.id = t.manifest_id
        LIMIT :most
        """
        .formatted(within, which);
  }

  private static String byDigest(String within) {
    return """
        SELECT w.name AS repository, m.digest,
          (SELECT min(t.name) FROM tag t WHERE t.manifest_id = m.id) AS tag, m.pushed_at
        FROM %s
        JOIN manifest m ON m.repository_id = w.id AND m.digest >= :first AND m.digest < :end
        LIMIT :most
        """
        .formatted(within);
  }

  private List<Found> read(
      String sql, RegistryId registry, Condition visible, String first, int most) {
    return database.read(
        (Handle handle) ->
            visible
                .bind(handle.createQuery(sql))
                .bind("registry", registry.value())
                .bind("repositories", REPOSITORIES)
                .bind("first", first)
                .bind("end", first + END)
                .bind("most", most)
                .map((row, _) -> found(row))
                .list());
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getString("repository"),
        row.getString("digest"),
        row.getString("tag"),
        Micros.instant(row.getLong("pushed_at")));
  }
}
