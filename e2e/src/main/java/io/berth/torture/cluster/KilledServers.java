package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R21. Each server lives for a few seconds, is killed with SIGKILL, and comes again, while clients
 * push and pull through nginx: what any of them acknowledged is at all of them, uploads go on
 * elsewhere at the exact byte, and the project's usage counts each byte once.
 */
public final class KilledServers implements Experiment {
  @Override
  public String id() {
    return "R21";
  }

  @Override
  public String title() {
    return "cluster: killed servers";
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
    try (var cluster = Cluster.start(Map.of("BERTH_TRASH_DAYS", "0"))) {
      var load =
          new Load(arena, time, tally, cluster, new Progress(Progress.Allowed.NOTHING, true));
      var kills = new AtomicInteger();
      var down = new Semaphore(cluster.servers.size() - 1);
      load.during(
          cluster.servers.stream()
              .<Load.Trouble>map(
                  server -> {
                    var random = arena.random();
                    return () -> {
                      Await.pass(Duration.ofMillis(500 + random.nextInt(8_000)));
                      down.acquire();
                      server.kill();
                      kills.incrementAndGet();
                      server.startAgain();
                      down.release();
                    };
                  })
              .toList());
      load.verify();
      tally.note(kills + " kills");
    }
  }
}
