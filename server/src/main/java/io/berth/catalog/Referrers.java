package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which manifests of a repository have another one as their subject. */
public final class Referrers {
  /** What one takes without its annotations. */
  private static final int CHARACTERS_EACH = 400;

  private final Database database;

  public Referrers(Database database) {
    this.database = database;
  }

  /** What a referrers list shows of a manifest. */
  public record Referrer(
      Digest digest,
      String mediaType,
      long size,
      @Nullable String artifactType,
      Map<String, String> annotations) {}

  /**
   * Part of a list.
   *
   * @param more true when others follow
   */
  public record Part(List<Referrer> referrers, boolean more) {
    public Part {
      referrers = List.copyOf(referrers);
    }
  }

  /**
   * The referrers after {@code last} in the order of their digests.
   *
   * @param subject in either of its manifest's two digests
   * @param artifactType null for all
   * @param last a digest, or "" to begin
   * @param characters about how many they may be together when written out; a first one that is
   *     larger comes alone
   */
  public Part list(
      long repositoryId,
      Digest subject,
      @Nullable String artifactType,
      String last,
      int characters) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(sized(artifactType == null ? "" : " AND artifact_type = :type"))
                  .bind("repository", repositoryId)
                  .bind("subject", subject.toString())
                  .bind("last", last)
                  .bind("each", CHARACTERS_EACH)
                  .bind("characters", characters)
                  .bind("rows", characters / CHARACTERS_EACH + 1);
          if (artifactType != null) {
            query.bind("type", artifactType);
          }
          var found =
              query.map((row, _) -> new Counted(row.getLong("asked"), referrer(row))).list();
          return new Part(
              found.stream().map(Counted::referrer).toList(),
              !found.isEmpty() && found.getFirst().of() > found.size());
        });
  }

  /** Reads one row more than may fit, so that the count tells whether others follow. */
  private static String sized(String condition) {
    return """
      SELECT m.digest, m.media_type, m.size, m.artifact_type, m.annotations, x.asked
      FROM (
        SELECT digest, characters, count(*) OVER () AS asked,
          sum(:each + characters) OVER (ORDER BY digest) - :each - characters AS earlier
        FROM (
          SELECT digest, length(annotations) AS characters FROM manifest
          WHERE repository_id = :repository AND digest > :last%s
            AND subject_digest = coalesce((SELECT s.digest FROM manifest s
              WHERE s.repository_id = :repository AND s.other_digest = :subject), :subject)
          ORDER BY digest LIMIT :rows) r) x
      JOIN manifest m ON m.repository_id = :repository AND m.digest = x.digest
      WHERE x.earlier = 0 OR x.earlier + :each + x.characters <= :characters
      ORDER BY m.digest
      """
        .formatted(condition);
  }

  private record Counted(long of, Referrer referrer) {}

  private static Referrer referrer(ResultSet row) throws SQLException {
    return new Referrer(
        Digest.parse(row.getString("digest")),
        row.getString("media_type"),
        row.getLong("size"),
        row.getString("artifact_type"),
        Annotations.read(row.getString("annotations")));
  }
}
