package io.berth.retention;

import io.berth.content.Digest;
import io.berth.immutability.ImmutableTags;
import io.berth.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is decided about in a repository, page by page, so that memory holds one page. What
 * belongs to an artifact (signatures, SBOMs, and what an index lists) is none by itself: it goes
 * and stays with that. Reads tables {@code manifest} and {@code tag}, writes nothing.
 */
final class Candidates {
  private static final int PAGE = 500;

  /** Tags of an artifact that are shown. */
  private static final int SHOWN = 20;

  private static final String ARTIFACT =
      "m.id, m.digest, m.media_type, m.pushed_at, m.pulled_at, m.touched_at, m.total_size,"
          + " CASE WHEN EXISTS (SELECT 1 FROM manifest_reference x WHERE"
          + " x.repository_id = m.repository_id AND x.digest = m.digest) THEN 1 ELSE 0 END AS listed";

  private static final String NO_SUBJECT =
      "NOT EXISTS (SELECT 1 FROM manifest s WHERE s.repository_id = m.repository_id"
          + " AND s.digest = m.subject_digest)";

  private static final String UNTAGGED =
      "NOT EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id)"
          + " AND NOT EXISTS (SELECT 1 FROM manifest_reference x"
          + " WHERE x.repository_id = m.repository_id AND x.digest = m.digest)";

  private static final String TAGGED =
      "EXISTS (SELECT 1 FROM tag t WHERE t.manifest_id = m.id AND t.subject_digest IS NULL)";

  private final Database database;
  private final long repositoryId;
  private final RuleSet rules;
  private final long now;

  /**
   * @param now in microseconds
   */
  Candidates(Database database, long repositoryId, RuleSet rules, long now) {
    this.database = database;
    this.repositoryId = repositoryId;
    this.rules = rules;
    this.now = now;
  }

  /** Hears of each until it says no; false when it did. */
  boolean each(Predicate<List<Candidate>> pages) {
    return rules.byTag()
        ? tags(pages) && artifacts(UNTAGGED, pages)
        : artifacts("(" + TAGGED + " OR (" + UNTAGGED + "))", pages);
  }

  private ImmutableTags immutable(Handle handle) {
    return ImmutableTags.of(handle, repositoryId, now);
  }

  private boolean tags(Predicate<List<Candidate>> pages) {
    var last = "";
    while (true) {
      var from = last;
      var page =
          database.read(
              handle -> {
                var immutable = immutable(handle);
                return handle
                    .createQuery(
                        "SELECT t.id AS tag_id, t.name, t.pushed_at AS tag_pushed_at,"
                            + " t.pulled_at AS tag_pulled_at, "
                            + ARTIFACT
                            + " FROM tag t JOIN manifest m ON m.id = t.manifest_id"
                            + " WHERE t.repository_id = :repository AND t.name > :last"
                            + " AND t.subject_digest IS NULL AND "
                            + NO_SUBJECT
                            + " ORDER BY t.name LIMIT "
                            + PAGE)
                    .bind("repository", repositoryId)
                    .bind("last", from)
                    .map(
                        (row, _) -> {
                          var tags = new Tags();
                          tags.add(row, immutable);
                          return tags.candidate(row, row.getLong("tag_id"));
                        })
                    .list();
              });
      if (page.isEmpty()) {
        return true;
      }
      if (!pages.test(page)) {
        return false;
      }
      last = page.getLast().tags().getFirst();
    }
  }

  private boolean artifacts(String which, Predicate<List<Candidate>> pages) {
    var last = "";
    while (true) {
      var from = last;
      var page = database.read(handle -> artifacts(handle, which, from));
      if (page.isEmpty()) {
        return true;
      }
      if (!pages.test(page)) {
        return false;
      }
      last = page.getLast().digest().toString();
    }
  }

  private List<Candidate> artifacts(Handle handle, String which, String last) {
    var found =
        handle
            .createQuery(
                "SELECT "
                    + ARTIFACT
                    + " FROM manifest m WHERE m.repository_id = :repository AND m.digest > :last"
                    + " AND "
                    + NO_SUBJECT
                    + " AND "
                    + which
                    + " ORDER BY m.digest LIMIT "
                    + PAGE)
            .bind("repository", repositoryId)
            .bind("last", last)
            .map((row, _) -> new Tags().candidate(row, -row.getLong("id")))
            .list();
    if (found.isEmpty()) {
      return found;
    }
    var tags = new LinkedHashMap<Long, Tags>();
    var immutable = immutable(handle);
    handle
        .createQuery(
            "SELECT t.manifest_id, t.id AS tag_id, t.name, t.pushed_at AS tag_pushed_at,"
                + " t.pulled_at AS tag_pulled_at FROM tag t WHERE t.manifest_id IN (<ids>)"
                + " AND t.subject_digest IS NULL ORDER BY t.manifest_id, t.name")
        .bindList("ids", found.stream().map(Candidate::manifestId).toList())
        .map(
            (row, _) -> {
              tags.computeIfAbsent(row.getLong("manifest_id"), _ -> new Tags()).add(row, immutable);
              return true;
            })
        .forEach(_ -> {});
    return found.stream().map(it -> with(it, tags)).toList();
  }

  private Candidate with(Candidate artifact, Map<Long, Tags> all) {
    var tags = all.get(artifact.manifestId());
    return tags == null ? artifact : tags.of(artifact);
  }

  /** What the tags of one candidate say together. */
  private final class Tags {
    private final List<String> shown = new ArrayList<>();
    private int count;
    private long last;
    private int selectedBy;
    private @Nullable SemanticVersion version;
    private boolean isImmutable;
    private long pushedAt;
    private long pulledAt;

    void add(ResultSet row, ImmutableTags immutable) throws SQLException {
      var name = row.getString("name");
      if (shown.size() < SHOWN) {
        shown.add(name);
      }
      count++;
      last = Math.max(last, row.getLong("tag_id"));
      selectedBy |= rules.selecting(name);
      pushedAt = Math.max(pushedAt, row.getLong("tag_pushed_at"));
      pulledAt = Math.max(pulledAt, row.getLong("tag_pulled_at"));
      isImmutable |= !immutable.isDeletable(name);
      SemanticVersion.of(name)
          .ifPresent(
              found -> {
                var known = version;
                if (known == null || found.compareTo(known) > 0) {
                  version = found;
                }
              });
    }

    /** Of a tag by itself its own times count, of an artifact the latest of all. */
    Candidate candidate(ResultSet row, long key) throws SQLException {
      var isTag = key > 0;
      return new Candidate(
          key,
          row.getLong("id"),
          Digest.parse(row.getString("digest")),
          row.getString("media_type"),
          shown,
          count,
          last,
          isTag ? selectedBy : rules.selectingUntagged(),
          version,
          isImmutable,
          row.getInt("listed") == 1,
          isTag ? pushedAt : row.getLong("pushed_at"),
          isTag ? pulledAt : row.getLong("pulled_at"),
          row.getLong("touched_at"),
          row.getLong("total_size"));
    }

    Candidate of(Candidate artifact) {
      return new Candidate(
          artifact.key(),
          artifact.manifestId(),
          artifact.digest(),
          artifact.mediaType(),
          shown,
          count,
          last,
          selectedBy,
          version,
          isImmutable,
          artifact.isListed(),
          Math.max(artifact.pushedAt(), pushedAt),
          Math.max(artifact.pulledAt(), pulledAt),
          artifact.touchedAt(),
          artifact.size());
    }
  }
}
