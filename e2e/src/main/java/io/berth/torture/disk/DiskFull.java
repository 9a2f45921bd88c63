package io.berth.torture.disk;

import io.berth.client.Body;
import io.berth.client.Content;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.torture.Arena;
import io.berth.torture.Crew;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R3. The data folder is on a file system of 64 MiB, and clients push until it is full and beyond:
 * refusals are 507 or 503 with a JSON error, reads go on, nothing acknowledged is missing, refused
 * uploads leave nothing behind, and pushes resume when space is freed.
 */
public final class DiskFull implements Experiment {
  private static final int PUSHERS = 4;
  private static final int REFUSALS = 12;
  private static final int BALLAST = 12 << 20;

  @Override
  public String id() {
    return "R3";
  }

  @Override
  public String title() {
    return "disk full";
  }

  @Override
  public int weight() {
    return 5;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var folder = Arena.scratch("small-disk");
    if (!mount(folder)) {
      tally.skip("only root may mount the small file system");
      return;
    }
    try {
      var ballast = Files.write(folder.resolve("ballast"), new byte[BALLAST]);
      try (var berth = BerthProcess.start(folder, Map.of(), BerthProcess.QUICK)) {
        fill(arena, tally, berth, ballast);
      }
    } finally {
      Command.of("umount", folder.toString()).run();
    }
  }

  private static boolean mount(Path folder) {
    return Command.of("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder.toString())
            .run()
            .exit()
        == 0;
  }

  private static void fill(Arena arena, Tally tally, BerthProcess berth, Path ballast)
      throws Exception {
    var tenant = Tenant.first(berth);
    tenant.createProject("full");
    var acknowledged = new ConcurrentHashMap<String, byte[]>();
    var randoms = new Random[PUSHERS];
    Arrays.setAll(randoms, i -> arena.random());
    var refused = new AtomicInteger();
    Crew.run(
        PUSHERS,
        member -> {
          try (var client = tenant.client()) {
            var repository = new Repository(client, "full/r" + member);
            // Bounded, should the disk never fill: 64 MiB are 64 such blobs.
            for (int i = 0; i < 300 && refused.get() < REFUSALS; i++) {
              if (!push(repository, randoms[member], acknowledged, tally)) {
                refused.incrementAndGet();
              }
            }
          }
        });
    tally.check(refused.get() >= REFUSALS, "the disk never was full");
    tally.check(berth.isAlive(), "the server died");
    try (var client = tenant.client()) {
      var repository = new Repository(client, "full/r0");
      verify(repository, acknowledged, tally);
      var staged = new Disk(berth.data()).staged();
      tally.leak(staged.size(), staged.size() + " staged files of refused and cancelled uploads");
      Files.delete(ballast);
      boolean resumed =
          Await.holds(
              Duration.ofSeconds(10), () -> push(repository, randoms[0], acknowledged, tally));
      tally.check(resumed, "no push succeeds after space was freed");
      verify(repository, acknowledged, tally);
    }
    tally.note("%d refusals, %d blobs kept".formatted(refused.get(), acknowledged.size()));
  }

  /** True when it was acknowledged, false when it was refused as it should be. */
  private static boolean push(
      Repository repository, Random random, Map<String, byte[]> acknowledged, Tally tally) {
    var bytes = new byte[1 + random.nextInt(1 << 20)];
    random.nextBytes(bytes);
    var digest = Content.digest(bytes);
    tally.attempt();
    try {
      var begun = repository.begin();
      var answer = begun;
      if (begun.status() == 202) {
        var location = Endpoint.path(begun.header("Location"));
        answer = repository.finish(location, digest, Body.of(bytes));
        if (answer.status() != 201) {
          repository.client().delete(location);
        }
      }
      if (answer.status() == 201) {
        tally.acknowledge();
        acknowledged.put(repository.name() + "/blobs/" + digest, bytes);
        return true;
      }
      tally.check(
          (answer.status() == 507 || answer.status() == 503) && !answer.code().isEmpty(),
          "a full disk is answered " + answer.status() + " " + answer.text());
    } catch (IOException e) {
      tally.problem("a full disk broke the connection: " + e);
    }
    return false;
  }

  private static void verify(Repository repository, Map<String, byte[]> acknowledged, Tally tally)
      throws IOException {
    for (var blob : acknowledged.entrySet()) {
      var answer = repository.client().get("/v2/" + blob.getKey());
      if (answer.status() == 200 && Arrays.equals(answer.body(), blob.getValue())) {
        tally.verify();
      } else {
        tally.lose(blob.getKey() + " answers " + answer.status());
      }
    }
  }
}
