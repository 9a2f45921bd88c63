package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which manifests of a repository have another one as their subject. */
public final class Referrers {
  /** What one takes without its annotations. */
  private static final int CHARACTERS_EACH = 400;

  private static final int MOST_ATTACHED = 5_000;

  /** How long the manifest of an image may be that may be one to be loaded lazily, in bytes. */
  private static final int LOOKED_INTO = 64 << 10;

  /** Whether a manifest may be one, and is short enough to be looked at. */
  static final String LOOKED_AT =
      "m.config_media_type IN ('%s', '%s') AND m.size <= %d"
          .formatted(MediaType.OCI_IMAGE_CONFIG, MediaType.DOCKER_IMAGE_CONFIG, LOOKED_INTO);

  /** Those that say it by their tags, as cosign writes them. */
  private static final String TAGGED =
      """
      FROM tag t JOIN manifest m ON m.id = t.manifest_id
      WHERE t.repository_id = :repository""";

  private static final String ATTACHED =
      """
      SELECT s.id AS subject_id, s.digest AS subject, m.id AS id, m.digest, m.artifact_type,
        m.config_media_type, m.pushed_at, '' AS tag, %1$s
      FROM manifest s
      JOIN manifest m ON m.repository_id = s.repository_id AND m.subject_digest = s.digest
      WHERE s.repository_id = :repository
        AND (s.digest IN (<subjects>) OR s.other_digest IN (<subjects>))
      UNION ALL
      SELECT s.id AS subject_id, s.digest AS subject, m.id AS id, m.digest, m.artifact_type,
        m.config_media_type, m.pushed_at, t.name AS tag, %1$s
      FROM manifest s
      JOIN tag t ON t.repository_id = s.repository_id AND t.subject_digest = s.digest
      JOIN manifest m ON m.id = t.manifest_id AND m.id <> s.id
      WHERE s.repository_id = :repository
        AND (s.digest IN (<subjects>) OR s.other_digest IN (<subjects>))
        AND (m.subject_digest IS NULL OR m.subject_digest <> s.digest)
      ORDER BY id LIMIT :most
      """
          .formatted(
              Artifacts.WHOLE_SIZE
                  + " AS whole_size, CASE WHEN "
                  + LOOKED_AT
                  + " THEN m.content END AS content");

  /** What all written lists that are kept weigh, in bytes. */
  private static final long KEPT_BYTES = Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 32);

  /** What a list weighs beside its bytes. */
  private static final int ENTRY_BYTES = 600;

  private record Asked(
      long repositoryId, Digest subject, @Nullable String artifactType, String last) {}

  private final Database database;
  private final QueryCache<Asked, Written> written;

  Referrers(Database database) {
    this.database = database;
    this.written =
        new QueryCache<>(database, KEPT_BYTES, list -> ENTRY_BYTES + list.bytes().length);
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
   * @param total how many refer to the subject, of whatever type and in whatever part
   */
  public record Part(List<Referrer> referrers, boolean more, long total) {
    public Part {
      referrers = List.copyOf(referrers);
    }
  }

  /**
   * Part of a list as it is sent.
   *
   * @param bytes not to be changed
   * @param next the last digest in it when others follow, else null
   * @param total see {@link Part}
   */
  public record Written(byte[] bytes, @Nullable Digest next, long total) {}

  /**
   * {@link #list}, written out, and kept until something changes that it depends on: signatures and
   * attestations are asked for at each pull, and read much more often than they are pushed.
   *
   * @param characters the same in every call
   * @param writer the same in every call
   */
  public Written written(
      long repositoryId,
      Digest subject,
      @Nullable String artifactType,
      String last,
      int characters,
      Function<List<Referrer>, byte[]> writer) {
    return written.get(
        new Asked(repositoryId, subject, artifactType, last),
        _ -> {
          var part = list(repositoryId, subject, artifactType, last, characters);
          return new Written(
              writer.apply(part.referrers()),
              part.more() ? part.referrers().getLast().digest() : null,
              part.total());
        });
  }

  /**
   * The referrers after {@code last} in the order of their digests: manifests whose subject it is
   * by their own word, wherever else they are listed, and those that say it by a tag as cosign
   * writes it. Each comes once.
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
          var names = names(handle, repositoryId, subject);
          var query =
              handle
                  .createQuery(sized(artifactType == null ? "" : " AND m.artifact_type = :type"))
                  .bind("repository", repositoryId)
                  .bind("subject", names.getFirst().toString())
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
              !found.isEmpty() && found.getFirst().of() > found.size(),
              total(handle, repositoryId, names.getFirst()));
        });
  }

  private static long total(Handle handle, long repositoryId, Digest subject) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM (
              SELECT m.digest FROM manifest m
              WHERE m.repository_id = :repository AND m.subject_digest = :subject
              UNION SELECT m.digest %s AND t.subject_digest = :subject AND m.digest <> :subject) merged
            """
                .formatted(TAGGED))
        .bind("repository", repositoryId)
        .bind("subject", subject.toString())
        .mapTo(Long.class)
        .one();
  }

  /**
   * A referrer and whose it is, as people see it.
   *
   * @param subject the first digest of its manifest
   * @param artifactType null for none
   * @param configMediaType null for indexes
   * @param tag that says whose it is; "" when it says so itself
   * @param content the manifest's bytes, where its config is an image's and they are few
   */
  public record Attached(
      long subjectId,
      Digest subject,
      long id,
      Digest digest,
      long size,
      @Nullable String artifactType,
      @Nullable String configMediaType,
      Instant pushedAt,
      String tag,
      byte @Nullable [] content) {}

  /**
   * The referrers of several subjects that are there, by the rule of {@link #list}, the oldest
   * first; at most {@value #MOST_ATTACHED} in all.
   *
   * @param subjects either digest of each of their manifests
   */
  public List<Attached> attached(long repositoryId, Collection<Digest> subjects) {
    if (subjects.isEmpty()) {
      return List.of();
    }
    return database.read(
        handle ->
            handle
                .createQuery(ATTACHED)
                .bind("repository", repositoryId)
                .bindList("subjects", subjects.stream().map(Digest::toString).distinct().toList())
                .bind("most", MOST_ATTACHED)
                .map((row, _) -> attached(row))
                .list());
  }

  static Attached attached(ResultSet row) throws SQLException {
    return new Attached(
        row.getLong("subject_id"),
        Digest.parse(row.getString("subject")),
        row.getLong("id"),
        Digest.parse(row.getString("digest")),
        row.getLong("whole_size"),
        row.getString("artifact_type"),
        row.getString("config_media_type"),
        Micros.instant(row.getLong("pushed_at")),
        row.getString("tag"),
        row.getBytes("content"));
  }

  /**
   * The indexes that list these manifests.
   *
   * @param children the first digests of the manifests
   * @return by child
   */
  public Map<Digest, List<Digest>> indexes(long repositoryId, Collection<Digest> children) {
    if (children.isEmpty()) {
      return Map.of();
    }
    var found = new HashMap<Digest, List<Digest>>();
    database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT x.digest AS child, p.digest AS parent FROM manifest_reference x"
                        + " JOIN manifest p ON p.id = x.manifest_id"
                        + " WHERE x.repository_id = :repository AND x.digest IN (<children>)"
                        + " ORDER BY p.id")
                .bind("repository", repositoryId)
                .bindList("children", children.stream().map(Digest::toString).toList())
                .map(
                    (row, _) ->
                        found
                            .computeIfAbsent(
                                Digest.parse(row.getString("child")), _ -> new ArrayList<>())
                            .add(Digest.parse(row.getString("parent"))))
                .list());
    return found;
  }

  /**
   * The digests of the subject, first the one that rows name it by; the one asked for when it is
   * not there.
   */
  private static List<Digest> names(Handle handle, long repositoryId, Digest subject) {
    return handle
        .createQuery(
            """
            SELECT digest, other_digest FROM manifest
            WHERE repository_id = :repository AND digest = :subject
            UNION SELECT digest, other_digest FROM manifest
            WHERE repository_id = :repository AND other_digest = :subject
            """)
        .bind("repository", repositoryId)
        .bind("subject", subject.toString())
        .map(
            (row, _) ->
                GarbageCandidates.names(row.getString("digest"), row.getString("other_digest")))
        .findFirst()
        .orElse(List.of(subject));
  }

  /** Reads one row more than may fit, so that the count tells whether others follow. */
  private static String sized(String condition) {
    return """
      SELECT m.digest, m.media_type, m.size, m.artifact_type, m.annotations, sized.asked
      FROM (
        SELECT digest, characters, count(*) OVER () AS asked,
          sum(:each + characters) OVER (ORDER BY digest) - :each - characters AS earlier
        FROM (
          SELECT digest, characters FROM (
            SELECT m.digest, length(m.annotations) AS characters FROM manifest m
            WHERE m.repository_id = :repository AND m.digest > :last%1$s
              AND m.subject_digest = :subject
            ORDER BY m.digest LIMIT :rows) own
          UNION SELECT m.digest, length(m.annotations) AS characters %2$s
            AND t.subject_digest = :subject AND m.digest <> :subject AND m.digest > :last%1$s
          ORDER BY digest LIMIT :rows) merged) sized
      JOIN manifest m ON m.repository_id = :repository AND m.digest = sized.digest
      WHERE sized.earlier = 0 OR sized.earlier + :each + sized.characters <= :characters
      ORDER BY m.digest
      """
        .formatted(condition, TAGGED);
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
