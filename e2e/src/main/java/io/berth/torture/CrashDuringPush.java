package io.berth.torture;

import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.disk.Disk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * R1. Clients push random images, the server is killed with SIGKILL at a random time, and starts
 * again; whatever was acknowledged must be there, and no file of the blob store may be half a blob.
 * Half of them push to a registry whose region has a store of its own. A killed process leaves the
 * kernel's caches intact: this shows the order of writing, not that a disk keeps its word when the
 * power fails.
 */
final class CrashDuringPush implements Experiment {
  private static final int PUSHERS = 8;

  @Override
  public String id() {
    return "R1";
  }

  @Override
  public String title() {
    return "crash during push";
  }

  @Override
  public int weight() {
    return 14;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var random = arena.random();
    int rounds = 0;
    long slowest = 0;
    var region = Arena.scratch("region");
    try (var berth = Arena.own(Map.of("BERTH_REGION_STORAGE", "DE=file:" + region))) {
      var tenants = List.of(Tenant.first(berth), Tenant.inRegion(berth, "elsewhere", "DE"));
      for (var tenant : tenants) {
        tenant.createProject("crash");
      }
      var disks = List.of(new Disk(berth.data()), new Disk(region));
      while (rounds == 0 || (arena.hasTime() && rounds < 500)) {
        rounds++;
        // Fresh repositories each round: what is verified stays about as much from round to round.
        var pushers = new ArrayList<Pusher>();
        for (int i = 0; i < PUSHERS; i++) {
          var tenant = tenants.get(i % tenants.size());
          var repository = tenant.repository("crash/r" + rounds + "-" + i);
          pushers.add(new Pusher(repository, arena.random(), tally));
        }
        var killer =
            Thread.startVirtualThread(
                () -> {
                  Await.pass(Duration.ofMillis(300 + random.nextInt(1_500)));
                  berth.kill();
                });
        Crew.run(PUSHERS, member -> pushers.get(member).pushUntilItBreaks());
        killer.join();
        long before = System.nanoTime();
        berth.startAgain();
        slowest = Math.max(slowest, System.nanoTime() - before);
        Crew.run(PUSHERS, member -> pushers.get(member).verify());
        for (var disk : disks) {
          for (var digest : disk.damaged()) {
            tally.lose(digest + " on disk is not what its name says");
          }
        }
      }
      tally.note("%d kills, slowest restart %d ms".formatted(rounds, slowest / 1_000_000));
    }
  }
}
