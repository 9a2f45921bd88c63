package io.berth.immutability;

import io.berth.content.RepositoryName;
import io.berth.fault.FaultException;
import io.berth.sql.Micros;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What the rules of its project say of the tags of one repository, as a transaction sees them that
 * holds the repository's row.
 */
public final class ImmutableTags {
  private final List<Row> rules;
  private final Instant now;

  /** A rule, and the repository that was asked about. */
  private record Row(ImmutableRule rule, RepositoryName repository) {
    /** As Harbor says it, and by which rule. */
    String refusal(String tag) {
      return "Failed to process request due to '%s:%s' configured as immutable by %s of project %s"
          .formatted(repository, tag, rule, repository.projectName());
    }
  }

  private ImmutableTags(List<Row> rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /**
   * Reads the rules; the caller holds the repository's row, for which those wait who change rules.
   *
   * @param now in microseconds
   */
  public static ImmutableTags of(Handle handle, long repositoryId, long now) {
    var rules =
        handle
            .createQuery(
                """
                SELECT i.*, r.name FROM repository r
                JOIN immutable_rule i ON i.project_id = r.project_id
                WHERE r.id = :repository AND i.disabled = 0 ORDER BY i.id
                """)
            .bind("repository", repositoryId)
            .map(
                (row, _) ->
                    new Row(ImmutableRules.rule(row), new RepositoryName(row.getString("name"))))
            .list();
    return new ImmutableTags(rules, Micros.instant(now));
  }

  /** Whether no tag can be immutable here. */
  public boolean isNone() {
    return rules.isEmpty();
  }

  /** Whether a rule covers it. */
  public boolean covers(String tag) {
    return rules.stream().anyMatch(row -> covers(row, tag));
  }

  /**
   * @throws FaultException Precondition when a rule covers it
   */
  public void requireMovable(String tag) {
    for (var row : rules) {
      if (covers(row, tag)) {
        throw FaultException.precondition(row.refusal(tag));
      }
    }
  }

  /**
   * @throws FaultException Precondition when a rule covers it that does not allow deletion
   */
  public void requireDeletable(String tag) {
    for (var row : rules) {
      if (!row.rule().terms().allowDelete() && covers(row, tag)) {
        throw FaultException.precondition(row.refusal(tag));
      }
    }
  }

  /** Whether {@link #requireDeletable} would let it go. */
  public boolean isDeletable(String tag) {
    return rules.stream().noneMatch(row -> !row.rule().terms().allowDelete() && covers(row, tag));
  }

  private boolean covers(Row row, String tag) {
    return row.rule().covers(row.repository(), tag, now);
  }
}
