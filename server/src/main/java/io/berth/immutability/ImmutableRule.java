package io.berth.immutability;

import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.selector.Selector;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says of some tags that they do not move: what a tag points at once, it points at for ever.
 *
 * @param createdAt from when on the duration counts
 */
public record ImmutableRule(
    long id, long projectId, Terms terms, Instant createdAt, Instant updatedAt) {
  /** The longest duration, in days: some hundred years. */
  public static final int LONGEST = 36_500;

  /**
   * What people decide about it.
   *
   * @param priority kept as it was given; rules never contradict each other
   * @param repositories null for none at all, and then it covers nothing
   * @param tags null for none at all, and then it covers nothing
   * @param allowDelete what it covers may be deleted by who may delete
   * @param duration days, 0 for no end
   */
  public record Terms(
      boolean disabled,
      int priority,
      @Nullable Selector repositories,
      @Nullable Selector tags,
      boolean allowDelete,
      int duration) {
    /** Whether it can cover anything. */
    public boolean isWhole() {
      return repositories != null && tags != null;
    }

    boolean selects(RepositoryName repository, String tag) {
      return repositories != null
          && tags != null
          && repositories.selects(repository.inProject())
          && tags.selects(tag)
          && !new Tag(tag).isOfSubject();
    }
  }

  /** When it ends; null for never. */
  public @Nullable Instant expiresAt() {
    return terms.duration() == 0 ? null : createdAt.plus(Duration.ofDays(terms.duration()));
  }

  /** Whether the tag must not move at this instant. */
  public boolean covers(RepositoryName repository, String tag, Instant now) {
    var end = expiresAt();
    return !terms.disabled()
        && (end == null || now.isBefore(end))
        && terms.selects(repository, tag);
  }

  /** As refusals name it. */
  @Override
  public String toString() {
    return "rule " + id + " (" + terms.repositories() + ", " + terms.tags() + ")";
  }
}
