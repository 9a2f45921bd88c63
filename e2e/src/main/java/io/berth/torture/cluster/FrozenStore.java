package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R23. The object store by turns stands still, for less and for more than the servers' patience,
 * and is killed and started again: requests end in 503 or later, the servers go on by themselves,
 * and nothing acknowledged is lost. A request that was held up may be carried out after its client
 * asked again: an upload may then be ended by either, and is begun anew where it must.
 */
public final class FrozenStore implements Experiment {
  @Override
  public String id() {
    return "R23";
  }

  @Override
  public String title() {
    return "cluster: a store that stands still and restarts";
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
    var random = arena.random();
    try (var cluster = Cluster.start(Map.of())) {
      var load =
          new Load(arena, time, tally, cluster, new Progress(Progress.Allowed.LATE_REQUESTS, true));
      var freezes = new AtomicInteger();
      var restarts = new AtomicInteger();
      load.during(
          List.of(
              () -> {
                Await.pass(Duration.ofMillis(2_000 + random.nextInt(3_000)));
                cluster.store.freeze();
                try {
                  Await.pass(Duration.ofMillis(2_000 + random.nextInt(20_000)));
                } finally {
                  cluster.store.goOn();
                }
                freezes.incrementAndGet();
                Await.pass(Duration.ofMillis(2_000 + random.nextInt(3_000)));
                cluster.store.restart();
                restarts.incrementAndGet();
              }));
      load.verify();
      for (var server : cluster.servers) {
        tally.check(server.isAlive(), "a server ended with its store");
      }
      tally.note("stood still %s times, restarted %s times".formatted(freezes, restarts));
    }
  }
}
