package io.berth.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents about safety say a test shows is shown by a test that is there. */
final class ThreatModelTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\b|`([\\w-]++\\.test\\.tsx?)`");
  private static final Pattern EXPERIMENT = Pattern.compile("\\bR[12]?\\d\\b");
  private static final List<Path> PLACES =
      List.of(Path.of("src/test"), Path.of("../e2e/src/test"), Path.of("../portal/src"));

  @ParameterizedTest
  @ValueSource(strings = {"docs/internals/threat-model.md", "INVARIANTS.md"})
  void everyTestThatIsNamedIsThere(String page) throws IOException {
    var text = Files.readString(Path.of("..", page));
    var named =
        TEST.matcher(text)
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1) + ".java")
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(existing()).containsAll(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/internals/threat-model.md", "INVARIANTS.md"})
  void everyExperimentThatIsNamedIsInTheTorture(String page) throws IOException {
    var described = Files.readString(Path.of("../docs/internals/torture.md"));
    var named =
        EXPERIMENT
            .matcher(Files.readString(Path.of("..", page)))
            .results()
            .map(MatchResult::group)
            .distinct();

    assertThat(named).allSatisfy(one -> assertThat(described).contains("| " + one + " |"));
  }

  private static Set<String> existing() throws IOException {
    var names = new TreeSet<String>();
    for (var place : PLACES) {
      try (Stream<Path> files = Files.walk(place)) {
        files.map(file -> String.valueOf(file.getFileName())).forEach(names::add);
      }
    }
    return names;
  }
}
