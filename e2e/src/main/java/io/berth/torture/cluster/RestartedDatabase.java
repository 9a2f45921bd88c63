package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R22. PostgreSQL is restarted again and again, by turns as an operator does it and as a crash
 * does, and is away for a moment each time: requests are refused with 503, the servers go on by
 * themselves, and nothing acknowledged is lost.
 */
public final class RestartedDatabase extends ClusterExperiment {
  public RestartedDatabase() {
    super("R22", "restarts of PostgreSQL");
  }

  @Override
  Outages outages(Cluster cluster, Arena arena, Tally tally) {
    var random = arena.random();
    var restarts = new AtomicInteger();
    return new Outages(
        List.of(
            () -> {
              Await.pass(Duration.ofMillis(2_000 + random.nextInt(4_000)));
              if (restarts.incrementAndGet() % 2 == 0) {
                cluster.postgres.stop();
              } else {
                cluster.postgres.crash();
              }
              Await.pass(Duration.ofMillis(random.nextInt(3_000)));
              cluster.postgres.startAgain();
            }),
        () -> restarts + " restarts, every other one a crash");
  }
}
