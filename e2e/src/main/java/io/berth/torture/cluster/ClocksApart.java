package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R25. The servers' clocks are up to 90 seconds apart, and one server after the other is killed:
 * tokens of one count at the others, jobs have one owner at a time, and nothing acknowledged is
 * lost.
 */
public final class ClocksApart extends ClusterExperiment {
  private static final List<String> OFFSETS = List.of("+0s", "+45s", "-45s");

  public ClocksApart() {
    super("R25", "clocks apart");
  }

  @Override
  Optional<String> missing() throws IOException {
    var missing = Cluster.missing();
    return missing.isEmpty() && library().isEmpty()
        ? Optional.of("libfaketime is not installed (Debian package faketime)")
        : missing;
  }

  @Override
  Cluster start() throws IOException {
    var library = library().orElseThrow().toString();
    var own = new ArrayList<Map<String, String>>();
    for (var offset : OFFSETS) {
      own.add(Map.of("LD_PRELOAD", library, "FAKETIME", offset));
    }
    return Cluster.start(own);
  }

  @Override
  Outages outages(Cluster cluster, Arena arena, Tally tally) {
    var random = arena.random();
    var kills = new AtomicInteger();
    return new Outages(
        List.of(
            () -> {
              Await.pass(Duration.ofMillis(2_000 + random.nextInt(4_000)));
              var server = cluster.servers.get(random.nextInt(cluster.servers.size()));
              server.kill();
              kills.incrementAndGet();
              server.startAgain();
            }),
        () -> "clocks %s, %s kills".formatted(OFFSETS, kills));
  }

  private static Optional<Path> library() throws IOException {
    var libraries = Path.of("/usr/lib");
    try (var folders = Files.list(libraries)) {
      return folders
          .map(folder -> folder.resolve("faketime/libfaketime.so.1"))
          .filter(Files::exists)
          .findFirst();
    }
  }
}
