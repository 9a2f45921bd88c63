package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.sql.Database;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which manifests of a repository have another one as their subject. */
public final class Referrers {
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
   * The referrers after {@code last} in the order of their digests.
   *
   * @param artifactType null for all
   * @param last a digest, or "" to begin
   */
  public List<Referrer> list(
      long repositoryId, Digest subject, @Nullable String artifactType, String last, int limit) {
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      "SELECT digest, media_type, size, artifact_type, annotations FROM manifest"
                          + " WHERE repository_id = :repository AND subject_digest = :subject"
                          + " AND digest > :last"
                          + (artifactType == null ? "" : " AND artifact_type = :type")
                          + " ORDER BY digest LIMIT :limit")
                  .bind("repository", repositoryId)
                  .bind("subject", subject.toString())
                  .bind("last", last)
                  .bind("limit", limit);
          if (artifactType != null) {
            query.bind("type", artifactType);
          }
          return query
              .map(
                  (row, _) ->
                      new Referrer(
                          Digest.parse(row.getString("digest")),
                          row.getString("media_type"),
                          row.getLong("size"),
                          row.getString("artifact_type"),
                          Annotations.read(row.getString("annotations"))))
              .list();
        });
  }
}
