package io.berth.torture.disk;

import io.berth.client.Content;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * R8. Bits of stored blobs are flipped, blobs are cut short or grow. Nobody is served wrong bytes,
 * neither before a scrub nor after; the scrub finds every one that nobody asked for meanwhile and
 * no other, and pushing a blob again mends it. A torn tail of the database's journal costs nothing
 * that was acknowledged.
 */
public final class Corruption implements Experiment {
  private static final int BLOBS = 24;

  @Override
  public String id() {
    return "R8";
  }

  @Override
  public String title() {
    return "corruption";
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    try (var berth = Arena.own(Map.of("BERTH_SCRUB_RATE", "0"))) {
      var tenant = Tenant.first(berth);
      tenant.createProject("rot");
      var random = arena.random();
      var blobs = new LinkedHashMap<String, byte[]>();
      try (var client = tenant.client()) {
        var repository = new Repository(client, "rot/r");
        for (int i = 0; i < arena.size(BLOBS, 10 * BLOBS); i++) {
          var bytes = new byte[1 + random.nextInt(200_000)];
          random.nextBytes(bytes);
          tally.attempt();
          blobs.put(repository.push(bytes), bytes);
          tally.acknowledge();
        }
        var damaged = damage(new Disk(berth.data()), blobs, random);
        var wanted = damaged.subList(0, damaged.size() / 2);
        var unasked = damaged.subList(damaged.size() / 2, damaged.size());
        int early = wrong(repository, wanted);
        tally.check(early == 0, early + " damaged blobs came with wrong bytes");
        var report = berth.command("scrub");
        tally.check(report.exit() == 1, "scrub ends with " + report.exit());
        tally.check(
            report.out().contains(": " + unasked.size() + " damaged"),
            unasked.size() + " are damaged, but scrub says " + report.out());
        for (var digest : unasked) {
          tally.check(report.out().contains(digest), "scrub does not name " + digest);
        }
        int served = wrong(repository, damaged);
        tally.check(served == 0, served + " damaged blobs are still served");
        for (var digest : damaged) {
          repository.push(blobs.getOrDefault(digest, new byte[0]));
        }
        readAll(repository, blobs, tally);
        tally.check(berth.command("scrub").exit() == 0, "not all damage is mended");
        tally.note(
            "%d of %d damaged: %d found by a pull, %d by the scrub; %d came with wrong bytes"
                .formatted(
                    damaged.size(), blobs.size(), wanted.size(), unasked.size(), early + served));
      }
      tear(berth, random);
      try (var client = tenant.client()) {
        readAll(new Repository(client, "rot/r"), blobs, tally);
      }
    }
  }

  private static List<String> damage(Disk disk, Map<String, byte[]> blobs, Random random)
      throws IOException {
    var damaged = new ArrayList<String>();
    for (var digest : blobs.keySet()) {
      if (random.nextInt(3) > 0) {
        continue;
      }
      damaged.add(digest);
      var file = disk.file(digest);
      var bytes = Files.readAllBytes(file);
      switch (random.nextInt(3)) {
        case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
      }
      Files.write(file, bytes);
    }
    return damaged;
  }

  /** How many come whole, with 200, and wrong. */
  private static int wrong(Repository repository, List<String> damaged) {
    int wrong = 0;
    for (var digest : damaged) {
      try {
        var answer = repository.blob(digest);
        if (answer.status() == 200 && !Content.digest(answer.body()).equals(digest)) {
          wrong++;
        }
      } catch (IOException _) {
        repository.client().close(); // Broken off: the client knows that it has not got all.
      }
    }
    return wrong;
  }

  private static void readAll(Repository repository, Map<String, byte[]> blobs, Tally tally)
      throws IOException {
    for (var blob : blobs.entrySet()) {
      var answer = repository.blob(blob.getKey());
      if (answer.status() == 200 && Arrays.equals(answer.body(), blob.getValue())) {
        tally.verify();
      } else {
        tally.lose(blob.getKey() + " answers " + answer.status());
      }
    }
  }

  /**
   * The server is killed, and what looks like a write that broke off stands at the journal's end.
   */
  private static void tear(BerthProcess berth, Random random) throws IOException {
    berth.kill();
    var journal = Path.of(berth.data() + "/berth.db-wal");
    var tail = new byte[100 + random.nextInt(10_000)];
    random.nextBytes(tail);
    try (var channel =
        FileChannel.open(
            journal,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(tail));
    }
    berth.startAgain();
  }
}
