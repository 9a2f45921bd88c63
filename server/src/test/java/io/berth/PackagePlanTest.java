package io.berth;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code architecture.txt}: the layers of the program, and which package may use which. */
final class PackagePlanTest {
  private static final String ROOT = "io.berth";

  /** A package may use itself, what stands there, and nothing else of ours. */
  private static final Map<String, Set<String>> ALLOWED = table();

  private static final JavaClasses CODE = ProgramClasses.ALL;

  @TestFactory
  Stream<DynamicTest> everyPackageKeepsToItsNeighbours() {
    return ALLOWED.entrySet().stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.getKey(),
                    () -> {
                      var reach =
                          Stream.concat(Stream.of(line.getKey()), line.getValue().stream())
                              .map(name -> ROOT + "." + name)
                              .toArray(String[]::new);
                      classes()
                          .that()
                          .resideInAPackage(ROOT + "." + line.getKey())
                          .should()
                          .onlyDependOnClassesThat(
                              resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(reach)))
                          .check(CODE);
                    }));
  }

  @Test
  void thePlanHasExactlyThePackagesThatExist() {
    var existing =
        CODE.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toSet());

    assertThat(existing).isEqualTo(ALLOWED.keySet());
  }

  @Test
  void arrowsLeadToTheirOwnLayerOrToOneBelow() {
    var layers = new ArrayList<String>();
    var of = new HashMap<String, Integer>();
    for (var line : plan()) {
      if (line.startsWith("## ")) {
        layers.add(line.substring(3));
      } else if (line.contains("->")) {
        of.put(line.substring(0, line.indexOf(" ->")), layers.size());
      }
    }

    assertThat(plan())
        .as("each layer with its sentence, in this order")
        .filteredOn(line -> line.startsWith("#   "))
        .allMatch(line -> line.endsWith("."))
        .extracting(line -> line.substring(4, line.indexOf(':')))
        .isEqualTo(layers);
    ALLOWED.forEach(
        (from, all) ->
            assertThat(all)
                .as(from)
                .allMatch(
                    to ->
                        Objects.requireNonNull(of.get(to))
                            <= Objects.requireNonNull(of.get(from))));
  }

  /** What nobody needs is not allowed for the day when somebody might. */
  @Test
  void everyArrowIsUsed() {
    var used =
        CODE.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(
                use ->
                    arrow(
                        use.getOriginClass().getPackageName(),
                        use.getTargetClass().getBaseComponentType().getPackageName()))
            .collect(Collectors.toSet());
    var allowed =
        ALLOWED.entrySet().stream()
            .flatMap(
                line ->
                    line.getValue().stream()
                        .map(to -> arrow(ROOT + "." + line.getKey(), ROOT + "." + to)));

    assertThat(allowed.filter(arrow -> !used.contains(arrow))).isEmpty();
  }

  private static String arrow(String from, String to) {
    return from + " -> " + to;
  }

  private static Map<String, Set<String>> table() {
    return plan().stream()
        .filter(line -> line.contains(" ->") && !line.startsWith("#"))
        .map(line -> line.split(" ->"))
        .collect(
            Collectors.toMap(
                part -> part[0],
                part ->
                    part.length < 2 || part[1].isBlank()
                        ? Set.<String>of()
                        : Set.of(part[1].strip().split(" "))));
  }

  private static List<String> plan() {
    try {
      return Files.readAllLines(Path.of("src/test/resources/architecture.txt"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
