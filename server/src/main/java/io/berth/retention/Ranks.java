package io.berth.retention;

import io.berth.fault.FaultException;
import io.berth.sql.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each rule keeps: rules that rank have seen all candidates before they are asked. Memory
 * holds what they keep, and never more than {@link #MOST}.
 */
final class Ranks {
  /** Candidates that all rules together keep by a rank, in one repository. */
  private static final int MOST = 500_000;

  private final RuleSet rules;
  private final Instant now;
  private final Map<Integer, Map<String, PriorityQueue<Entry>>> best = new HashMap<>();
  private final Map<Integer, Set<Long>> kept = new HashMap<>();
  private int entries;

  Ranks(RuleSet rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /** A candidate in a rank; the least is the first to go. */
  private record Entry(@Nullable SemanticVersion version, long first, long second, long key)
      implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
        Comparator.<Entry, SemanticVersion>comparing(
                Entry::version, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(Entry::first)
            .thenComparingLong(Entry::second)
            .thenComparingLong(Entry::key);

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  /** Whether candidates must be {@linkplain #see seen} before any is asked about. */
  boolean needsAll() {
    return rules.rules().stream().anyMatch(it -> it.rule().template().ranks());
  }

  /**
   * Takes a candidate into the ranks.
   *
   * @throws FaultException Precondition when there is too much to keep in mind
   */
  void see(Candidate candidate) {
    for (var one : rules.rules()) {
      if (one.rule().template().ranks() && candidate.isSelectedBy(one.place())) {
        rank(one, candidate);
      }
    }
  }

  private void rank(RuleSet.Placed one, Candidate it) {
    var version = it.version();
    switch (one.rule().template()) {
      case LATEST_PUSHED_K -> offer(one, "", new Entry(null, it.pushedAt(), 0, it.key()));
      case LATEST_PULLED_N ->
          offer(one, "", new Entry(null, it.pulledAt(), it.pushedAt(), it.key()));
      case SEMVER_LATEST_PER_MINOR -> {
        if (version != null) {
          offer(
              one,
              version.major() + "." + version.minor(),
              new Entry(version, it.pushedAt(), 0, it.key()));
        }
      }
      case SEMVER_LATEST_PER_MAJOR -> {
        if (version != null) {
          offer(
              one, Long.toString(version.major()), new Entry(version, it.pushedAt(), 0, it.key()));
        }
      }
      default -> {
        // decides by the candidate alone
      }
    }
  }

  private void offer(RuleSet.Placed one, String group, Entry entry) {
    if (one.rule().number() == 0) {
      return;
    }
    var rank =
        best.computeIfAbsent(one.place(), _ -> new HashMap<>())
            .computeIfAbsent(group, _ -> new PriorityQueue<>());
    rank.add(entry);
    if (rank.size() > one.rule().number()) {
      rank.poll();
    } else if (++entries > MOST) {
      throw FaultException.precondition(
          "the rules keep more than %d by a rank: nothing is deleted here".formatted(MOST));
    }
  }

  /** The place of the first rule that keeps the candidate; empty when none does. */
  OptionalInt keeping(Candidate candidate) {
    for (var one : rules.rules()) {
      if (candidate.isSelectedBy(one.place()) && keeps(one, candidate)) {
        return OptionalInt.of(one.place());
      }
    }
    return OptionalInt.empty();
  }

  private boolean keeps(RuleSet.Placed one, Candidate it) {
    var version = it.version();
    return switch (one.rule().template()) {
      case ALWAYS -> true;
      case N_DAYS_SINCE_LAST_PUSH -> it.pushedAt() >= daysAgo(one);
      case N_DAYS_SINCE_LAST_PULL -> it.pulledAt() > 0 && it.pulledAt() >= daysAgo(one);
      case SEMVER_RELEASES -> version != null && version.isRelease();
      case SEMVER_PRE_RELEASES_N_DAYS ->
          version != null && !version.isRelease() && it.pushedAt() >= daysAgo(one);
      case LATEST_PUSHED_K, LATEST_PULLED_N, SEMVER_LATEST_PER_MINOR, SEMVER_LATEST_PER_MAJOR ->
          kept.computeIfAbsent(one.place(), this::keys).contains(it.key());
    };
  }

  private long daysAgo(RuleSet.Placed one) {
    return Micros.of(now.minus(Duration.ofDays(one.rule().number())));
  }

  private Set<Long> keys(int place) {
    var keys = new HashSet<Long>();
    best.getOrDefault(place, Map.of())
        .values()
        .forEach(rank -> rank.forEach(entry -> keys.add(entry.key())));
    best.remove(place);
    return keys;
  }
}
