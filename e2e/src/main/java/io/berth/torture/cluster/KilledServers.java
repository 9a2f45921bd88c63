package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Tally;
import io.berth.torture.cluster.Load.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R21. Each server lives for a few seconds, is killed with SIGKILL, and comes again, while clients
 * push and pull through nginx: what any of them acknowledged is at all of them, uploads go on
 * elsewhere at the exact byte, and the project's usage counts each byte once. The registry's region
 * has a store of its own.
 */
public final class KilledServers extends ClusterExperiment {
  public KilledServers() {
    super("R21", "killed servers");
  }

  @Override
  Cluster start() throws IOException {
    return Cluster.withRegion(Map.of("BERTH_TRASH_DAYS", "0"));
  }

  @Override
  Outages outages(Cluster cluster, Arena arena, Tally tally) {
    var kills = new AtomicInteger();
    var down = new Semaphore(cluster.servers.size() - 1);
    return new Outages(
        cluster.servers.stream()
            .<Trouble>map(
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
            .toList(),
        () -> kills + " kills");
  }
}
