package io.berth.clients;

import io.berth.clients.Score.Verdict;
import io.berth.e2e.fixtures.PageSection;
import io.berth.e2e.fixtures.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of programs, and the page that keeps it. */
public final class ProgramTable {
  private static final PageSection PAGE =
      new PageSection(
          Workspace.REPOSITORY.resolve("docs/reference/clients.md"), "programs", "./berth clients");
  private static final String HEAD =
      "| program | version | right | wrong | not there | |\n|---|---|--:|--:|--:|---|\n";

  private ProgramTable() {}

  /** What was seen, programs that were skipped among it. */
  public static String of(Map<String, Score> scores) {
    var table = new StringBuilder(HEAD);
    scores.forEach((name, score) -> table.append(row(name, score)).append('\n'));
    return table.toString();
  }

  /** Writes the rows of what ran; the others stay. */
  public static void write(Map<String, Score> scores) {
    var rows = rows();
    scores.forEach(
        (name, score) -> {
          if (score.skipped().isEmpty()) {
            rows.put(name, row(name, score));
          }
        });
    var table = new StringBuilder(HEAD);
    Clients.ALL.stream()
        .map(Program::name)
        .filter(rows::containsKey)
        .forEach(name -> table.append(rows.get(name)).append('\n'));
    PAGE.write(table.toString());
  }

  /** Where the page says otherwise than what was seen, version aside; empty when it does not. */
  public static List<String> differences(Map<String, Score> scores) {
    var rows = rows();
    var found = new ArrayList<String>();
    scores.forEach(
        (name, score) -> {
          var said = rows.getOrDefault(name, "");
          var seen = row(name, score);
          if (score.skipped().isEmpty() && !withoutVersion(said).equals(withoutVersion(seen))) {
            found.add("the page says \"%s\", seen was \"%s\"".formatted(said, seen));
          }
        });
    return found;
  }

  private static Map<String, String> rows() {
    var rows = new LinkedHashMap<String, String>();
    PAGE.read().lines().skip(2).forEach(row -> rows.put(row.split("\\|", -1)[1].strip(), row));
    return rows;
  }

  private static String row(String name, Score score) {
    if (!score.skipped().isEmpty()) {
      return "| %s | | | | | skipped: %s |".formatted(name, score.skipped());
    }
    return "| %s | %s | %d | %d | %d | %s |"
        .formatted(
            name,
            score.version(),
            score.count(Verdict.RIGHT),
            score.count(Verdict.WRONG),
            score.count(Verdict.NOT_THERE),
            score.reasons().replace("|", "\\|").replace("\n", " "));
  }

  private static String withoutVersion(String row) {
    var cells = row.split(" \\| ", 3);
    return cells.length < 3 ? row : cells[0] + cells[2];
  }
}
