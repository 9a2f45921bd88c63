package io.berth.retention;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is to become of all that is in one repository: a preview shows it, a run does it. Looks at
 * everything once, or twice where rules rank; memory holds what ranks keep and the ids of what
 * goes.
 */
final class RepositoryPlan {
  /** Artifacts that an index lists and that are decided about last. */
  private static final int MOST_LISTED = 10_000;

  private final Database database;
  private final long repositoryId;
  private final RuleSet rules;
  private final Instant now;
  private final LongSet doomed = new LongSet();
  private final Ranks ranks;
  private long total;

  RepositoryPlan(Database database, long repositoryId, RuleSet rules, Instant now) {
    this.database = database;
    this.repositoryId = repositoryId;
    this.rules = rules;
    this.now = now;
    this.ranks = new Ranks(rules, now);
  }

  /** Hears of what is decided. */
  interface Decisions {
    /** False to end it here. */
    boolean page(List<Decision> decisions);
  }

  /**
   * Decides.
   *
   * @return false when it ended before everything was decided about
   * @throws io.berth.fault.FaultException Precondition where nothing can be decided
   */
  boolean decide(Decisions told) {
    if (ranks.needsAll()
        && !each(
            page -> {
              page.forEach(ranks::see);
              return told.page(List.of());
            })) {
      return false;
    }
    var later = new ArrayList<Candidate>();
    var toTheEnd =
        each(
            page -> {
              var decisions = new ArrayList<Decision>(page.size());
              for (var candidate : page) {
                total++;
                var decision = decide(candidate);
                if (decision.outcome() != Decision.Outcome.DEL) {
                  decisions.add(decision);
                } else if (!candidate.isListed() || candidate.key() > 0) {
                  doomed.add(candidate.key());
                  decisions.add(decision);
                } else if (later.size() < MOST_LISTED) {
                  later.add(candidate);
                } else {
                  decisions.add(new Decision(candidate, Decision.Outcome.LISTED, -1));
                }
              }
              return told.page(decisions);
            });
    return toTheEnd && (later.isEmpty() || told.page(listed(later)));
  }

  private Decision decide(Candidate candidate) {
    var keeping = ranks.keeping(candidate);
    if (keeping.isPresent()) {
      return new Decision(candidate, Decision.Outcome.RETAIN, keeping.getAsInt());
    }
    if (candidate.touchedAt() >= Micros.of(now) || !isUntouched(candidate)) {
      return new Decision(candidate, Decision.Outcome.NEW, -1);
    }
    return new Decision(
        candidate, candidate.isImmutable() ? Decision.Outcome.IMMUTABLE : Decision.Outcome.DEL, -1);
  }

  /** What an index lists goes when all that list it go; indexes may list indexes. */
  private List<Decision> listed(List<Candidate> later) {
    var open = new ArrayList<>(later);
    var decisions = new ArrayList<Decision>();
    for (boolean more = true; more; ) {
      more = false;
      for (var candidates = open.iterator(); candidates.hasNext(); ) {
        var candidate = candidates.next();
        if (holders(candidate).stream().allMatch(id -> doomed.contains(-id))) {
          doomed.add(candidate.key());
          decisions.add(new Decision(candidate, Decision.Outcome.DEL, -1));
          candidates.remove();
          more = true;
        }
      }
    }
    open.forEach(it -> decisions.add(new Decision(it, Decision.Outcome.LISTED, -1)));
    return decisions;
  }

  private List<Long> holders(Candidate candidate) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT manifest_id FROM manifest_reference"
                        + " WHERE repository_id = :repository AND digest = :digest")
                .bind("repository", repositoryId)
                .bind("digest", candidate.digest().toString())
                .mapTo(Long.class)
                .list());
  }

  /** How many were decided about. */
  long total() {
    return total;
  }

  /** Keys of what goes. */
  LongSet doomed() {
    return doomed;
  }

  /**
   * Whether what was decided holds for it as it is read now: it was not pushed or given a tag
   * since, nor pulled or given a label for which a rule keeps it.
   */
  boolean stillHolds(Candidate candidate) {
    return isUntouched(candidate) && ranks.keeping(candidate).isEmpty();
  }

  /** A tag is asked for itself, as its artifact changes with every other one that goes. */
  private boolean isUntouched(Candidate candidate) {
    long began = Micros.of(now);
    return candidate.pushedAt() < began && (candidate.key() > 0 || candidate.touchedAt() < began);
  }

  /** Reads what goes once more, as it is now. */
  boolean eachDoomed(Predicate<Candidate> action) {
    return each(
        page -> {
          for (var candidate : page) {
            if (doomed.contains(candidate.key()) && !action.test(candidate)) {
              return false;
            }
          }
          return true;
        });
  }

  private boolean each(Predicate<List<Candidate>> pages) {
    return new Candidates(database, repositoryId, rules, Micros.of(now)).each(pages);
  }
}
