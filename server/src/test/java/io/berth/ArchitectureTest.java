package io.berth;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.berth.ops.backup.Backup;
import io.berth.ops.content.LinkedBlob;
import io.berth.ops.content.LinkedBlobs;
import io.berth.ops.copy.BlobCopy;
import io.berth.ops.scrub.Quarantine;
import io.berth.sql.Database;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house plan as a test: who may use whom, and the habits a machine can check. */
final class ArchitectureTest {
  private static final String ROOT = "io.berth";

  /** Who starts something: commands, the server, and the wiring of all that belongs to it. */
  private static final DescribedPredicate<JavaClass> STARTERS =
      resideInAPackage(ROOT + ".server..")
          .and(nameMatching(".*(Command|\\.RegistryServer|\\.Wiring)(\\$.*)?"));

  private static final JavaClasses CODE = ProgramClasses.ALL;

  /** A folder that nobody can take in at a glance is two. */
  @Test
  void noFolderIsCrowded() throws IOException {
    for (var root : List.of(Path.of("src/main/java"), Path.of("src/test/java"))) {
      try (var folders = Files.walk(root)) {
        for (var folder : folders.filter(Files::isDirectory).toList()) {
          try (var files = Files.list(folder)) {
            long classes =
                files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java") && !name.startsWith("package-info"))
                    .count();
            assertThat(classes)
                .as(folder.toString())
                .isLessThanOrEqualTo(folder.endsWith("catalog") ? 35 : 25);
          }
        }
      }
    }
  }

  /** One name is one class: who reads it somewhere knows which is meant. */
  @Test
  void noTwoClassesShareASimpleName() {
    var names =
        CODE.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));

    assertThat(names).allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void onlyTheSignInOverHttpKnowsHttpInsideIdentity() {
    check(
        noClasses()
            .that(
                resideInAPackage(ROOT + ".identity..")
                    .and(
                        not(
                            resideInAnyPackage(
                                ROOT + ".identity.web..", ROOT + ".identity.caller.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".http.."));
  }

  @Test
  void onlyHttpKnowsTheEngine() {
    check(onlyIn("http").dependOnClassesThat().resideInAnyPackage("io.vertx..", "io.netty.."));
  }

  /** Whoever made another would have bounds of their own, or none. */
  @Test
  void onlyJsonMappersMakesMappersAndParsersOfJson() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".memory.JsonMappers")
            .should()
            .callMethodWhere(
                target(nameMatching("builder"))
                    .and(
                        target(
                            owner(
                                assignableTo(ObjectMapper.class)
                                    .or(assignableTo(JsonFactory.class))))))
            .orShould()
            .callConstructorWhere(
                target(
                    owner(
                        assignableTo(ObjectMapper.class)
                            .or(assignableTo(JsonFactory.class))
                            .or(assignableTo(TSFBuilder.class))))));
  }

  /** A socket that something else opens would know none of the rules of what is named by others. */
  @Test
  void onlyOutboundOpensConnections() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        ROOT + ".outbound..",
                        // On people's own machines, for themselves.
                        ROOT + ".server.login..",
                        ROOT + ".server.demo..")))
            .and()
            // The build asks the server that it has just made, a probe the one of its settings.
            .haveNameNotMatching(
                ".*\\.server\\.(command\\.HealthCommand|(command|rehearsal)\\.Rehears(al|eCommand)).*")
            .and()
            // The operator's own store, as the SDK reaches it.
            .haveNameNotMatching(".*\\.storage\\.s3\\.PlainConnections?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.hc..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                java.net.Socket.class,
                java.net.DatagramSocket.class,
                javax.net.SocketFactory.class,
                java.net.URLConnection.class,
                java.nio.channels.SocketChannel.class,
                java.nio.channels.AsynchronousSocketChannel.class)
            .orShould()
            .callMethod(java.net.URL.class, "openStream")
            .orShould()
            .callMethod(java.net.URL.class, "openConnection"));
  }

  /** What holds for the whole process is for whoever starts it to say. */
  @Test
  void onlyTheServerChangesPropertiesOfTheProcess() {
    check(
        onlyIn("server")
            .callMethod(System.class, "setProperty", String.class, String.class)
            .orShould()
            .callMethod(System.class, "clearProperty", String.class)
            .orShould()
            .callMethod(System.class, "setProperties", java.util.Properties.class)
            .orShould()
            .callMethod(java.security.Security.class, "setProperty", String.class, String.class));
  }

  @Test
  void onlyTheProviderAndTokenPackagesKnowTheProtocolLibrary() {
    check(
        noClasses()
            .that(not(resideInAnyPackage(ROOT + ".identity.oidc..", ROOT + ".identity.token..")))
            .and()
            // The control API's own OAuth server, as far as requests and answers go.
            .haveNameNotMatching(
                ".*\\.control\\.(.*\\.)?(OauthTokenEndpoints|AuthorizationEndpoints)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds.."));
  }

  @Test
  void onlyTableOwnersSpeakSql() {
    check(
        noClasses()
            .that(
                not(
                    resideInAnyPackage(
                        ROOT + ".sql..",
                        ROOT + ".row..",
                        ROOT + ".catalog..",
                        ROOT + ".immutability..",
                        ROOT + ".label..",
                        ROOT + ".search..",
                        ROOT + ".trash..",
                        ROOT + ".identity..",
                        ROOT + ".ops..",
                        ROOT + ".job..",
                        ROOT + ".retention..",
                        ROOT + ".audit..",
                        ROOT + ".outbox..",
                        ROOT + ".webhook..",
                        ROOT + ".listing..",
                        ROOT + ".control..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "com.zaxxer.."));
  }

  /** They work within the transaction of whoever calls. */
  @Test
  void rowsBeginNoTransaction() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".row..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Database.class));
  }

  /** A library that is behind one class or package can be replaced there. */
  @Test
  void librariesForOneThingAreKnownInOnePlace() {
    check(onlyIn("page").dependOnClassesThat().resideInAPackage("io.pebbletemplates.."));
    check(onlyIn("job").dependOnClassesThat().resideInAPackage("com.cronutils.."));
    check(onlyIn("storage.s3").dependOnClassesThat().resideInAPackage("software.amazon.."));
    check(onlyIn("ops").dependOnClassesThat().resideInAPackage("com.github.kagkarlsson.."));
    check(onlyIn("trace.otlp").dependOnClassesThat().resideInAPackage("io.opentelemetry.."));
  }

  /**
   * Bytes are stored once for all registries: a request reaches them through a link of its
   * repository. Upkeep, which answers nobody, stands here by name.
   */
  @Test
  void storedBytesAreOpenedByLinkOnly() {
    check(
        noClasses()
            .that(
                not(resideInAPackage(ROOT + ".storage.."))
                    .and(
                        not(
                            belongToAnyOf(
                                Backup.class, LinkedBlob.class, Quarantine.class, BlobCopy.class))))
            .should()
            .accessTargetWhere(
                target(owner(assignableTo(BlobStore.class)))
                    .and(target(nameMatching("open|file|link")))));
    check(
        noClasses()
            .that(not(belongToAnyOf(LinkedBlobs.class)))
            .should()
            .callConstructorWhere(target(owner(assignableTo(LinkedBlob.class)))));
  }

  @Test
  void onlyTheServerReadsTheEnvironment() {
    check(
        onlyIn("server")
            .callMethodWhere(
                target(owner(assignableTo(System.class)))
                    .and(target(nameMatching("getenv|getProperty|getProperties"))))
            .orShould()
            .callMethod(Boolean.class, "getBoolean", String.class)
            .orShould()
            .callMethodWhere(
                target(owner(belongToAnyOf(Integer.class, Long.class)))
                    .and(target(nameMatching("getInteger|getLong")))));
  }

  /** Who starts something says what time it is there; everybody else is told. */
  @Test
  void timeComesFromAClock() {
    var zoneless = target(nameMatching("now"));
    check(
        noClasses()
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java.time.."))).and(zoneless))
            .orShould()
            .callConstructor(java.util.Date.class)
            .orShould()
            .callMethodWhere(
                target(owner(assignableTo(java.util.Calendar.class)))
                    .and(target(nameMatching("getInstance"))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .callMethod(Math.class, "random"));
    check(
        noClasses()
            .that(not(STARTERS))
            .should()
            .callMethodWhere(
                target(owner(belongToAnyOf(Clock.class, InstantSource.class)))
                    .and(target(nameMatching("system.*|tick.*")))));
  }

  /** It counts since nobody knows when: good for how long something took, and for nothing else. */
  @Test
  void noDateIsMadeOfNanoTime() {
    for (var type : CODE) {
      for (var unit : type.getCodeUnits()) {
        var called = unit.getMethodCallsFromSelf().stream().map(call -> call.getTarget()).toList();
        if (called.stream()
            .anyMatch(it -> it.getFullName().startsWith("java.lang.System.nanoTime"))) {
          assertThat(called)
              .as(unit.getFullName())
              .noneMatch(it -> it.getOwner().isEquivalentTo(java.time.Instant.class));
        }
      }
    }
  }

  /** Streams of the process are for who starts something, and for the end of a process. */
  @Test
  void onlyTheServerWritesToTheProcessesStreams() {
    check(
        noClasses()
            .that(not(resideInAnyPackage(ROOT + ".server..", ROOT + ".memory..")))
            .should()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "out"));
  }

  @Test
  void namesSayWhatAClassIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Utils?|Helper|Base|Dto|Abstract[A-Z]\\w*)"));
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    for (var folder : sourceFolders()) {
      var info = folder.resolve("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info)).as(info.toString()).contains("@NullMarked");
    }
  }

  @Test
  void noFileOutgrowsItsReader() throws IOException {
    for (var root : List.of(Path.of("src/main/java"), Path.of("src/test/java"))) {
      long limit = root.startsWith("src/main") ? 400 : 500;
      try (var files = Files.walk(root)) {
        for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          try (var lines = Files.lines(file)) {
            assertThat(lines.count()).as(file.toString()).isLessThanOrEqualTo(limit);
          }
        }
      }
    }
  }

  /** As DEVELOPING.md says. */
  @Test
  void theWiringReadsOnAFewScreens() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        boolean whole = file.endsWith("Wiring.java");
        if (whole || Objects.requireNonNull(file.getParent()).endsWith("wiring")) {
          assertThat(Files.readAllLines(file))
              .as(file.toString())
              .hasSizeLessThanOrEqualTo(whole ? 310 : 150);
        }
      }
    }
  }

  /**
   * Also those of records, unless all their components are data: a record of collaborators would
   * only hide how many these are.
   */
  @Test
  void constructorsTakeAtMostSevenThings() {
    for (var type : CODE) {
      if (type.isEnum() || (type.isRecord() && Collaborators.of(type).isEmpty())) {
        continue;
      }
      for (var constructor : type.getConstructors()) {
        assertThat(constructor.getRawParameterTypes().size())
            .as(constructor.getFullName())
            .isLessThanOrEqualTo(7);
      }
    }
  }

  /** Whoever needs collaborators is given them one by one, so that it shows what is needed. */
  @Test
  void noRecordIsABagOfCollaborators() {
    assertThat(CODE.stream().filter(Collaborators::areMostOf))
        .as("records whose components are mostly services")
        .isEmpty();
  }

  /** The same bag in another coat: a class that is given collaborators and hands them on. */
  @Test
  void noClassHandsOnWhatItIsGiven() {
    assertThat(
            CODE.stream()
                .filter(type -> !type.isRecord())
                .filter(type -> !type.getPackageName().equals(ROOT + ".server.wiring"))
                .filter(type -> Collaborators.handedOnBy(type).size() > 1))
        .as("classes that give away more than one thing they were given")
        .isEmpty();
  }

  @Test
  void testsMockNothing() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.mockito..", "org.easymock..", "io.mockk.."));
  }

  private static com.tngtech.archunit.lang.syntax.elements.ClassesShould onlyIn(String name) {
    return noClasses().that(not(resideInAPackage(ROOT + "." + name + ".."))).should();
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CODE);
  }

  private static List<Path> sourceFolders() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> Objects.requireNonNull(file.getParent()))
          .distinct()
          .toList();
    }
  }
}
