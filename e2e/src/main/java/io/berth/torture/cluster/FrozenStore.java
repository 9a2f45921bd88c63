package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R23. The object store by turns stands still, for less and for more than the servers' patience,
 * and is killed and started again: requests end in 503 or later, the servers go on by themselves,
 * and nothing acknowledged is lost. A request that was held up may be carried out after its client
 * asked again: an upload may then be ended by either, and is begun anew where it must.
 */
public final class FrozenStore extends ClusterExperiment {
  public FrozenStore() {
    super("R23", "a store that stands still and restarts");
  }

  @Override
  Progress progress() {
    return new Progress(Progress.Allowed.LATE_REQUESTS, true);
  }

  @Override
  Outages outages(Cluster cluster, Arena arena, Tally tally) {
    var random = arena.random();
    var freezes = new AtomicInteger();
    var restarts = new AtomicInteger();
    return new Outages(
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
            }),
        () -> "stood still %s times, restarted %s times".formatted(freezes, restarts));
  }
}
