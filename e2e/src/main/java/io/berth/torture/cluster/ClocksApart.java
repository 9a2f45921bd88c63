package io.berth.torture.cluster;

import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
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
public final class ClocksApart implements Experiment {
  private static final List<String> OFFSETS = List.of("+0s", "+45s", "-45s");

  @Override
  public String id() {
    return "R25";
  }

  @Override
  public String title() {
    return "cluster: clocks apart";
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
    var library = library();
    if (library.isEmpty()) {
      tally.skip("libfaketime is not installed (Debian package faketime)");
      return;
    }
    var time = arena.timeLeft();
    var random = arena.random();
    var own = new ArrayList<Map<String, String>>();
    for (var offset : OFFSETS) {
      own.add(Map.of("LD_PRELOAD", library.get().toString(), "FAKETIME", offset));
    }
    try (var cluster = Cluster.start(own)) {
      var load =
          new Load(arena, time, tally, cluster, new Progress(Progress.Allowed.NOTHING, true));
      var kills = new AtomicInteger();
      load.during(
          List.of(
              () -> {
                Await.pass(Duration.ofMillis(2_000 + random.nextInt(4_000)));
                var server = cluster.servers.get(random.nextInt(cluster.servers.size()));
                server.kill();
                kills.incrementAndGet();
                server.startAgain();
              }));
      load.verify();
      tally.note("clocks %s, %s kills".formatted(OFFSETS, kills));
    }
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
