package io.berth;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Java's own regular expressions go back, so that a pattern, or a text made for it, can keep a
 * processor busy for ever. They may be used with what the program itself wrote, never with what was
 * stored or sent; for that there is package pattern.
 */
final class PatternHabitsTest {
  private static final Set<String> ON_TEXTS =
      Set.of("matches", "replaceAll", "replaceFirst", "split");

  private static List<JavaCodeUnitAccess<?>> calls() {
    return ProgramClasses.ALL.stream()
        .flatMap(
            type ->
                Stream.<JavaCodeUnitAccess<?>>concat(
                    type.getMethodCallsFromSelf().stream(),
                    type.getMethodReferencesFromSelf().stream()))
        .toList();
  }

  @Test
  void javasPatternsAreCompiledOnceAsConstants() {
    var elsewhere =
        calls().stream()
            .filter(
                call ->
                    call.getTargetOwner().getName().equals("java.util.regex.Pattern")
                        && Set.of("compile", "matches").contains(call.getName())
                        && !call.getOrigin().getName().equals("<clinit>"))
            .map(JavaCodeUnitAccess::getDescription);

    assertThat(elsewhere).isEmpty();
  }

  @Test
  void textsAreMatchedAgainstLiteralsOnly() {
    var others =
        calls().stream()
            .filter(
                call ->
                    call.getTargetOwner().getName().equals("java.lang.String")
                        && ON_TEXTS.contains(call.getName())
                        && !hasLiteral(call))
            .map(JavaCodeUnitAccess::getDescription);

    assertThat(others).isEmpty();
  }

  @Test
  void onlyThePackagePatternKnowsTheLinearLibrary() {
    var others =
        calls().stream()
            .filter(call -> call.getTargetOwner().getPackageName().startsWith("com.google.re2j"))
            .filter(call -> !call.getOriginOwner().getPackageName().equals("io.berth.pattern"))
            .map(JavaCodeUnitAccess::getDescription);

    assertThat(others).isEmpty();
  }

  /** Whether a literal follows the method's name, in its line or in the two below. */
  private static boolean hasLiteral(JavaCodeUnitAccess<?> call) {
    var lines = source(call);
    int at = call.getLineNumber() - 1;
    var text = String.join("\n", lines.subList(at, Math.min(at + 3, lines.size())));
    var arguments =
        Pattern.compile("\\." + call.getName() + "\\(\\s*+(.)")
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .toList();
    return !arguments.isEmpty() && arguments.stream().allMatch("\""::equals);
  }

  private static List<String> source(JavaCodeUnitAccess<?> call) {
    var file = call.getOriginOwner().getSource().orElseThrow().getFileName().orElseThrow();
    var folder = Path.of("src/main/java", call.getOriginOwner().getPackageName().split("\\."));
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
