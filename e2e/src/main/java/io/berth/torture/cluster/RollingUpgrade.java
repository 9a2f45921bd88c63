package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.Arena;
import io.berth.torture.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R24. One server after the other is ended with SIGTERM and started again under load, from the jar
 * of the version before to this one where that jar lies beside it, so that two versions with
 * different tables serve at once: each request succeeds or is absorbed by its client's next try.
 */
public final class RollingUpgrade extends ClusterExperiment {
  private final Optional<Path> before = BerthProcess.previousJar();

  public RollingUpgrade() {
    super("R24", "rolling upgrade");
  }

  @Override
  Cluster start() throws IOException {
    return Cluster.start(before);
  }

  @Override
  Progress progress() {
    return new Progress(Progress.Allowed.NOTHING, false);
  }

  @Override
  Outages outages(Cluster cluster, Arena arena, Tally tally) {
    var replaced = new AtomicInteger();
    return new Outages(
        List.of(
            () -> {
              for (var server : cluster.servers) {
                Await.pass(Duration.ofSeconds(2));
                tally.check(server.stop() == 0, "a server did not end well when it was told to");
                server.upgrade();
                replaced.incrementAndGet();
              }
            }),
        () ->
            "%s servers replaced, %s"
                .formatted(
                    replaced,
                    before.isPresent()
                        ? "the first three from the version before"
                        : "each by the same version: no jar of the one before is beside it"));
  }
}
