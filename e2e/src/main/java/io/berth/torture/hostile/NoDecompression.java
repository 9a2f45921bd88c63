package io.berth.torture.hostile;

import io.berth.client.Body;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Usage;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import io.berth.torture.disk.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * R11. Layers and configs that would inflate enormously, and encoded uploads: stored as they are,
 * or refused with 415, and never inflated.
 */
public final class NoDecompression implements Experiment {
  private static final int ZSTD_BLOCK = 128 << 10;

  @Override
  public String id() {
    return "R11";
  }

  @Override
  public String title() {
    return "no decompression";
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var inflated = (long) arena.size(128, 2_048) << 20;
    var usage = new Usage(arena.server().pid());
    var bombs = List.of(gzip(inflated), zstd(inflated));
    var name = arena.project("bombs") + "/r";
    long before = usage.cpuMicros();
    try (var client = arena.tenant().client()) {
      var repository = new Repository(client, name);
      for (var bomb : bombs) {
        tally.attempt();
        repository.push(bomb);
        var manifest =
            Content.manifest(
                Descriptor.of(Content.CONFIG, bomb),
                List.of(Descriptor.of(Content.LAYER + "+gzip", bomb)));
        repository.putManifest("bomb", manifest).must(201);
        tally.acknowledge();
        asItWas(arena, repository, bomb, tally);
      }
      for (var encoding : List.of("gzip", "deflate", "zstd", "br")) {
        encoded(arena, repository, encoding, tally);
      }
    }
    tally.note(
        "2 bombs of %d MiB inflated, %d ms of the server's time"
            .formatted(inflated >> 20, (usage.cpuMicros() - before) / 1_000));
  }

  private static void asItWas(Arena arena, Repository repository, byte[] bytes, Tally tally)
      throws IOException {
    var digest = Content.digest(bytes);
    var path = "/v2/" + repository.name() + "/blobs/" + digest;
    var answer = repository.client().get(path, "Accept-Encoding: gzip, zstd, deflate, br");
    if (answer.status() != 200
        || !Arrays.equals(answer.body(), bytes)
        || !answer.header("Content-Encoding").isEmpty()) {
      tally.lose(digest + " does not come back as it was");
    }
    var size = Files.size(new Disk(arena.server().data()).file(digest));
    tally.check(size == bytes.length, "stored with " + size + " instead of " + bytes.length);
  }

  private static void encoded(Arena arena, Repository repository, String encoding, Tally tally)
      throws IOException {
    var raw = gzip(1_000 + encoding.length());
    tally.attempt();
    var answer =
        repository
            .client()
            .send(
                "PUT",
                Repository.closing(repository.location(), Content.digest(raw)),
                Body.of(raw),
                "Content-Encoding: " + encoding);
    if (answer.status() == 201) {
      tally.acknowledge();
      asItWas(arena, repository, raw, tally);
    } else {
      tally.check(
          answer.status() == 415, "an upload in " + encoding + " is answered " + answer.status());
    }
  }

  private static byte[] gzip(long inflated) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out =
        new GZIPOutputStream(bytes, 64 << 10) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      var zeros = new byte[64 << 10];
      for (long left = inflated; left > 0; left -= zeros.length) {
        out.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
    }
    return bytes.toByteArray();
  }

  /** A Zstandard frame (RFC 8878) of blocks that each repeat one zero 128 Ki times. */
  private static byte[] zstd(long inflated) {
    var bytes = new ByteArrayOutputStream();
    // Magic number; no content size, no checksum; a window of 128 KiB.
    bytes.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, 0x38});
    for (long left = inflated; left > 0; left -= ZSTD_BLOCK) {
      int last = left <= ZSTD_BLOCK ? 1 : 0;
      int header = last | 1 << 1 | ZSTD_BLOCK << 3;
      bytes.writeBytes(
          new byte[] {(byte) header, (byte) (header >> 8), (byte) (header >> 16), 0x00});
    }
    return bytes.toByteArray();
  }
}
