package io.berth.torture;

import io.berth.client.Body;
import io.berth.client.Connection;
import io.berth.client.Content;
import io.berth.client.Repository;
import io.berth.torture.disk.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * R5. Many upload the same blob at once, a part of them breaks off, another sends wrong bytes. The
 * honest ones succeed, one copy is stored, and each repository's link stands for itself.
 */
final class SameBlob implements Experiment {
  private static final int BLOCK = 64 << 10;

  @Override
  public String id() {
    return "R5";
  }

  @Override
  public String title() {
    return "same blob, many clients";
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    int clients = arena.size(24, 64);
    int size = arena.size(4, 64) << 20;
    int rounds = 0;
    while (rounds == 0 || arena.hasTime()) {
      rounds++;
      round(arena, tally, clients, size);
    }
    tally.note("%d rounds, %d clients, %d MiB".formatted(rounds, clients, size >> 20));
  }

  private static void round(Arena arena, Tally tally, int clients, int size) throws Exception {
    var project = arena.project("same");
    var bytes = new byte[size];
    arena.random().nextBytes(bytes);
    var digest = Content.digest(bytes);
    var abandoned = new ConcurrentLinkedQueue<String>();
    var randoms = new Random[clients];
    Arrays.setAll(randoms, i -> arena.random());
    Crew.run(
        clients,
        member -> {
          var repository = arena.tenant().repository(project + "/r" + member % 4);
          try (var _ = repository.client()) {
            tally.attempt();
            switch (member % 4) {
              case 1 -> abandoned.add(breakOff(repository, bytes, randoms[member]));
              case 2 -> lie(repository, bytes, digest, tally);
              default -> {
                repository.finish(repository.location(), digest, Body.of(bytes)).must(201);
                tally.acknowledge();
              }
            }
          }
        });
    var disk = new Disk(arena.server().data());
    tally.check(disk.blobs().contains(digest), "no stored copy of " + digest);
    tally.check(!disk.damaged().contains(digest), "the stored copy is damaged");
    try (var client = arena.tenant().client()) {
      for (var location : abandoned) {
        // What broke off may still be draining from its socket: until then it is an open upload.
        var status = client.delete(location).status();
        tally.check(status == 204 || status == 404, "cancel answers " + status);
      }
      links(
          new Repository(client, project + "/r0"),
          new Repository(client, project + "/r3"),
          digest,
          bytes,
          tally);
    }
    var left = disk.staged();
    left.retainAll(abandoned.stream().map(it -> it.replaceAll("^.*/|\\?.*$", "")).toList());
    tally.leak(left.size(), left.size() + " staged files of cancelled uploads");
  }

  private static String breakOff(Repository repository, byte[] bytes, Random random)
      throws IOException {
    var location = repository.location();
    try (var connection = Connection.open(repository.client().endpoint())) {
      connection.write(
          connection.head("PATCH", location, Body.of(bytes), repository.client().credentials()));
      int until = random.nextInt(bytes.length);
      for (int at = 0; at < until; at += BLOCK) {
        connection.write(Arrays.copyOfRange(bytes, at, Math.min(until, at + BLOCK)));
      }
    }
    return location;
  }

  private static void lie(Repository repository, byte[] bytes, String digest, Tally tally)
      throws IOException {
    var wrong = bytes.clone();
    wrong[wrong.length / 2] ^= 1;
    var location = repository.location();
    var answer = repository.finish(location, digest, Body.of(wrong));
    tally.check(
        answer.status() == 400 && answer.code().equals("DIGEST_INVALID"),
        "wrong bytes are answered " + answer.status() + " " + answer.code());
    repository.client().delete(location);
  }

  /** Each repository's link is its own: dropping one leaves the other. */
  private static void links(
      Repository one, Repository other, String digest, byte[] bytes, Tally tally)
      throws IOException {
    for (var each : new Repository[] {one, other}) {
      var hash = Content.sha256();
      try (var sink = new java.security.DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
        var answer = each.client().get("/v2/" + each.name() + "/blobs/" + digest, sink);
        if (answer.status() != 200 || !Content.digest(hash.digest(), "sha256").equals(digest)) {
          tally.lose(each.name() + " does not give " + bytes.length + " bytes back");
        }
      }
    }
    one.deleteBlob(digest).must(202);
    tally.check(one.headBlob(digest).status() == 404, "deleted, but there");
    tally.check(other.headBlob(digest).status() == 200, "gone with another repository's link");
  }
}
