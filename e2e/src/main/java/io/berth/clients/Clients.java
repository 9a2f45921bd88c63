package io.berth.clients;

import io.berth.clients.Score.Verdict;
import io.berth.clients.container.Conformance;
import io.berth.clients.container.ConformanceTests;
import io.berth.clients.ovh.OvhLibrary;
import io.berth.clients.terraform.AcceptanceTests;
import io.berth.clients.terraform.HarborTerraform;
import io.berth.clients.terraform.OvhTerraform;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./berth clients}: runs the programs and prints what they did. */
public final class Clients {
  private static final String USAGE =
      "usage: ./berth clients [NAME…] [--quick] [--junit FOLDER] [--write-reference]";

  /** All there are, in the order of the table. */
  public static final List<Program> ALL = all();

  private static List<Program> all() {
    var all = new ArrayList<>(Conformance.profiles());
    all.addAll(
        List.of(
            new ConformanceTests(),
            Scripted.go(
                "crane", true, "github.com/google/go-containerregistry/cmd/crane", "v0.22.1"),
            Scripted.go("oras", true, "oras.land/oras/cmd/oras", "v1.3.6"),
            Scripted.go("regctl", true, "github.com/regclient/regclient/cmd/regctl", "v0.11.7"),
            Scripted.go("cosign", false, "github.com/sigstore/cosign/v3/cmd/cosign", "v3.1.3"),
            Scripted.go("helm", true, "helm.sh/helm/v4/cmd/helm", "v4.3.2"),
            new OnContainerd("containerd", "ctr"),
            new OnContainerd("nerdctl", "nerdctl"),
            Scripted.given("harbor-cli", true),
            new HarborApi(),
            new HarborTerraform(),
            Scripted.given("ovhcloud", true),
            new OvhTerraform(),
            AcceptanceTests.harbor(),
            AcceptanceTests.ovh()));
    all.addAll(OvhLibrary.all());
    return List.copyOf(all);
  }

  private Clients() {}

  public static void main(String... words) throws IOException {
    System.exit(run(System.out, System.err, words));
  }

  /**
   * Runs them.
   *
   * @param out takes the table, in Markdown
   * @param talk takes everything else
   * @return 0 when no operation was wrong, 1 otherwise, 2 for wrong usage
   */
  public static int run(PrintStream out, PrintStream talk, String... words) throws IOException {
    var chosen = new ArrayList<Program>();
    var junit = JunitReport.FOLDER;
    boolean quick = false;
    boolean writes = false;
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--quick" -> quick = true;
        case "--write-reference" -> writes = true;
        case "--junit" -> {
          if (++i == words.length) {
            return usage(talk, "--junit wants a folder");
          }
          junit = Path.of(words[i]);
        }
        default -> {
          var name = words[i];
          var found = ALL.stream().filter(it -> it.name().equals(name)).findFirst();
          if (found.isEmpty()) {
            return usage(
                talk,
                "there is no \"%s\", but %s"
                    .formatted(name, ALL.stream().map(Program::name).toList()));
          }
          chosen.add(found.get());
        }
      }
    }
    boolean onlyQuick = quick;
    var programs =
        (chosen.isEmpty() ? ALL : chosen)
            .stream().filter(it -> !onlyQuick || it.isQuick()).toList();
    var scores = run(programs, Tools.installing(talk), talk);
    JunitReport.write(junit, scores);
    talk.println("clients: JUnit results are in " + junit);
    out.print(ProgramTable.of(scores));
    if (writes) {
      ProgramTable.write(scores);
    }
    return scores.values().stream().anyMatch(it -> it.count(Verdict.WRONG) > 0) ? 1 : 0;
  }

  private static int usage(PrintStream talk, String fault) {
    talk.println("clients: " + fault);
    talk.println(USAGE);
    return 2;
  }

  /** Runs programs one after the other, each to its end. */
  public static Map<String, Score> run(List<Program> programs, Tools tools, PrintStream talk) {
    var scores = new LinkedHashMap<String, Score>();
    for (var program : programs) {
      scores.put(program.name(), run(program, tools, talk));
    }
    return scores;
  }

  private static Score run(Program program, Tools tools, PrintStream talk) {
    var score = new Score();
    var started = System.nanoTime();
    try {
      program.run(tools, score);
    } catch (NotHere e) {
      score.skip(String.valueOf(e.getMessage()));
      talk.println("clients: " + program.name() + " skipped: " + e.getMessage());
      return score;
    } catch (Exception | AssertionError e) {
      score.wrong("everything from here on", "broke off: " + e);
    }
    talk.printf(
        "clients: %s, %d right, %d wrong, %d not there, after %d s%n",
        program.name(),
        score.count(Verdict.RIGHT),
        score.count(Verdict.WRONG),
        score.count(Verdict.NOT_THERE),
        Duration.ofNanos(System.nanoTime() - started).toSeconds());
    score.operations().stream()
        .filter(it -> it.verdict() == Verdict.WRONG)
        .forEach(it -> talk.println("  wrong: " + it.name() + "\n    " + indented(it.reason())));
    score
        .needlessMarks()
        .forEach(it -> talk.println("  its mark is to be taken away, it works without: " + it));
    return score;
  }

  private static String indented(String reason) {
    return reason.strip().replace("\n", "\n    ");
  }
}
