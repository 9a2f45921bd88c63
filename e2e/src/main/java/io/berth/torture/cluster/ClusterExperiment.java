package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import io.berth.torture.cluster.Load.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clients work with a cluster while something bad happens to it again and again; afterwards what
 * was acknowledged is at each server, and each server still lives.
 */
abstract sealed class ClusterExperiment implements Experiment
    permits ClocksApart, FrozenStore, KilledServers, RestartedDatabase, RollingUpgrade {
  private static final int WEIGHT = 8;

  private final String id;
  private final String title;

  ClusterExperiment(String id, String title) {
    this.id = id;
    this.title = "cluster: " + title;
  }

  /**
   * What happens to a cluster.
   *
   * @param troubles each comes again and again, beside the others
   * @param counts tells how often, in words
   */
  record Outages(List<Trouble> troubles, Counts counts) {
    interface Counts {
      String tell();
    }
  }

  abstract Outages outages(Cluster cluster, Arena arena, Tally tally);

  Cluster start() throws IOException {
    return Cluster.start(Map.of());
  }

  /** What this machine has not got, in words; empty when nothing is missing. */
  Optional<String> missing() throws IOException {
    return Cluster.missing();
  }

  Progress progress() {
    return new Progress(Progress.Allowed.NOTHING, true);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final int weight() {
    return WEIGHT;
  }

  @Override
  public final void run(Arena arena, Tally tally) throws Exception {
    var missing = missing();
    if (missing.isPresent()) {
      tally.skip(missing.get());
      return;
    }
    var time = arena.timeLeft();
    try (var cluster = start()) {
      var load = new Load(arena, time, tally, cluster, progress());
      var outages = outages(cluster, arena, tally);
      load.during(outages.troubles());
      load.verify();
      for (var server : cluster.servers) {
        tally.check(server.isAlive(), "a server ended by itself");
      }
      tally.note(outages.counts().tell());
    }
  }
}
