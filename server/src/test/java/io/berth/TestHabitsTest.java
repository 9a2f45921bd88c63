package io.berth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What makes tests slow, or dependent on each other and on what else runs on the machine, is not
 * written: pauses of a guessed length, ports that are chosen and not held, an order of methods.
 */
final class TestHabitsTest {
  private static final List<Path> ROOTS = List.of(Path.of("src/test/java"), Path.of("../e2e/src"));

  /** A place: a file and one of its lines. */
  private record Line(Path file, String text) {
    boolean is(String... files) {
      return Stream.of(files).anyMatch(name -> file.endsWith(name));
    }

    @Override
    public String toString() {
      return file + ": " + text.strip();
    }
  }

  private static Stream<Line> lines() {
    return ROOTS.stream()
        .flatMap(TestHabitsTest::sources)
        .filter(file -> !file.endsWith("TestHabitsTest.java"))
        .flatMap(file -> read(file).map(text -> new Line(file, text)));
  }

  private static Stream<Path> sources(Path root) {
    try (var files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> read(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Line> with(String expression) {
    var pattern = Pattern.compile(expression);
    return lines().filter(line -> pattern.matcher(line.text()).find());
  }

  @Test
  void onlyAwaitLetsTimePass() {
    assertThat(with("\\bsleep\\(|\\bpark(Nanos|Until)?\\(").filter(line -> !line.is("Await.java")))
        .isEmpty();
  }

  /** A socket that was bound and is closed again leaves a number that anybody may get. */
  @Test
  void portsAreHeldByWhomTheyAreToldOf() {
    assertThat(with("try \\(var \\w+ = new ServerSocket\\(").filter(line -> !line.is("Ports.java")))
        .isEmpty();
  }

  @Test
  void portsAreNotWrittenDown() {
    assertThat(with("new (InetSocketAddress|ServerSocket)\\((.*, )?[1-9][0-9]{3,4}\\b")).isEmpty();
    // Where settings are only read, nobody listens.
    assertThat(
            with("\"(--)?(tls-)?port[\", =]+[1-9][0-9]{3,4}\\b")
                .filter(line -> !line.is("SettingsTest.java", "MainTest.java")))
        .isEmpty();
  }

  @Test
  void methodsHaveNoOrder() {
    assertThat(with("@TestMethodOrder|@TestClassOrder|@Order\\(")).isEmpty();
  }
}
