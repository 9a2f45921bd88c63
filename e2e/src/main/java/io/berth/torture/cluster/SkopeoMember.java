package io.berth.torture.cluster;

import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import io.berth.torture.Arena;
import io.berth.torture.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** A client that we did not write: skopeo pushes an image and pulls it again, until it succeeds. */
final class SkopeoMember {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int LAYER = 2 << 20;

  private final String name;
  private final String reference;
  private final Tenant tenant;
  private final Random random;
  private final Tally tally;
  private final LongAdder runs;
  private final LongAdder repeated;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Map<String, byte[]> manifests = new HashMap<>();
  private int images;

  /**
   * @param name of its repository
   * @param runs counts how often skopeo ran
   * @param repeated counts how often that was because the run before had failed
   */
  SkopeoMember(
      String host,
      String name,
      Tenant tenant,
      Random random,
      Tally tally,
      LongAdder runs,
      LongAdder repeated) {
    this.name = name;
    this.reference = "docker://" + host + "/" + name;
    this.tenant = tenant;
    this.random = random;
    this.tally = tally;
    this.runs = runs;
    this.repeated = repeated;
  }

  static boolean isInstalled() {
    return Files.isExecutable(Path.of("/usr/bin/skopeo"));
  }

  /** An image there and back. */
  void turn() throws IOException {
    tally.attempt();
    var tag = ":v" + images++;
    var layer = new byte[1 + random.nextInt(LAYER)];
    random.nextBytes(layer);
    var config =
        Json.write(
                Map.of(
                    "architecture",
                    "amd64",
                    "os",
                    "linux",
                    "config",
                    Map.of("Labels", Map.of("made", String.valueOf(random.nextLong()))),
                    "rootfs",
                    Map.of("type", "layers", "diff_ids", List.of(Content.digest(layer)))))
            .getBytes(StandardCharsets.UTF_8);
    var manifest =
        Content.manifest(
            Descriptor.of(Content.CONFIG, config),
            List.of(Descriptor.of(Content.LAYER + "+gzip", layer)));
    var folder = Arena.scratch("skopeo");
    Files.writeString(folder.resolve("version"), "Directory Transport Version: 1.1\n");
    Files.write(folder.resolve("manifest.json"), manifest);
    for (var blob : List.of(config, layer)) {
      Files.write(folder.resolve(hex(blob)), blob);
    }
    copy("--dest", "dir:" + folder, reference + tag);
    tally.acknowledge();
    blobs.put(Content.digest(config), config);
    blobs.put(Content.digest(layer), layer);
    manifests.put(Content.digest(manifest), manifest);
    var pulled = Arena.scratch("skopeo");
    copy("--src", reference + tag, "dir:" + pulled);
    check(Files.readAllBytes(pulled.resolve("manifest.json")), manifest, "manifest");
    check(Files.readAllBytes(pulled.resolve(hex(layer))), layer, "layer");
  }

  private static String hex(byte[] bytes) {
    return Content.digest(bytes).substring("sha256:".length());
  }

  private void copy(String end, String from, String to) {
    var command =
        Command.of("skopeo", "--insecure-policy", "copy", "--preserve-digests")
            .and(end + "-tls-verify=false", end + "-creds")
            .and(tenant.user() + ":" + tenant.password(), from, to)
            .within(Duration.ofMinutes(3));
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      runs.increment();
      var outcome = command.run();
      if (outcome.exit() == 0) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("skopeo did not succeed for " + LIMIT + ": " + outcome.err());
      }
      repeated.increment();
      Patience.rest();
    }
  }

  private void check(byte[] found, byte[] expected, String what) {
    if (Arrays.equals(found, expected)) {
      tally.verify();
    } else {
      tally.lose(what + " that skopeo pulled from " + name + " differs");
    }
  }

  /** Reads everything back at one server, with our own client. */
  void verify(Client client, Patience patience) throws IOException {
    var repository = new Repository(client, name);
    for (var blob : blobs.entrySet()) {
      check(
          patience.ask(() -> repository.blob(blob.getKey())).body(),
          blob.getValue(),
          blob.getKey());
    }
    for (var manifest : manifests.entrySet()) {
      check(
          patience.ask(() -> repository.manifest(manifest.getKey())).body(),
          manifest.getValue(),
          manifest.getKey());
    }
  }
}
