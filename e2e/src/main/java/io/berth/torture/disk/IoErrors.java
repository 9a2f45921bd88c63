package io.berth.torture.disk;

import io.berth.client.Answer;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Pusher;
import io.berth.torture.Tally;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * R4. The Nth call that writes, syncs, renames or makes a folder below the data folder fails with
 * EIO, ENOSPC or EINTR, writes less than asked, or takes long, for N = 1, 2, … until a push needs
 * fewer calls. Each request fails cleanly or succeeds, the next one succeeds, and what was
 * acknowledged stays, also over a SIGKILL.
 */
public final class IoErrors implements Experiment {
  private static final List<Faults.Kind> KINDS =
      List.of(
          Faults.Kind.EIO,
          Faults.Kind.SHORT_WRITE,
          Faults.Kind.EINTR,
          Faults.Kind.ENOSPC,
          Faults.Kind.SLOW_SYNC);

  @Override
  public String id() {
    return "R4";
  }

  @Override
  public String title() {
    return "I/O errors";
  }

  @Override
  public int weight() {
    return 8;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    if (!Faults.canBeBuilt()) {
      tally.skip("no gcc to build the library that injects faults");
      return;
    }
    var folder = Arena.scratch("server");
    var faults = Faults.build(folder.resolve("data"));
    var hits = new EnumMap<Faults.Kind, Integer>(Faults.Kind.class);
    try (var berth = BerthProcess.start(folder, faults.environment(), BerthProcess.QUICK)) {
      var tenant = Tenant.first(berth);
      tenant.createProject("faults");
      var pusher = new Pusher(tenant.repository("faults/r"), arena.random(), tally);
      for (int after = 0; after == 0 || arena.hasTime(); after++) {
        boolean struck = false;
        for (var kind : KINDS) {
          faults.arm(kind, after);
          push(pusher, kind + " on call " + (after + 1), tally);
          if (faults.disarm()) {
            struck = true;
            hits.merge(kind, 1, Integer::sum);
          }
          recovers(pusher, kind + " on call " + (after + 1), tally);
        }
        if (!struck) {
          break;
        }
      }
      tally.check(berth.isAlive(), "the server died");
      pusher.verify();
      pusher.close();
      berth.kill();
      berth.startAgain();
      pusher.verify();
      for (var digest : new Disk(berth.data()).damaged()) {
        tally.lose(digest + " on disk is not what its name says");
      }
      tally.check(!hits.isEmpty(), "no fault was injected: the library has no effect");
      tally.note("injected " + counts(hits));
    }
  }

  private static String counts(Map<Faults.Kind, Integer> hits) {
    return hits.toString().replaceAll("[{}]", "");
  }

  private static void push(Pusher pusher, String fault, Tally tally) {
    try {
      pusher.pushImage();
    } catch (Answer.Unexpected e) {
      var answer = e.answer();
      tally.check(
          (answer.status() >= 500 || answer.status() == 404) && !answer.code().isEmpty(),
          fault + " is answered " + answer.status() + " " + answer.text());
    } catch (IOException e) {
      pusher.close();
      tally.problem(fault + " broke the connection: " + e);
    }
  }

  /** The push after a fault that is over succeeds. */
  private static void recovers(Pusher pusher, String fault, Tally tally) {
    try {
      pusher.pushImage();
      tally.verify();
    } catch (Answer.Unexpected | IOException e) {
      pusher.close();
      tally.problem("still broken after " + fault + ": " + e.getMessage());
    }
  }
}
