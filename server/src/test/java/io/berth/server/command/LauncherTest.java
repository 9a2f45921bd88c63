package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code ./berth} reads its words; nothing here builds or runs what they ask for. */
final class LauncherTest {
  private static final Path HERE = Path.of("..").toAbsolutePath().normalize();

  private record Said(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private static Said berth(String... words) throws IOException, InterruptedException {
    return run(HERE, words);
  }

  private static Said run(Path home, String... words) throws IOException, InterruptedException {
    return run(home, Map.of(), words);
  }

  private static Said run(Path home, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of(home.resolve("berth").toString()));
    line.addAll(List.of(words));
    var err = Files.createTempFile("berth", ".err");
    try {
      var builder = new ProcessBuilder(line).directory(home.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      var out = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return new Said(process.exitValue(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  @Test
  void withoutAWordItHelps() throws Exception {
    assertThat(berth().out())
        .isEqualTo(berth("help").out())
        .contains("usage: ./berth WORD", "test");
    var wrong = berth("tset");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("unknown word \"tset\"");
  }

  @Test
  void wrongWordsOfTestAreRefusedWithItsUsage() throws Exception {
    for (var words :
        List.of(
            List.of("server", "moon"),
            List.of("--only"),
            List.of("--only", "a;b"),
            List.of("--seed", "x"),
            List.of("--seed"))) {
      var all = new ArrayList<>(List.of("test"));
      all.addAll(words);
      var said = berth(all.toArray(String[]::new));
      assertThat(said.code()).as(words.toString()).isEqualTo(2);
      assertThat(said.err()).contains("usage: ./berth test");
    }
    assertThat(berth("test", "--help").out())
        .contains("--only NAMEPART", "--changed", "--all", "--seed");
  }

  @Test
  void aPartIsAllOfItsClasses() throws Exception {
    var server = berth("test", "server", "--list").lines();
    assertThat(server)
        .contains("server io/berth/server/command/LauncherTest", "server io/berth/ArchitectureTest")
        .allMatch(line -> line.startsWith("server "));
    assertThat(berth("test", "portal", "--list").lines()).containsExactly("portal");
    assertThat(berth("test", "e2e", "--list").lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("e2e "));
    assertThat(berth("test", "--list").lines()).containsAll(server).contains("portal");
  }

  @Test
  void aNamePartFindsClassesInWhateverPartTheyAre() throws Exception {
    assertThat(berth("test", "--only", "launcherT", "--list").lines())
        .containsExactly("server io/berth/server/command/LauncherTest");
    assertThat(berth("test", "--only", "LauncherT", "--only", "TortureT", "--list").lines())
        .containsExactly(
            "server io/berth/server/command/LauncherTest", "e2e io/berth/torture/TortureTest");
    assertThat(berth("test", "e2e", "--only", "LauncherT", "--list").lines()).isEmpty();
    var none = berth("test", "--only", "NoSuchClass");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("no test class has such a name");
  }

  @Test
  void whatAllRunsAtFullLengthIsTheSameClasses() throws Exception {
    assertThat(berth("test", "--all", "--list").lines()).isEqualTo(berth("test", "--list").lines());
  }

  /** The script where Maven and npm only write down what they were asked. */
  private static Path withoutTools(Path home) throws IOException {
    copyScripts(home);
    program(home, "dev/install-tools", "exit 0");
    program(home, "dev/npm-ci", "exit 0");
    program(home, "mvnw", "echo \"mvnw $*\" >>calls; [[ \"$*\" != *\"${FAILS:-nothing}\"* ]]");
    program(home, "bin/npm", "echo \"npm $*\" >>../calls; [[ \"$*\" != *\"${FAILS:-nothing}\"* ]]");
    write(home, "server/src/test/java/p/OneTest.java", "class OneTest {}");
    write(home, "e2e/src/test/java/e/GuideTest.java", "class GuideTest {}");
    Files.createDirectories(home.resolve("portal/dist"));
    return home;
  }

  private static void program(Path home, String file, String text) throws IOException {
    write(home, file, "#!/usr/bin/env bash\n" + text);
    assertThat(home.resolve(file).toFile().setExecutable(true)).isTrue();
  }

  private static Map<String, String> asked(Path home, String fails) {
    return Map.of("PATH", home.resolve("bin") + ":" + System.getenv("PATH"), "FAILS", fails);
  }

  private static List<String> calls(Path home) throws IOException {
    return Files.readAllLines(home.resolve("calls")).stream()
        .map(call -> call.replaceAll("-B -f \\S+ -Dtest.seed=[0-9]+ ", "").replace("--silent ", ""))
        .toList();
  }

  @Test
  void everythingIsThePortalBesideTheServerAndThenTheBlackBoxTests(@TempDir Path home)
      throws Exception {
    var said = run(withoutTools(home), asked(home, "nothing"), "test");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).contains("all tests passed in");
    var calls = calls(home);
    assertThat(calls)
        .containsExactlyInAnyOrder(
            "npm run build",
            "npm run examine",
            "mvnw -pl server,image,e2e spotless:check test-compile",
            "mvnw -pl server verify",
            "mvnw -pl e2e verify");
    assertThat(calls.subList(3, 5))
        .containsExactly("mvnw -pl server verify", "mvnw -pl e2e verify");
  }

  @Test
  void allSaysSoToEveryTestThatCanGoOnLonger(@TempDir Path home) throws Exception {
    run(withoutTools(home), asked(home, "nothing"), "test", "--all");
    run(home, asked(home, "nothing"), "test", "server", "--only", "One", "--all");

    assertThat(calls(home))
        .filteredOn(call -> call.startsWith("mvnw "))
        .hasSize(4)
        .allMatch(call -> call.contains("-Dtest.full=true -Dberth.soak="));
  }

  @Test
  void whatFailsBesideIsToldAtTheEndWithItsLogAndNothingFollows(@TempDir Path home)
      throws Exception {
    var said = run(withoutTools(home), asked(home, "run --silent examine"), "test");

    assertThat(said.code()).isEqualTo(1);
    var lines = said.err().lines().toList();
    assertThat(lines.getLast()).endsWith("/.cache/test-portal.log");
    assertThat(calls(home)).noneMatch(call -> call.endsWith(" verify"));
  }

  @Test
  void whatFailsInFrontEndsWhatIsBesideIt(@TempDir Path home) throws Exception {
    program(withoutTools(home), "bin/npm", "echo $$ >../pid; exec sleep 600");
    var said = run(home, asked(home, "test-compile"), "test");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err().lines().toList().getLast()).endsWith("/.cache/test-build.log");
    if (Files.exists(home.resolve("pid"))) {
      long pid = Long.parseLong(Files.readString(home.resolve("pid")).strip());
      Await.until("end of the portal's build", () -> ProcessHandle.of(pid).isEmpty());
    }
  }

  private static void copyScripts(Path home) throws IOException {
    for (var file : List.of("berth", "dev/tests", "dev/find-jdk")) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.copy(HERE.resolve(file), home.resolve(file));
    }
    assertThat(home.resolve("berth").toFile().setExecutable(true)).isTrue();
  }

  /** A repository with the script, three classes and their tests. */
  @Test
  void whatIsChangedIsTestedByItsPackageAndByWhoNamesIt(@TempDir Path home) throws Exception {
    copyScripts(home);
    write(home, "server/src/main/java/p/One.java", "class One {}");
    write(home, "server/src/test/java/p/OneTest.java", "class OneTest {}");
    write(home, "server/src/test/java/p/BesideTest.java", "class BesideTest {}");
    write(home, "server/src/test/java/q/UserTest.java", "class UserTest { One one; }");
    write(home, "server/src/test/java/q/ApartTest.java", "class ApartTest {}");
    write(home, "server/src/test/java/testing/Fixture.java", "class Fixture {}");
    write(home, "e2e/src/test/java/e/GuideTest.java", "class GuideTest {}");
    write(home, "portal/src/a.ts", "export {};");
    git(home, "init", "-q", "-b", "main");
    git(home, "add", "-A");
    git(home, "-c", "user.name=a", "-c", "user.email=a@example.test", "commit", "-qm", "all");
    assertThat(run(home, "test", "--changed", "--list").lines()).isEmpty();
    assertThat(run(home, "test", "--changed").err()).contains("nothing changed");

    write(home, "server/src/main/java/p/One.java", "final class One {}");
    assertThat(run(home, "test", "--changed", "--list").lines())
        .containsExactly("server p/BesideTest", "server p/OneTest", "server q/UserTest");

    git(home, "checkout", "-q", "--", ".");
    write(home, "server/src/test/java/q/ApartTest.java", "final class ApartTest {}");
    write(home, "e2e/src/test/java/e/NewTest.java", "class NewTest {}");
    write(home, "portal/src/a.ts", "export const a = 1;");
    assertThat(run(home, "test", "--changed", "--list").lines())
        .containsExactly("server q/ApartTest", "portal", "e2e e/NewTest");
    assertThat(run(home, "test", "server", "--changed", "--list").lines())
        .containsExactly("server q/ApartTest");

    git(home, "checkout", "-q", "--", ".");
    Files.delete(home.resolve("e2e/src/test/java/e/NewTest.java"));
    write(home, "e2e/src/test/java/e/HelmChartTest.java", "class HelmChartTest {}");
    git(home, "add", "-A");
    git(home, "-c", "user.name=a", "-c", "user.email=a@example.test", "commit", "-qm", "more");
    write(home, "deploy/helm/berth/values.yaml", "replicas: 1");
    assertThat(run(home, "test", "--changed", "--list").lines())
        .containsExactly("e2e e/HelmChartTest");
  }

  private static void write(Path home, String file, String text) throws IOException {
    Files.createDirectories(home.resolve(file).getParent());
    Files.writeString(home.resolve(file), text + "\n");
  }

  private static void git(Path home, String... words) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(words));
    var process =
        new ProcessBuilder(line).directory(home.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
