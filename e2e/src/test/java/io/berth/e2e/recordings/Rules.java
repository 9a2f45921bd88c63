package io.berth.e2e.recordings;

import io.berth.e2e.recordings.Rule.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The list of what differs and may ({@code differences.txt}, whose head says how it is written).
 *
 * @param bounds for operations that are not yet mended: how many exchanges may differ at most
 */
record Rules(List<Rule> rules, Map<String, Integer> bounds) {
  static final String FILE = "differences.txt";

  private static final Pattern HEADING = Pattern.compile("\\[([a-z ]+)\\] ?(.*)");
  private static final Pattern BOUND = Pattern.compile("(.+) \\| at most (\\d+)");

  /** An exchange, and the rules that let it differ. */
  record Judgement(Outcome outcome, Verdict verdict, Set<Rule> rules) {}

  /** The list beside the recordings. */
  static Rules read() {
    return of(Recording.text(FILE));
  }

  /**
   * Reads a list.
   *
   * @throws AssertionError for a line that is none of its forms
   */
  static Rules of(String list) {
    var rules = new ArrayList<Rule>();
    var bounds = new TreeMap<String, Integer>();
    var lines = list.lines().filter(line -> !line.startsWith("#")).toList();
    for (int i = 0; i < lines.size(); i++) {
      var heading = HEADING.matcher(lines.get(i));
      if (heading.matches()) {
        int end = i + 1;
        while (end < lines.size() && !lines.get(end).startsWith("[")) {
          end++;
        }
        section(heading.group(1), heading.group(2), lines.subList(i + 1, end), rules, bounds);
        i = end - 1;
      } else if (!lines.get(i).isBlank()) {
        throw new AssertionError("not below a reason: " + lines.get(i));
      }
    }
    return new Rules(List.copyOf(rules), bounds);
  }

  /**
   * The same list with bounds no higher than what was seen; an operation of which nothing was seen
   * has none any more.
   */
  static String lowered(String list, ToIntFunction<String> seen) {
    return list.lines()
        .map(
            line -> {
              var bound = BOUND.matcher(line);
              if (!line.startsWith("- ") || !bound.matches()) {
                return line + "\n";
              }
              int now = seen.applyAsInt(bound.group(1).substring(2));
              int least = Math.min(now, Integer.parseInt(bound.group(2)));
              return now == 0 ? "" : bound.group(1) + " | at most " + least + "\n";
            })
        .collect(Collectors.joining());
  }

  private static void section(
      String verdict,
      String title,
      List<String> lines,
      List<Rule> rules,
      Map<String, Integer> bounds) {
    var why = new ArrayList<String>();
    var items = new ArrayList<String>();
    for (var line : lines) {
      if (line.startsWith("- ")) {
        items.add(line.substring(2).strip());
      } else if (!line.isBlank()) {
        why.add(line.strip());
      }
    }
    if (verdict.equals(Verdict.NOT_MENDED.toString())) {
      for (var item : items) {
        var bound = BOUND.matcher(item);
        if (!bound.matches()) {
          throw new AssertionError("no bound: " + item);
        }
        bounds.put(bound.group(1), Integer.valueOf(bound.group(2)));
      }
      return;
    }
    var reason = new Reason(reasoned(verdict), title, String.join(" ", why));
    if (items.isEmpty() || (reason.verdict() == Verdict.BETTER && why.isEmpty())) {
      throw new AssertionError("a reason without a rule or a sentence: " + title);
    }
    items.forEach(item -> rules.add(Rule.of(reason, item)));
  }

  private static Verdict reasoned(String words) {
    return List.of(Verdict.BETTER, Verdict.NOT_OFFERED).stream()
        .filter(verdict -> verdict.toString().equals(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such reason: " + words));
  }

  /** True when all of an operation belongs to a feature that is not there. */
  boolean isNotOffered(String operation) {
    return rules.stream()
        .anyMatch(
            rule ->
                rule.reason().verdict() == Verdict.NOT_OFFERED
                    && rule.wholeOperations()
                    && rule.operation().matches(operation));
  }

  /** The reasons of a verdict, in the list's order. */
  Set<Reason> reasons(Verdict verdict) {
    var reasons = new LinkedHashSet<Reason>();
    rules.stream()
        .map(Rule::reason)
        .filter(reason -> reason.verdict() == verdict)
        .forEach(reasons::add);
    return reasons;
  }

  /** What is to be said of an exchange. */
  Judgement judge(Outcome outcome) {
    var used = new LinkedHashSet<Rule>();
    if (outcome.answered().nothingThere()) {
      rules.stream()
          .filter(rule -> rule.reason().verdict() == Verdict.NOT_OFFERED)
          .filter(rule -> rule.wholeOperations() && rule.concerns(outcome.exchange()))
          .findFirst()
          .ifPresent(used::add);
      if (!used.isEmpty()) {
        return new Judgement(outcome, Verdict.NOT_OFFERED, used);
      }
    }
    if (outcome.notable().isEmpty()) {
      var verdict = outcome.differences().isEmpty() ? Verdict.SAME : Verdict.MINOR;
      return new Judgement(outcome, verdict, Set.of());
    }
    var verdict = Verdict.BETTER;
    for (var difference : outcome.notable()) {
      var allowing =
          rules.stream().filter(rule -> rule.allows(outcome.exchange(), difference)).findFirst();
      if (allowing.isEmpty()) {
        boolean bounded = bounds.containsKey(outcome.exchange().operation());
        return new Judgement(outcome, bounded ? Verdict.NOT_MENDED : Verdict.UNEXPLAINED, Set.of());
      }
      used.add(allowing.get());
      if (allowing.get().reason().verdict() == Verdict.NOT_OFFERED) {
        verdict = Verdict.NOT_OFFERED;
      }
    }
    return new Judgement(outcome, verdict, used);
  }
}
