package io.berth.retention;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do, before anybody saves a policy: decided by the same code, and shown at once.
 * It ends after some seconds or entries; a dry run has no such end.
 */
public final class RetentionPreview {
  /** Entries that are shown, of all repositories together. */
  static final int MOST_ENTRIES = 1_000;

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int AT_ONCE = 4;

  private final Database database;
  private final InstantSource clock;
  private final Semaphore room = new Semaphore(AT_ONCE);

  public RetentionPreview(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What would become of a tag, or of an artifact with its tags.
   *
   * @param tags the first ones of an artifact
   * @param outcome RETAIN, DEL, IMMUTABLE
   * @param rule the place of the rule that keeps it, from 1; null where no rule does
   * @param reason for people
   * @param pulledAt null for never
   */
  public record Entry(
      String digest,
      List<String> tags,
      String mediaType,
      String outcome,
      @Nullable Integer rule,
      String reason,
      Instant pushedAt,
      @Nullable Instant pulledAt,
      long size) {
    static Entry of(Decision decision) {
      var candidate = decision.candidate();
      return new Entry(
          candidate.digest().toString(),
          candidate.tags(),
          candidate.mediaType(),
          decision.outcome().word(),
          decision.rule() < 0 ? null : Integer.valueOf(decision.rule() + 1),
          decision.outcome().reason(),
          Micros.instant(candidate.pushedAt()),
          candidate.pulledAt() == 0 ? null : Micros.instant(candidate.pulledAt()),
          candidate.size());
    }
  }

  /**
   * What would become of a repository.
   *
   * @param freedBytes what the registry would hold less once its garbage is collected
   * @param problem why nothing would be deleted; "" for nothing to say
   */
  public record OfRepository(
      String name,
      long total,
      long retained,
      long deleted,
      long freedBytes,
      String problem,
      List<Entry> entries) {}

  /**
   * All of it.
   *
   * @param isWhole false when it ended before everything was looked at, or shown
   */
  public record Shown(boolean isWhole, List<OfRepository> repositories) {}

  /**
   * Decides about all that a policy is about.
   *
   * @param policy need not be saved
   * @param repository the only one that is meant, with its project; null for all
   * @throws FaultException Unavailable while several people look; as {@link RetentionPolicies#add}
   *     for rules that are none
   */
  public Shown of(RetentionPolicy policy, @Nullable String repository) {
    RetentionRule.all(policy.terms());
    NamedLabels.require(database, policy.registry(), policy.projectId(), policy.terms());
    if (!room.tryAcquire()) {
      throw new FaultException(
          new Fault.Unavailable(
              Duration.ofSeconds(5), "several previews are being made: try again in a moment"));
    }
    try {
      return new Looking(policy, repository).look();
    } finally {
      room.release();
    }
  }

  /** One look. */
  private final class Looking {
    private final RetentionPolicy policy;
    private final @Nullable String only;
    private final long end = System.nanoTime() + LONGEST.toNanos();
    private final List<OfRepository> found = new ArrayList<>();
    private int shown;
    private boolean isWhole = true;

    Looking(RetentionPolicy policy, @Nullable String only) {
      this.policy = policy;
      this.only = only;
    }

    private boolean hasTime() {
      return System.nanoTime() < end;
    }

    Shown look() {
      var position = Target.Position.BEGINNING;
      for (var page = Target.after(database, policy, position);
          !page.isEmpty() && hasTime();
          page = Target.after(database, policy, position)) {
        for (var target : page) {
          position = target.position();
          if (hasTime() && (only == null || only.equals(target.name().value()))) {
            look(target).ifPresent(found::add);
          }
        }
      }
      return new Shown(isWhole && hasTime(), found);
    }

    private Optional<OfRepository> look(Target target) {
      var rules = RuleSet.of(policy.terms(), target.project(), target.name().inProject());
      if (rules.rules().isEmpty()) {
        return Optional.empty();
      }
      var entries = new ArrayList<Entry>();
      var plan = new RepositoryPlan(database, target.repositoryId(), rules, clock.instant());
      var problem = "";
      try {
        plan.decide(
            page -> {
              for (var decision : page) {
                if (shown < MOST_ENTRIES) {
                  entries.add(Entry.of(decision));
                  shown++;
                } else {
                  isWhole = false;
                }
              }
              return hasTime();
            });
      } catch (FaultException e) {
        problem = String.valueOf(e.getMessage());
      }
      long deleted = problem.isEmpty() ? plan.doomed().size() : 0;
      long freed =
          problem.isEmpty()
              ? new FreedBytes(database, policy.registry(), target.repositoryId(), plan)
                  .count(this::hasTime)
              : 0;
      return Optional.of(
          new OfRepository(
              target.name().value(),
              plan.total(),
              plan.total() - deleted,
              deleted,
              freed,
              problem,
              entries));
    }
  }
}
