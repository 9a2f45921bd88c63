package io.berth.retention;

import io.berth.content.Digest;
import io.berth.immutability.ImmutableTags;
import io.berth.label.Labels;
import io.berth.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is decided about in a repository, page by page, so that memory holds one page. What
 * belongs to an artifact (signatures, SBOMs, and what an index lists) is none by itself: it goes
 * and stays with that. Each statement is one that an index answers in order, or by a list of keys.
 * Reads tables {@code manifest}, {@code tag} and {@code manifest_reference}, writes nothing.
 */
final class Candidates {
  private static final int PAGE = 500;

  /** Tags of an artifact that are shown. */
  private static final int SHOWN = 20;

  private static final String ARTIFACT =
      "m.id, m.digest, m.media_type, m.subject_digest, m.pushed_at, m.pulled_at, m.touched_at,"
          + " m.total_size";

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
    return rules.byTag() ? tags(pages) && artifacts(pages) : artifacts(pages);
  }

  /**
   * An artifact.
   *
   * @param subject what it belongs to, "" for nothing
   */
  private record Row(
      long id,
      Digest digest,
      String mediaType,
      String subject,
      long pushedAt,
      long pulledAt,
      long touchedAt,
      long size) {
    static Row of(ResultSet row) throws SQLException {
      var subject = row.getString("subject_digest");
      return new Row(
          row.getLong("id"),
          Digest.parse(row.getString("digest")),
          row.getString("media_type"),
          subject == null ? "" : subject,
          row.getLong("pushed_at"),
          row.getLong("pulled_at"),
          row.getLong("touched_at"),
          row.getLong("total_size"));
    }
  }

  /**
   * What is said of the artifacts of a page besides.
   *
   * @param labels null where no rule asks
   */
  private record Around(
      Set<String> listed, Set<String> subjects, @Nullable Map<Long, Set<String>> labels) {
    boolean belongs(Row row) {
      return subjects.contains(row.subject());
    }

    boolean lists(Row row) {
      return listed.contains(row.digest().toString());
    }

    /** Null where no rule asks. */
    @Nullable Set<String> labels(Row row) {
      return labels == null ? null : labels.getOrDefault(row.id(), Set.of());
    }
  }

  private Around around(Handle handle, Collection<Row> rows) {
    var subjects = rows.stream().map(Row::subject).filter(it -> !it.isEmpty()).distinct().toList();
    return new Around(
        among(
            handle,
            "manifest_reference",
            rows.stream().map(it -> it.digest().toString()).distinct().toList()),
        among(handle, "manifest", subjects),
        rules.asksLabels() ? Labels.names(handle, rows.stream().map(Row::id).toList()) : null);
  }

  /** Those of some digests that the repository has in a table. */
  private Set<String> among(Handle handle, String table, List<String> digests) {
    return digests.isEmpty()
        ? Set.of()
        : handle
            .createQuery(
                "SELECT DISTINCT x.digest FROM "
                    + table
                    + " x WHERE x.repository_id = :repository AND x.digest IN (<digests>)")
            .bind("repository", repositoryId)
            .bindList("digests", digests)
            .mapTo(String.class)
            .set();
  }

  private ImmutableTags immutable(Handle handle) {
    return ImmutableTags.of(handle, repositoryId, now);
  }

  /** A tag that is read, and its artifact's id. */
  private record Named(String name, long manifestId, Tags tags) {}

  private boolean tags(Predicate<List<Candidate>> pages) {
    var last = "";
    while (true) {
      var from = last;
      var page = database.read(handle -> tags(handle, from));
      if (page.isEmpty()) {
        return true;
      }
      var candidates = database.read(handle -> candidates(handle, page));
      if (!candidates.isEmpty() && !pages.test(candidates)) {
        return false;
      }
      last = page.getLast().name();
    }
  }

  private List<Named> tags(Handle handle, String last) {
    var immutable = immutable(handle);
    return handle
        .createQuery(
            "SELECT t.id AS tag_id, t.name, t.manifest_id, t.subject_digest,"
                + " t.pushed_at AS tag_pushed_at, t.pulled_at AS tag_pulled_at FROM tag t"
                + " WHERE t.repository_id = :repository AND t.name > :last"
                + " ORDER BY t.name LIMIT "
                + PAGE)
        .bind("repository", repositoryId)
        .bind("last", last)
        .map(
            (row, _) -> {
              var tags = new Tags();
              tags.add(row, immutable);
              return new Named(row.getString("name"), row.getLong("manifest_id"), tags);
            })
        .list();
  }

  private List<Candidate> candidates(Handle handle, List<Named> page) {
    var rows = new HashMap<Long, Row>();
    handle
        .createQuery("SELECT " + ARTIFACT + " FROM manifest m WHERE m.id IN (<ids>)")
        .bindList("ids", page.stream().map(Named::manifestId).distinct().toList())
        .map((row, _) -> Row.of(row))
        .forEach(row -> rows.put(row.id(), row));
    var around = around(handle, rows.values());
    var candidates = new ArrayList<Candidate>();
    for (var named : page) {
      var row = rows.get(named.manifestId());
      if (row != null && !named.tags().isNone() && !around.belongs(row)) {
        candidates.add(named.tags().tag(row, around));
      }
    }
    return candidates;
  }

  private boolean artifacts(Predicate<List<Candidate>> pages) {
    var last = "";
    while (true) {
      var from = last;
      var page = database.read(handle -> rows(handle, from));
      if (page.isEmpty()) {
        return true;
      }
      var candidates = database.read(handle -> untaggedOrWhole(handle, page));
      if (!candidates.isEmpty() && !pages.test(candidates)) {
        return false;
      }
      last = page.getLast().digest().toString();
    }
  }

  private List<Row> rows(Handle handle, String last) {
    return handle
        .createQuery(
            "SELECT "
                + ARTIFACT
                + " FROM manifest m WHERE m.repository_id = :repository AND m.digest > :last"
                + " ORDER BY m.digest LIMIT "
                + PAGE)
        .bind("repository", repositoryId)
        .bind("last", last)
        .map((row, _) -> Row.of(row))
        .list();
  }

  /** By tag, those without one; else also those with tags that are no signature's or the like. */
  private List<Candidate> untaggedOrWhole(Handle handle, List<Row> page) {
    var tags = new HashMap<Long, Tags>();
    var immutable = immutable(handle);
    handle
        .createQuery(
            "SELECT t.manifest_id, t.id AS tag_id, t.name, t.subject_digest,"
                + " t.pushed_at AS tag_pushed_at, t.pulled_at AS tag_pulled_at FROM tag t"
                + " WHERE t.manifest_id IN (<ids>) ORDER BY t.manifest_id, t.name")
        .bindList("ids", page.stream().map(Row::id).toList())
        .map(
            (row, _) -> {
              tags.computeIfAbsent(row.getLong("manifest_id"), _ -> new Tags()).add(row, immutable);
              return true;
            })
        .forEach(_ -> {});
    var around = around(handle, page);
    var candidates = new ArrayList<Candidate>();
    for (var row : page) {
      var own = tags.get(row.id());
      var isMeant = own == null ? !around.lists(row) : !rules.byTag() && !own.isNone();
      if (isMeant && !around.belongs(row)) {
        candidates.add((own == null ? new Tags() : own).whole(row, around));
      }
    }
    return candidates;
  }

  /** What the tags of one candidate say together; those that name a subject say nothing. */
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
      if (row.getString("subject_digest") != null) {
        return;
      }
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

    boolean isNone() {
      return count == 0;
    }

    /** A tag by itself: its own times count. */
    Candidate tag(Row row, Around around) {
      return candidate(row, last, around, pushedAt, pulledAt);
    }

    /** An artifact with all of them: the latest times count. */
    Candidate whole(Row row, Around around) {
      return candidate(
          row,
          -row.id(),
          around,
          Math.max(row.pushedAt(), pushedAt),
          Math.max(row.pulledAt(), pulledAt));
    }

    private Candidate candidate(Row row, long key, Around around, long pushed, long pulled) {
      var labels = around.labels(row);
      int selected = isNone() ? rules.selectingUntagged() : selectedBy;
      return new Candidate(
          key,
          row.id(),
          row.digest(),
          row.mediaType(),
          shown,
          count,
          last,
          labels == null ? selected : selected & rules.selectingLabelled(labels),
          version,
          labels,
          isImmutable,
          around.lists(row),
          pushed,
          pulled,
          row.touchedAt(),
          row.size());
    }
  }
}
