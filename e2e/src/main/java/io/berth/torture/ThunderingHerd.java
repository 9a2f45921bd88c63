package io.berth.torture;

import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** R13. A thousand clients pull one new image of ten layers at once. */
final class ThunderingHerd implements Experiment {
  private static final int LAYERS = 10;

  @Override
  public String id() {
    return "R13";
  }

  @Override
  public String title() {
    return "thundering herd";
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    int clients = arena.size(200, 1_000);
    int rounds = arena.size(1, 10);
    var usage = new Usage(arena.server().pid());
    var waits = new ConcurrentLinkedQueue<Long>();
    long size = 0;
    long read = usage.diskReads();
    for (int round = 0; round < rounds; round++) {
      var name = arena.project("herd") + "/image";
      size += push(arena, name);
      Crew.run(clients, member -> pull(arena, name, waits, tally));
    }
    read = usage.diskReads() - read;
    tally.note(
        "%d × %d clients; manifest p50 %d ms, p99 %d ms; images of %d KiB in all, %d KiB read from disk"
            .formatted(
                rounds,
                clients,
                Quantile.of(waits, 0.5) / 1_000_000,
                Quantile.of(waits, 0.99) / 1_000_000,
                size >> 10,
                read >> 10));
    // Anything near "once per client" would be hundreds of times the size.
    tally.check(read <= 3 * size + (8 << 20), "blobs were read from disk again and again: " + read);
  }

  private static long push(Arena arena, String name) throws Exception {
    var random = arena.random();
    long size = 0;
    try (var client = arena.tenant().client()) {
      var repository = new Repository(client, name);
      var layers = new ArrayList<Descriptor>();
      for (int i = 0; i <= LAYERS; i++) {
        var bytes = new byte[16 << 10];
        random.nextBytes(bytes);
        repository.push(bytes);
        layers.add(Descriptor.of(Content.LAYER, bytes));
        size += bytes.length;
      }
      var manifest = Content.manifest(layers.removeFirst(), List.copyOf(layers));
      repository.putManifest("new", manifest).must(201);
    }
    return size;
  }

  private static void pull(Arena arena, String name, ConcurrentLinkedQueue<Long> waits, Tally tally)
      throws Exception {
    try (var client = arena.tenant().client()) {
      var repository = new Repository(client, name);
      tally.attempt();
      long from = System.nanoTime();
      var manifest = repository.manifest("new").must(200);
      waits.add(System.nanoTime() - from);
      tally.acknowledge();
      for (var layer : manifest.json().path("layers")) {
        var digest = layer.path("digest").asText();
        var bytes = repository.blob(digest).must(200).body();
        if (Content.digest(bytes).equals(digest)) {
          tally.verify();
        } else {
          tally.lose(digest + " came with " + Arrays.hashCode(bytes));
        }
      }
    }
  }
}
