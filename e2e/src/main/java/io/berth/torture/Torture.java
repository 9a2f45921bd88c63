package io.berth.torture;

import io.berth.torture.cluster.ClocksApart;
import io.berth.torture.cluster.FrozenStore;
import io.berth.torture.cluster.KilledServers;
import io.berth.torture.cluster.RestartedDatabase;
import io.berth.torture.cluster.RollingUpgrade;
import io.berth.torture.disk.Corruption;
import io.berth.torture.disk.DiskFull;
import io.berth.torture.disk.IoErrors;
import io.berth.torture.hostile.CostlyInput;
import io.berth.torture.hostile.HostileInput;
import io.berth.torture.hostile.HostileProviders;
import io.berth.torture.hostile.NoDecompression;
import io.berth.torture.hostile.SlowClients;
import io.berth.torture.hostile.StrangersFlood;
import io.berth.torture.tags.TagRaces;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code ./berth torture}: runs the experiments and prints what they found. */
public final class Torture {
  private static final List<Experiment> ALL =
      List.of(
          new CrashDuringPush(),
          new DiskFull(),
          new IoErrors(),
          new SameBlob(),
          new CollectorVersusPush(),
          new TagRaces(),
          new Corruption(),
          new SlowClients(),
          new HostileInput(),
          new NoDecompression(),
          new InterruptedTransfers(),
          new ThunderingHerd(),
          new TenantIsolation(),
          new StrangersFlood(),
          new CostlyInput(),
          new HostileProviders(),
          new CrashDuringDelivery(),
          new KilledServers(),
          new RestartedDatabase(),
          new FrozenStore(),
          new RollingUpgrade(),
          new ClocksApart());

  private Torture() {}

  public static void main(String... words) {
    System.exit(run(System.out, System.err, words));
  }

  /**
   * Runs them.
   *
   * @param out takes the table, in Markdown
   * @param talk takes everything else
   * @return 0 when nothing was lost and nothing else was wrong, 1 otherwise, 2 for wrong usage
   */
  public static int run(PrintStream out, PrintStream talk, String... words) {
    Options options;
    List<Experiment> chosen;
    try {
      options = Options.parse(words);
      chosen = choose(options);
    } catch (IllegalArgumentException e) {
      talk.println("torture: " + e.getMessage());
      talk.println(Options.USAGE);
      return 2;
    }
    talk.printf("torture: seed %d, about %d s%n", options.seed(), options.time().toSeconds());
    var shares = chosen.stream().mapToInt(Experiment::weight).sum();
    var found = new LinkedHashMap<Experiment, Tally>();
    try (var arena = new Arena(options)) {
      for (var experiment : chosen) {
        var budget = options.time().multipliedBy(experiment.weight()).dividedBy(shares);
        found.put(experiment, run(experiment, arena, budget, talk));
      }
    }
    print(out, options, found);
    return found.values().stream().anyMatch(it -> it.verdict() == Tally.Verdict.FAIL) ? 1 : 0;
  }

  private static List<Experiment> choose(Options options) {
    if (options.only().isEmpty()) {
      return ALL;
    }
    var chosen = new ArrayList<Experiment>();
    for (var id : options.only()) {
      chosen.add(
          ALL.stream()
              .filter(it -> it.id().equals(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no experiment \"%s\", but %s"
                              .formatted(id, ALL.stream().map(Experiment::id).toList()))));
    }
    return chosen;
  }

  private static Tally run(Experiment experiment, Arena arena, Duration budget, PrintStream talk) {
    var tally = new Tally();
    var started = System.nanoTime();
    talk.printf("torture: %s %s …%n", experiment.id(), experiment.title());
    arena.begin(experiment, budget);
    try {
      experiment.run(arena, tally);
    } catch (Exception | AssertionError e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      tally.problem("broke off: " + trace);
    }
    talk.printf(
        "torture: %s %s after %d s%n",
        experiment.id(),
        tally.verdict(),
        Duration.ofNanos(System.nanoTime() - started).toSeconds());
    tally.problems().forEach(problem -> talk.println("  " + problem));
    return tally;
  }

  private static void print(PrintStream out, Options options, Map<Experiment, Tally> found) {
    out.println(
        "| | experiment | attempted | acknowledged | verified | lost | leaked | verdict | notes |");
    out.println("|---|---|--:|--:|--:|--:|--:|---|---|");
    found.forEach(
        (experiment, tally) ->
            out.println(
                tally.cells().stream()
                    .collect(
                        Collectors.joining(
                            " | ",
                            "| " + experiment.id() + " | " + experiment.title() + " | ",
                            " |"))));
    out.printf("%nseed %d, %d s%n", options.seed(), options.time().toSeconds());
  }
}
