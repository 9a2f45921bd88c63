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
 * R22. PostgreSQL is restarted again and again, by turns as an operator does it and as a crash
 * does, and is away for a moment each time: requests are refused with 503, the servers go on by
 * themselves, and nothing acknowledged is lost.
 */
public final class RestartedDatabase implements Experiment {
  @Override
  public String id() {
    return "R22";
  }

  @Override
  public String title() {
    return "cluster: restarts of PostgreSQL";
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
          new Load(arena, time, tally, cluster, new Progress(Progress.Allowed.NOTHING, true));
      var restarts = new AtomicInteger();
      load.during(
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
              }));
      load.verify();
      for (var server : cluster.servers) {
        tally.check(server.isAlive(), "a server ended with PostgreSQL");
      }
      tally.note(restarts + " restarts, every other one a crash");
    }
  }
}
