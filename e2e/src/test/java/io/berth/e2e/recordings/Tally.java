package io.berth.e2e.recordings;

import io.berth.e2e.recordings.Rules.Judgement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often what was to be said, over all scenarios. Scenarios may come from several threads. */
final class Tally {
  /** So many exchanges of each verdict. */
  static final class Counts {
    private final EnumMap<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    private void add(Verdict verdict) {
      counts.merge(verdict, 1, Integer::sum);
    }

    int of(Verdict verdict) {
      return counts.getOrDefault(verdict, 0);
    }

    int all() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private final Map<Scenario, Counts> scenarios = new EnumMap<>(Scenario.class);
  private final Map<String, Counts> operations = new TreeMap<>();
  private final Counts all = new Counts();

  /** By their lines, which say the same in a list that is read again. */
  private final Map<String, Integer> rules = new HashMap<>();

  /** Counts a whole scenario. */
  synchronized void add(Scenario scenario, List<Judgement> judgements) {
    var own = scenarios.computeIfAbsent(scenario, _ -> new Counts());
    for (var judgement : judgements) {
      own.add(judgement.verdict());
      all.add(judgement.verdict());
      operations
          .computeIfAbsent(judgement.outcome().exchange().operation(), _ -> new Counts())
          .add(judgement.verdict());
      judgement.rules().forEach(rule -> rules.merge(rule.line(), 1, Integer::sum));
    }
  }

  /** True when no scenario is missing. */
  synchronized boolean isWhole() {
    return scenarios.keySet().equals(EnumSet.allOf(Scenario.class));
  }

  synchronized Map<Scenario, Counts> scenarios() {
    return Collections.unmodifiableMap(scenarios);
  }

  synchronized Map<String, Counts> operations() {
    return Collections.unmodifiableMap(operations);
  }

  synchronized Counts all() {
    return all;
  }

  /** In how many exchanges a rule was needed. */
  synchronized int uses(Rule rule) {
    return rules.getOrDefault(rule.line(), 0);
  }

  /** What is wrong with the list: rules that nothing needs, bounds that are passed. */
  List<String> complaints(Rules list) {
    var complaints = new ArrayList<String>();
    for (var rule : list.rules()) {
      if (uses(rule) == 0) {
        complaints.add("nothing needs \"" + rule.line() + "\" of " + rule.reason().title());
      }
    }
    list.bounds()
        .forEach(
            (operation, bound) -> {
              int seen = notMended(operation);
              if (seen > bound) {
                complaints.add("%s: %d differ, at most %d may".formatted(operation, seen, bound));
              }
              if (seen == 0) {
                complaints.add(operation + " is mended: its bound goes");
              }
            });
    return complaints;
  }

  /** How many exchanges of an operation are not yet mended. */
  synchronized int notMended(String operation) {
    var counts = operations.get(operation);
    return counts == null ? 0 : counts.of(Verdict.NOT_MENDED);
  }
}
