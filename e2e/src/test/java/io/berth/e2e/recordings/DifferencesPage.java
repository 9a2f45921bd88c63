package io.berth.e2e.recordings;

import io.berth.e2e.fixtures.PageSection;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.recordings.Tally.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tables of {@code docs/reference/harbor-differences.md}: what was counted, and the reasons of
 * the list. A run fails when they say otherwise; with -Dberth.write-reference=true it writes them.
 */
final class DifferencesPage {
  private static final PageSection PAGE =
      new PageSection(
          Workspace.REPOSITORY.resolve("docs/reference/harbor-differences.md"),
          "recordings",
          "HarborRecordingsTest");
  private static final int CHANCE = 5;

  /** A cell of a table, or the uses at the end of a line. */
  private static final Pattern FIGURE =
      Pattern.compile("(?<=\\| )\\d{1,9}(?= \\|)|(?<=`: )\\d{1,9}$", Pattern.MULTILINE);

  private static final List<Verdict> COLUMNS =
      List.of(Verdict.SAME, Verdict.MINOR, Verdict.BETTER, Verdict.NOT_OFFERED, Verdict.NOT_MENDED);

  private final Tally tally;
  private final Rules rules;

  DifferencesPage(Tally tally, Rules rules) {
    this.tally = tally;
    this.rules = rules;
  }

  /**
   * Compares the page with this run, or writes it. A figure may be off by {@link #CHANCE}:
   * registries of a server share the numbers of their logs, so what a number or a second selects
   * there hangs on what the other recordings do at the same time.
   *
   * @throws AssertionError when it says otherwise
   */
  void compare() {
    var text = text();
    if (Boolean.getBoolean("berth.write-reference")) {
      PAGE.write(text);
    } else if (!alike(PAGE.read(), text)) {
      throw new AssertionError("harbor-differences.md is not what was seen:\n" + text);
    }
  }

  static boolean alike(String page, String seen) {
    var told = FIGURE.matcher(page).results().map(it -> Long.parseLong(it.group())).toList();
    var counted = FIGURE.matcher(seen).results().map(it -> Long.parseLong(it.group())).toList();
    return FIGURE.matcher(page).replaceAll("#").equals(FIGURE.matcher(seen).replaceAll("#"))
        && IntStream.range(0, told.size())
            .allMatch(i -> Math.abs(told.get(i) - counted.get(i)) <= CHANCE);
  }

  String text() {
    var lines = new ArrayList<String>();
    lines.add("## By client");
    lines.add("");
    lines.add(head("recording", "asked by", "exchanges"));
    tally
        .scenarios()
        .forEach(
            (scenario, counts) ->
                lines.add(row(counts, scenario.file(), scenario.client(), all(counts))));
    lines.add(row(tally.all(), "all", "", all(tally.all())));
    lines.add("");
    lines.add("## Better on purpose");
    reasons(Verdict.BETTER, lines);
    lines.add("");
    lines.add("## Not offered yet");
    reasons(Verdict.NOT_OFFERED, lines);
    lines.add("");
    lines.add("## By operation");
    lines.add("");
    lines.add("Paths as Harbor's document writes them; other paths as they were asked.");
    lines.add("");
    lines.add(head("operation"));
    tally.operations().forEach((operation, counts) -> lines.add(row(counts, code(operation))));
    return String.join("\n", lines) + "\n";
  }

  private void reasons(Verdict verdict, List<String> lines) {
    for (var reason : rules.reasons(verdict)) {
      var own = rules.rules().stream().filter(rule -> rule.reason().equals(reason)).toList();
      lines.add("");
      lines.add("### " + reason.title());
      if (!reason.why().isEmpty()) {
        lines.add(reason.why());
        lines.add("");
      }
      own.forEach(rule -> lines.add("- " + code(rule.line()) + ": " + tally.uses(rule)));
    }
  }

  private static String head(String... first) {
    return "| "
        + String.join(" | ", first)
        + " | "
        + COLUMNS.stream().map(Verdict::toString).collect(Collectors.joining(" | "))
        + " |\n"
        + "|---".repeat(first.length + COLUMNS.size())
        + "|";
  }

  private static String row(Counts counts, String... first) {
    return "| "
        + String.join(" | ", first)
        + " | "
        + COLUMNS.stream()
            .map(verdict -> String.valueOf(counts.of(verdict)))
            .collect(Collectors.joining(" | "))
        + " |";
  }

  private static String all(Counts counts) {
    return String.valueOf(counts.all());
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
