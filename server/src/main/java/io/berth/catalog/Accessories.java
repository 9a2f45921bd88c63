package io.berth.catalog;

import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import java.util.List;
import java.util.Map;

/**
 * What belongs to an artifact, as people list it, by the rule of {@link Referrers#attached}: reads
 * tables {@code manifest} and {@code tag}, writes nothing.
 */
public final class Accessories {
  /** What an image that is loaded lazily says of a layer. */
  private static final String NYDUS = "\"containerd.io/snapshot/nydus-bootstrap\"";

  private static final String FROM =
      """
      (SELECT s.id AS subject_id, s.digest AS subject, m.id AS accessory_id, '' AS tag
       FROM manifest s
       JOIN manifest m ON m.repository_id = s.repository_id AND m.subject_digest = s.digest
       WHERE s.id = :subject
       UNION ALL
       SELECT s.id, s.digest, m.id, max(t.name)
       FROM manifest s
       JOIN tag t ON t.repository_id = s.repository_id AND t.subject_digest = s.digest
       JOIN manifest m ON m.id = t.manifest_id AND m.id <> s.id
       WHERE s.id = :subject AND (m.subject_digest IS NULL OR m.subject_digest <> s.digest)
       GROUP BY s.id, s.digest, m.id) a
      JOIN manifest m ON m.id = a.accessory_id
      """;

  /** Harbor's word for a kind of accessory by its media type, as answers show it. */
  private static final String WORD =
      """
      CASE %s WHEN 'application/vnd.cncf.notary.signature' THEN 'signature.notation'
        WHEN 'application/vnd.dev.cosign.artifact.sig.v1+json' THEN 'signature.cosign'
        WHEN 'application/vnd.dev.sigstore.bundle.v0.3+json' THEN 'signature.cosign'
        WHEN 'application/vnd.goharbor.harbor.sbom.v1' THEN 'sbom.harbor' END""";

  private final Database database;
  private final Listing<Referrers.Attached> list;

  Accessories(Database database) {
    this.database = database;
    this.list = list(database.dialect());
  }

  /** Accessories, as they are listed: the oldest first. */
  public static Listing<Referrers.Attached> list(Dialect dialect) {
    var lazily =
        Referrers.LOOKED_AT
            + " AND "
            + (dialect == Dialect.SQLITE
                ? "instr(m.content, CAST('" + NYDUS + "' AS BLOB)) > 0"
                : "position(convert_to('" + NYDUS + "', 'UTF8') IN m.content) > 0");
    return new Listing<>(
        "a.subject_id, a.subject, a.tag, m.id, m.digest, m.artifact_type, m.config_media_type,"
            + " m.pushed_at, CASE WHEN "
            + Referrers.LOOKED_AT
            + " THEN m.content END AS content, "
            + Artifacts.WHOLE_SIZE
            + " AS whole_size",
        FROM,
        "m.id",
        (row, _) -> Referrers.attached(row),
        "m.id",
        List.of(
            Column.number("id", "m.id"),
            Column.number("artifact_id", "m.id"),
            Column.number("subject_artifact_id", "a.subject_id"),
            Column.text("subject_artifact_digest", "a.subject"),
            Column.text(
                "subject_artifact_repo",
                "(SELECT r.name FROM repository r WHERE r.id = m.repository_id)"),
            Column.text(
                "type",
                """
                CASE WHEN a.tag LIKE '%%.sig' THEN 'signature.cosign'
                  ELSE coalesce(%s, %s,
                    CASE WHEN %s THEN 'accelerator.nydus' ELSE 'subject.accessory' END)
                  END"""
                    .formatted(
                        WORD.formatted("m.artifact_type"),
                        WORD.formatted("m.config_media_type"),
                        lazily)),
            Column.text("digest", "m.digest"),
            Column.number("size", Artifacts.WHOLE_SIZE),
            Column.time("creation_time", "m.pushed_at")));
  }

  /**
   * What belongs to an artifact.
   *
   * @param subjectId the artifact's
   */
  public Listed<Referrers.Attached> list(long subjectId, ListQuery query) {
    return list.find(
        database, Condition.of("a.subject_id = :subject", Map.of("subject", subjectId)), query);
  }
}
