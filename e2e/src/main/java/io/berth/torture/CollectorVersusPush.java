package io.berth.torture;

import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.disk.Disk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R6. Garbage is collected without a pause and with a grace of one second, while sixteen clients
 * push images of which nine blobs in ten are shared, mount, attach referrers and delete. No client
 * that is quicker than nine tenths of the grace is told that a blob is unknown, and at the end the
 * disk holds exactly what can be reached.
 */
final class CollectorVersusPush implements Experiment {
  private static final int PUSHERS = 16;
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** What the answer to a HEAD promises: a lease is renewed once a tenth of it is used up. */
  private static final Duration PROMISED = GRACE.multipliedBy(9).dividedBy(10);

  @Override
  public String id() {
    return "R6";
  }

  @Override
  public String title() {
    return "garbage collection against pushes";
  }

  @Override
  public int weight() {
    return 12;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var settings =
        Map.of(
            "BERTH_GC_GRACE", GRACE.toSeconds() + "s",
            "BERTH_GC_INTERVAL", "1s",
            "BERTH_UPLOAD_EXPIRY", "1m",
            "BERTH_TRASH_DAYS", "0");
    try (var berth = Arena.own(settings)) {
      var tenant = Tenant.first(berth);
      tenant.createProject("gc");
      var shelf = new Shelf(60, arena.random());
      var late = new AtomicInteger();
      var recyclers = new ArrayList<Recycler>();
      for (int i = 0; i < PUSHERS; i++) {
        recyclers.add(
            new Recycler(
                tenant.repository("gc/r" + i),
                "gc/r" + (i + 1) % PUSHERS,
                shelf,
                arena.random(),
                tally,
                PROMISED,
                late));
      }
      int wanted = arena.options().pushes();
      var pushes = new AtomicInteger();
      Crew.run(
          PUSHERS,
          member -> {
            while (wanted > 0 ? pushes.get() < wanted : arena.hasTime() || pushes.get() < PUSHERS) {
              recyclers.get(member).turn();
              pushes.incrementAndGet();
            }
          });
      var sweeps = sweep(berth, recyclers, tally);
      tally.note(
          "%d pushes, %d of them too slow for the grace; %s"
              .formatted(pushes.get(), late.get(), sweeps));
    }
  }

  /** Marks through the API, sweeps through the disk. */
  private static String sweep(BerthProcess berth, Iterable<Recycler> recyclers, Tally tally)
      throws Exception {
    var disk = new Disk(berth.data());
    int before = disk.blobs().size();
    Await.pass(GRACE.multipliedBy(2));
    berth.command("gc").ok();
    Await.pass(GRACE.multipliedBy(2));
    berth.command("gc").ok();
    var reachable = new TreeSet<String>();
    for (var recycler : recyclers) {
      recycler.settle(reachable);
    }
    var stored = disk.blobs();
    for (var digest : reachable) {
      tally.check(stored.contains(digest), digest + " can be reached, but is not on disk");
    }
    stored.removeAll(reachable);
    tally.leak(stored.size(), stored + " on disk, but out of reach");
    for (var digest : disk.damaged()) {
      tally.lose(digest + " on disk is not what its name says");
    }
    return "%d blobs on disk before the last collection, %d reachable"
        .formatted(before, reachable.size());
  }
}
