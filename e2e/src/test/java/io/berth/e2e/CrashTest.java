package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.PortalPages;
import io.berth.e2e.fixtures.Pusher;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged is there after {@code kill -9}, whatever was being written. A killed
 * process leaves the kernel's caches intact: this shows the order of writing, not that a disk keeps
 * its word when the power fails.
 */
final class CrashTest {
  private static final int ROUNDS = 3;
  private static final int PUSHERS = 4;
  private static final long SEED = 20_261_124;

  @Test
  void whatWasAcknowledgedSurvivesKills() throws Exception {
    try (var registry = new ManagedRegistry(BerthProcess.start());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var berth = registry.berth();
      var credentials = registry.generateCredentials();
      var user = credentials.path("user").asText();
      var password = credentials.path("password").asText();
      PortalPages.createProject(berth, user, password, "crash");
      var pushers = new ArrayList<Pusher>();
      for (int i = 0; i < PUSHERS; i++) {
        pushers.add(new Pusher(berth, "crash/w" + i, user, password, SEED + i));
      }
      var random = new Random(SEED);
      for (int round = 0; round < ROUNDS; round++) {
        var running = new ArrayList<Future<?>>();
        for (var pusher : pushers) {
          running.add(
              threads.submit(
                  () -> {
                    pusher.pushUntilItBreaks();
                    return null;
                  }));
        }
        Thread.sleep(800 + random.nextInt(900));
        berth.killAndRestart();
        finish(running);
        for (var pusher : pushers) {
          pusher.verify();
        }
      }
      pushers.forEach(pusher -> System.out.println(pusher.counts() + ", lost 0"));
      assertThat(pushers).allSatisfy(pusher -> assertThat(pusher.acknowledged()).isPositive());
    }
  }

  private static void finish(List<Future<?>> running) throws Exception {
    for (var one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new AssertionError("a push was refused", e.getCause());
      }
    }
  }
}
