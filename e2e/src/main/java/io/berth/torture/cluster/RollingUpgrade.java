package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R24. One server after the other is ended with SIGTERM and started again under load, from the jar
 * of the version before to this one where that jar lies beside it, so that two versions with
 * different tables serve at once: each request succeeds or is absorbed by its client's next try.
 */
public final class RollingUpgrade implements Experiment {
  @Override
  public String id() {
    return "R24";
  }

  @Override
  public String title() {
    return "cluster: rolling upgrade";
  }

  @Override
  public int weight() {
    return 8;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var missing = Cluster.missing();
    if (missing.isPresent()) {
      tally.skip(missing.get());
      return;
    }
    var time = arena.timeLeft();
    var before = BerthProcess.previousJar();
    try (var cluster = Cluster.start(before)) {
      var load =
          new Load(arena, time, tally, cluster, new Progress(Progress.Allowed.NOTHING, false));
      var replaced = new AtomicInteger();
      load.during(
          List.of(
              () -> {
                for (var server : cluster.servers) {
                  Await.pass(Duration.ofSeconds(2));
                  tally.check(server.stop() == 0, "a server did not end well when it was told to");
                  server.upgrade();
                  replaced.incrementAndGet();
                }
              }));
      load.verify();
      tally.note(
          "%s servers replaced, %s"
              .formatted(
                  replaced,
                  before.isPresent()
                      ? "the first three from the version before"
                      : "each by the same version: no jar of the one before is beside it"));
    }
  }
}
