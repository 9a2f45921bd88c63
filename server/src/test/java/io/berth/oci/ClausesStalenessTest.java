package io.berth.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/reference/oci-clauses.md current; written anew with -Dberth.write-reference=true. A
 * test of a clause has the display name {@code <clauses>: <what is so>}.
 */
final class ClausesStalenessTest {
  private static final Path PAGE = Path.of("../docs/reference/oci-clauses.md");
  private static final List<Class<?>> CLAUSES =
      List.of(
          ConformanceBaseTest.class,
          ConformanceBlobsTest.class,
          ConformanceUploadsTest.class,
          ConformanceManifestsTest.class,
          ConformanceListsTest.class,
          ConformanceDataSetsTest.class);

  private record Row(String clauses, String sentence, String test) {}

  @Test
  void thePageListsEveryClauseThatIsTested() throws IOException {
    var current =
        """
        # OCI distribution specification: clauses and their tests

        Made from the tests by `ClausesStalenessTest`; `-Dberth.write-reference=true` writes it anew. Endpoints are numbered as in the specification; `dev` marks what came after version 1.1. Tests are in `server/src/test/java/io/berth/oci`. Those of blobs run in SHA-256 and in SHA-512, those of data sets on SQLite and on PostgreSQL.

        | clause | what is so | test |
        |---|---|---|
        %s
        ## Data sets
        Each is pushed, listed, asked for, pulled, referred to and deleted by `ConformanceDataSetsTest`.

        %s
        ## What clients need beyond the specification
        | client | what it needs | test |
        |---|---|---|
        %s"""
            .formatted(table(CLAUSES), dataSets(), table(List.of(ClientNeedsTest.class)));
    var page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (Boolean.getBoolean("berth.write-reference")) {
      Files.writeString(PAGE, current);
    }

    assertThat(page).isEqualTo(current);
  }

  @Test
  void everyEndpointOfTheSpecificationIsTested() {
    var named =
        CLAUSES.stream()
            .flatMap(ClausesStalenessTest::rows)
            .flatMap(row -> Stream.of(row.clauses().split(", ", -1)))
            .map(clause -> clause.replace(" dev", ""))
            .collect(Collectors.toSet());

    assertThat(named)
        .contains("end-1", "end-2", "end-3", "end-4a", "end-4b", "end-4c", "end-5", "end-6")
        .contains("end-7a", "end-7b", "end-8a", "end-8b", "end-9", "end-10", "end-11")
        .contains("end-12a", "end-12b", "end-13", "end-14");
  }

  private static String table(List<Class<?>> classes) {
    return classes.stream()
        .flatMap(ClausesStalenessTest::rows)
        .map(row -> "| %s | %s | `%s` |\n".formatted(row.clauses(), row.sentence(), row.test()))
        .collect(Collectors.joining());
  }

  private static Stream<Row> rows(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(DisplayName.class))
        .sorted(Comparator.comparing(Method::getName))
        .map(ClausesStalenessTest::row);
  }

  private static Row row(Method method) {
    var name = method.getAnnotation(DisplayName.class).value();
    int colon = name.indexOf(": ");
    if (colon < 0) {
      throw new AssertionError(method + " does not name its clause");
    }
    return new Row(
        name.substring(0, colon),
        name.substring(colon + 2),
        method.getDeclaringClass().getSimpleName() + "." + method.getName());
  }

  private static String dataSets() {
    return Arrays.stream(DataSets.values())
        .map(kind -> "- " + kind + "\n")
        .collect(Collectors.joining());
  }
}
