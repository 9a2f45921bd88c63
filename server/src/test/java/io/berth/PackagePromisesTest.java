package io.berth;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a package-info says its package must never know, the package does not know: each such
 * sentence is read, and its words are looked up here. A word that nobody knows fails.
 */
final class PackagePromisesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern PROMISE = Pattern.compile("Must never know ([^.:;]+)\\.");

  /** What the words of the promises stand for, as packages. */
  private static final Map<String, String[]> WORDS =
      Map.ofEntries(
          entry("HTTP", packages("io.berth.http..")),
          entry("the engine", packages("io.vertx..", "io.netty..")),
          entry("SQL", packages("io.berth.sql..", "org.jdbi..", "java.sql..", "javax.sql..")),
          entry("users", packages("io.berth.identity..")),
          entry(
              "any registry's users",
              packages(
                  "io.berth.identity.provider..",
                  "io.berth.identity.member..",
                  "io.berth.identity.robot..",
                  "io.berth.identity.web..")),
          entry("stored bytes", packages("io.berth.storage..")),
          entry("any API", packages("io.berth.oci..", "io.berth.harbor..", "io.berth.control..")),
          entry("registries' APIs", packages("io.berth.oci..", "io.berth.harbor..")),
          entry("the control plane", packages("io.berth.control..")),
          entry(
              "the running server",
              packages(
                  "io.berth.server.wiring..",
                  "io.berth.sql..",
                  "io.berth.catalog..",
                  "io.berth.identity..",
                  "io.berth.control..")),
          entry("anything else of the program", packages("io.berth..")));

  private static final JavaClasses CODE = ProgramClasses.ALL;

  @TestFactory
  Stream<DynamicTest> everyPromiseIsKept() throws IOException {
    return infos().stream()
        .flatMap(
            info -> {
              var name = packageOf(info);
              return promises(text(info)).stream()
                  .map(
                      word -> DynamicTest.dynamicTest(name + ": " + word, () -> keeps(name, word)));
            });
  }

  @Test
  void mostPackagesPromiseSomething() throws IOException {
    var silent = infos().stream().filter(info -> promises(text(info)).isEmpty()).toList();

    assertThat(silent)
        .as("packages that may know everything")
        .map(PackagePromisesTest::packageOf)
        .allMatch(
            name -> name.matches("io\\.berth\\.server(\\.(wiring|command|config|lifecycle))?"));
  }

  /**
   * The compiler lets a type pass that it only infers, in a lambda say; the Java machine does not,
   * and only when the code runs.
   */
  @Test
  void whatAnotherPackageNamesIsPublic() {
    var shut =
        CODE.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(it -> it.getTargetClass().getPackageName().startsWith("io.berth"))
            .filter(it -> !it.getTargetClass().getModifiers().contains(JavaModifier.PUBLIC))
            .filter(
                it ->
                    !it.getTargetClass()
                        .getPackageName()
                        .equals(it.getOriginClass().getPackageName()))
            .map(Dependency::getDescription)
            .toList();

    assertThat(shut).isEmpty();
  }

  private static void keeps(String name, String word) {
    var never = WORDS.get(word);
    assertThat(never).as("a word of " + name + "'s promise: " + word).isNotNull();
    noClasses()
        .that()
        .resideInAPackage(name)
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(never)
                .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(name))))
        .check(CODE);
  }

  private static List<String> promises(String text) {
    var promise = PROMISE.matcher(text);
    return promise.find() ? List.of(promise.group(1).split(", | or ")) : List.of();
  }

  /** The comment as one line. */
  private static String text(Path info) {
    try {
      return Files.readString(info).replaceAll("\\s*\\n \\* ?", " ");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String packageOf(Path info) {
    return SOURCES
        .relativize(java.util.Objects.requireNonNull(info.getParent()))
        .toString()
        .replace('/', '.');
  }

  private static List<Path> infos() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      return files.filter(file -> file.endsWith("package-info.java")).toList();
    }
  }

  private static String[] packages(String... names) {
    return names;
  }
}
