package io.berth.torture.cluster;

import io.berth.client.Repository;
import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.Arena;
import io.berth.torture.Crew;
import io.berth.torture.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Eight clients of a cluster and its administrator, what happens to it meanwhile, and what must be
 * there afterwards.
 */
final class Load {
  private static final int MEMBERS = 6;
  private static final int SKOPEOS = 2;
  private static final int FAULTS = 3;
  private static final Duration LONGER = Duration.ofMinutes(2);
  private static final Duration SETTLED = Duration.ofSeconds(20);

  private final Duration time;
  private final Tally tally;
  private final Cluster cluster;
  private final Progress progress;
  private final Patience patience;
  private final AskedCollections collections;
  private final List<Member> members = new ArrayList<>();
  private final List<SkopeoMember> skopeos = new ArrayList<>();
  private final LongAdder skopeoRuns = new LongAdder();
  private final LongAdder skopeoRepeated = new LongAdder();

  /**
   * @param time how long trouble lasts at least
   */
  Load(Arena arena, Duration time, Tally tally, Cluster cluster, Progress progress) {
    this.time = time;
    this.tally = tally;
    this.cluster = cluster;
    this.progress = progress;
    this.patience = new Patience(tally);
    this.collections = new AskedCollections(cluster.throughBalancer().client(), tally, patience);
    for (int i = 0; i < MEMBERS; i++) {
      var repository = cluster.throughBalancer().repository(Cluster.PROJECT + "/r" + i);
      members.add(new Member(repository, arena.random(), tally, patience, progress));
    }
    for (int i = 0; SkopeoMember.isInstalled() && i < SKOPEOS; i++) {
      skopeos.add(
          new SkopeoMember(
              cluster.host(),
              Cluster.SKOPEOS_PROJECT + "/s" + i,
              cluster.throughBalancer(),
              arena.random(),
              tally,
              skopeoRuns,
              skopeoRepeated));
    }
  }

  /** Something bad, and its end; again and again until time is over. */
  interface Trouble {
    void happen() throws Exception;
  }

  private interface Turn {
    void take() throws Exception;
  }

  /** Clients work while each trouble comes again and again, and once more after the last of it. */
  void during(List<Trouble> troubles) throws Exception {
    long deadline = System.nanoTime() + time.toNanos();
    var over = new AtomicBoolean();
    var troublemaker =
        Thread.startVirtualThread(
            () -> {
              try {
                Crew.run(
                    troubles.size(),
                    which -> {
                      do {
                        troubles.get(which).happen();
                      } while (System.nanoTime() < deadline || mustGoOn(deadline));
                    });
              } catch (Exception e) {
                tally.problem("the cluster does not come back: " + e.getCause());
              } finally {
                over.set(true);
              }
            });
    Crew.run(
        members.size() + skopeos.size() + 1,
        who -> {
          if (who == members.size() + skopeos.size()) {
            work(collections::turn, over);
          } else if (who < members.size()) {
            work(members.get(who)::turn, over);
          } else {
            work(skopeos.get(who - members.size())::turn, over);
          }
        });
    troublemaker.join();
  }

  /** A short run lasts until it has shown something. */
  private boolean mustGoOn(long deadline) {
    return !progress.hasShownSomething() && System.nanoTime() < deadline + LONGER.toNanos();
  }

  private void work(Turn turn, AtomicBoolean over) {
    int faults = 0;
    boolean last = false;
    while (!last && faults < FAULTS) {
      last = over.get();
      try {
        turn.take();
      } catch (Exception | AssertionError e) {
        faults++;
        tally.problem("a client gave up: " + e);
      }
    }
  }

  /**
   * Everything is asked of each server by itself; what counts in the project is what was stored,
   * once.
   */
  void verify() throws Exception {
    Crew.run(
        members.size(),
        who -> {
          for (var server : cluster.servers) {
            var member = members.get(who);
            try (var client = cluster.at(server).client()) {
              member.verify(new Repository(client, member.name()));
            }
          }
        });
    for (var skopeo : skopeos) {
      for (var server : cluster.servers) {
        try (var client = cluster.at(server).client()) {
          skopeo.verify(client, patience);
        }
      }
    }
    collections.verify();
    long stored = members.stream().mapToLong(Member::stored).sum();
    for (var server : cluster.servers) {
      Await.holds(SETTLED, () -> used(server) == stored);
      tally.check(
          used(server) == stored,
          "the project has %d bytes by its usage, acknowledged were %d"
              .formatted(used(server), stored));
    }
    tally.check(progress.hasShownSomething(), "no upload was broken off, so nothing was shown");
    tally.note(cluster.store.name());
    tally.note(progress.toString());
    tally.note(collections.toString());
    tally.note(patience.toString());
    tally.note(
        skopeos.isEmpty()
            ? "without skopeo, which is not installed"
            : "%s runs of skopeo, %s of them because one failed"
                .formatted(skopeoRuns, skopeoRepeated));
  }

  private long used(BerthProcess server) {
    try {
      return cluster.used(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
