package io.berth.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rules of a policy that are about one repository, each with its place in the policy.
 *
 * @param byTag whether each tag is decided about by itself
 */
record RuleSet(boolean byTag, List<Placed> rules) {
  RuleSet {
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param place in the policy, from 0
   */
  record Placed(int place, RetentionRule rule) {}

  /** Those that are about a repository. */
  static RuleSet of(RetentionTerms terms, String project, String repository) {
    var rules = RetentionRule.all(terms);
    var mine = new ArrayList<Placed>();
    for (int i = 0; i < rules.size(); i++) {
      if (!terms.rules().get(i).disabled() && rules.get(i).selects(project, repository)) {
        mine.add(new Placed(i, rules.get(i)));
      }
    }
    return new RuleSet(terms.byTag(), mine);
  }

  /** Those of them that select what has no tag. */
  RuleSet ofUntagged() {
    return new RuleSet(byTag, rules.stream().filter(one -> one.rule().selectsUntagged()).toList());
  }

  /** A bit for each rule that selects the tag, by its place. */
  int selecting(String tag) {
    int bits = 0;
    for (var one : rules) {
      bits |= one.rule().selects(tag) ? 1 << one.place() : 0;
    }
    return bits;
  }

  /** The same for what has no tag. */
  int selectingUntagged() {
    int bits = 0;
    for (var one : rules) {
      bits |= one.rule().selectsUntagged() ? 1 << one.place() : 0;
    }
    return bits;
  }

  /** Whether labels count. */
  boolean asksLabels() {
    return rules.stream().anyMatch(one -> one.rule().asksLabels());
  }

  /** A bit for each rule that is about what has these labels. */
  int selectingLabelled(Set<String> names) {
    int bits = 0;
    for (var one : rules) {
      bits |= one.rule().selectsLabelled(names) ? 1 << one.place() : 0;
    }
    return bits;
  }
}
