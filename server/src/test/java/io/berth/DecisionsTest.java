package io.berth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The decisions in docs/adr: one sequence, one form, and what replaced what. */
final class DecisionsTest {
  private static final Path FOLDER = Path.of("../docs/adr");
  private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern LINK =
      Pattern.compile("\\[(?:ADR )?(\\d+)]\\((\\d{4})-[a-z0-9-]+\\.md\\)");

  /** In this order; the four without which a decision says too little are all needed. */
  private static final List<String> PARTS =
      List.of(
          "Question",
          "Decision",
          "Why",
          "Why it is safe",
          "What had to stay",
          "Consequences",
          "Given up",
          "Enforced by");

  private final TreeMap<Integer, String> decisions = new TreeMap<>();
  private final TreeMap<Integer, String> names = new TreeMap<>();

  @BeforeEach
  void read() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (var file : files.toList()) {
        var name = String.valueOf(file.getFileName());
        var matcher = FILE.matcher(name);
        if (matcher.matches()) {
          int number = Integer.parseInt(matcher.group(1));
          assertThat(names.put(number, name)).as("two decisions have number %d", number).isNull();
          decisions.put(number, Files.readString(file));
        } else {
          assertThat(name).isEqualTo("README.md");
        }
      }
    }
    assertThat(decisions).hasSizeGreaterThan(30);
  }

  @Test
  void theNumbersAreOneSequence() {
    assertThat(decisions.keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, decisions.size()).boxed().toList());
  }

  @Test
  void allHaveTheSameForm() {
    decisions.forEach(
        (number, text) -> {
          assertThat(text).as(names.get(number)).startsWith("# " + number + ". ");
          var parts =
              text.lines()
                  .filter(line -> line.startsWith("## "))
                  .map(it -> it.substring(3))
                  .toList();
          assertThat(parts)
              .as(names.get(number))
              .contains("Question", "Decision", "Given up", "Enforced by")
              .isEqualTo(PARTS.stream().filter(parts::contains).toList());
          assertThat(status(text))
              .as(names.get(number))
              .matches("(accepted|replaced by \\[.*?)(; replaces \\[.*)?");
        });
  }

  @Test
  void whatReplacesAnotherAndWhatWasReplacedSayItBoth() {
    decisions.forEach(
        (number, text) -> {
          var status = status(text);
          int replaces = (status + "; replaces").indexOf("; replaces");
          for (var older : links(status.substring(replaces))) {
            assertThat(status(decisions.getOrDefault(older, "")))
                .as("status of ADR %d, which ADR %d replaces", older, number)
                .contains("replaced by")
                .contains("(" + names.get(number) + ")");
          }
          for (var newer : links(status.substring(0, replaces))) {
            assertThat(status(decisions.getOrDefault(newer, "")))
                .as("status of ADR %d, which replaces ADR %d", newer, number)
                .contains("; replaces")
                .contains("(" + names.get(number) + ")");
          }
        });
  }

  @Test
  void everyLinkToADecisionSaysItsNumber() {
    decisions.forEach(
        (number, text) ->
            LINK.matcher(text)
                .results()
                .forEach(
                    link ->
                        assertThat(Integer.parseInt(link.group(1)))
                            .as("%s in %s", link.group(), names.get(number))
                            .isEqualTo(Integer.parseInt(link.group(2)))));
  }

  @Test
  void theIndexHasAllWithTheirStatus() throws IOException {
    var rows =
        Files.readString(FOLDER.resolve("README.md"))
            .lines()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            decisions.entrySet().stream()
                .map(
                    one ->
                        "| %d | [%s](%s) | %s |"
                            .formatted(
                                one.getKey(),
                                title(one.getValue()),
                                names.get(one.getKey()),
                                status(one.getValue())))
                .toList());
  }

  private static String title(String text) {
    return text.substring(text.indexOf(' ', 2) + 1, text.indexOf('\n'));
  }

  private static String status(String text) {
    return text.lines()
        .filter(line -> line.startsWith("Status: "))
        .findFirst()
        .map(line -> line.substring("Status: ".length()))
        .orElse("");
  }

  private static List<Integer> links(String text) {
    return LINK.matcher(text).results().map(link -> Integer.valueOf(link.group(2))).toList();
  }
}
