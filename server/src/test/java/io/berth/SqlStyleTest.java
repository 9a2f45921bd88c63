package io.berth;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Database;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * SQL is written in one way, with named parameters and bound by name, and run by Jdbi; in the few
 * classes that ADR 17 names by {@code RawStatement}, and then all of it.
 */
final class SqlStyleTest {
  private static final Pattern SQL =
      Pattern.compile("\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|VALUES|SET) ");

  private static final Set<String> CREATES =
      Set.of("createQuery", "createUpdate", "prepareBatch", "createCall", "createScript");

  /**
   * What each class of the program uses and says, by its name; nested ones with their outermost.
   */
  private static final Map<String, Used> CLASSES = new TreeMap<>();

  /**
   * @param types internal names
   * @param calls owner, name and descriptor
   * @param texts its strings
   */
  private record Used(Set<String> types, Set<Call> calls, Set<String> texts) {}

  private record Call(String owner, String name, String descriptor) {
    boolean isJdbi(String... names) {
      return owner.startsWith("org/jdbi/v3/core/") && Set.of(names).contains(name);
    }

    boolean bindsByPlace() {
      return isJdbi("bind", "bindByType", "bindNull", "bindBySqlType")
          ? descriptor.startsWith("(I")
          : isJdbi("add") && descriptor.startsWith("([Ljava/lang/Object;");
    }
  }

  @BeforeAll
  static void readTheProgram() throws IOException, URISyntaxException {
    var classes =
        Path.of(Database.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(classes.resolve("io/berth"))) {
      for (var file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        read(
            file,
            CLASSES.computeIfAbsent(
                classes.relativize(file).toString().replaceAll("[$.].*", ""),
                _ -> new Used(new HashSet<>(), new HashSet<>(), new HashSet<>())));
      }
    }
  }

  private static void read(Path file, Used used) throws IOException {
    for (var entry : ClassFile.of().parse(file).constantPool()) {
      switch (entry) {
        case ClassEntry type -> used.types.add(type.asInternalName());
        case MemberRefEntry call ->
            used.calls.add(
                new Call(
                    call.owner().asInternalName(),
                    call.name().stringValue(),
                    call.type().stringValue()));
        case StringEntry text -> used.texts.add(text.stringValue());
        default -> {}
      }
    }
  }

  private static Set<String> where(Predicate<Used> what) {
    var found = new TreeSet<String>();
    CLASSES.forEach(
        (name, used) -> {
          if (what.test(used)) {
            found.add(name);
          }
        });
    return found;
  }

  private static boolean usesJdbi(Used used) {
    return used.calls.stream().anyMatch(call -> call.isJdbi(CREATES.toArray(String[]::new)));
  }

  private static boolean usesRaw(Used used) {
    return used.types.contains("io/berth/sql/RawStatement");
  }

  @Test
  void valuesAreBoundByName() {
    assertThat(where(used -> used.calls.stream().anyMatch(Call::bindsByPlace))).isEmpty();
    assertThat(where(SqlStyleTest::usesJdbi)).hasSizeGreaterThan(60);
  }

  /** They take values by place alone. */
  @Test
  void nobodyUsesTheShortcutsOfAHandle() {
    assertThat(
            where(
                used ->
                    used.calls.stream()
                        .anyMatch(
                            call ->
                                call.owner.equals("org/jdbi/v3/core/Handle")
                                    && call.isJdbi("execute", "select"))))
        .isEmpty();
  }

  /**
   * But the look at what other servers changed, which is JDBC itself: every request waits for it.
   */
  @Test
  void noStatementHasAQuestionMark() {
    assertThat(
            where(
                used ->
                    used.texts.stream()
                        .anyMatch(text -> SQL.matcher(text).find() && text.contains("?"))))
        .containsExactly("io/berth/sql/ChangeLog", "io/berth/sql/Installation");
  }

  @Test
  void aClassHasOneOfTheTwoWaysToRunStatements() {
    assertThat(where(used -> usesJdbi(used) && usesRaw(used))).isEmpty();
  }

  /** A change of this list belongs into ADR 17, with a measurement. */
  @Test
  void onlyTheClassesOfAPushRunRawStatements() {
    assertThat(where(SqlStyleTest::usesRaw))
        .containsExactly(
            "io/berth/catalog/BlobLinks",
            "io/berth/catalog/BlobRow",
            "io/berth/catalog/GarbageCandidates",
            "io/berth/catalog/ManifestRow",
            "io/berth/catalog/StorageUsage",
            "io/berth/sql/RawStatement");
  }

  @Test
  void onlyTheDatabasesOwnPackageKnowsJdbcsStatements() {
    assertThat(
            where(
                used ->
                    used.types.contains("java/sql/Statement")
                        || used.types.contains("java/sql/PreparedStatement")))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/berth/sql/"));
  }
}
