package io.berth.torture;

import io.berth.client.Answer;
import io.berth.client.Body;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Pushes to one repository until the connection breaks, and remembers what was acknowledged. It
 * does one thing at a time, so only its last request can be in doubt. What is there afterwards it
 * asks of the public API alone.
 */
public final class Pusher {
  private static final String ABSENT = "";
  private static final int TAGS = 5;

  private final Repository repository;
  private final Random random;
  private final Tally tally;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Map<String, byte[]> manifests = new HashMap<>();
  // By tag: the digests it may point at, ABSENT when it may be gone.
  private final Map<String, Set<String>> tags = new HashMap<>();

  public Pusher(Repository repository, Random random, Tally tally) {
    this.repository = repository;
    this.random = random;
    this.tally = tally;
  }

  /** Pushes images, moves tags and deletes some, until the server goes away. */
  void pushUntilItBreaks() {
    try {
      while (true) {
        pushImage();
        if (random.nextInt(4) == 0) {
          deleteTag();
        }
      }
    } catch (IOException _) {
      close();
    }
  }

  /** Drops the connection; the next request makes a new one. */
  public void close() {
    repository.client().close();
  }

  /** One image, in one of the ways that clients have. */
  public void pushImage() throws IOException {
    var config = bytes(100 + random.nextInt(200));
    var layer = bytes(1 + random.nextInt(300_000));
    pushWhole(config);
    if (random.nextBoolean()) {
      pushWhole(layer);
    } else {
      pushInChunks(layer);
    }
    var manifest =
        Content.manifest(
            Descriptor.of(Content.CONFIG, config), List.of(Descriptor.of(Content.LAYER, layer)));
    var digest = Content.digest(manifest);
    var tag = "t" + random.nextInt(TAGS);
    var before = tags.getOrDefault(tag, Set.of(ABSENT));
    tags.put(tag, union(before, digest));
    tally.attempt();
    acknowledged(repository.putManifest(tag, manifest), 201);
    tags.put(tag, Set.of(digest));
    manifests.put(digest, manifest);
  }

  private void pushWhole(byte[] bytes) throws IOException {
    tally.attempt();
    var digest = Content.digest(bytes);
    acknowledged(repository.finish(repository.location(), digest, Body.of(bytes)), 201);
    blobs.put(digest, bytes);
  }

  private void pushInChunks(byte[] bytes) throws IOException {
    tally.attempt();
    var location = repository.location();
    var chunk = 1 + bytes.length / 3;
    for (int from = 0; from < bytes.length; from += chunk) {
      var to = Math.min(bytes.length, from + chunk);
      var part = Body.of(Arrays.copyOfRange(bytes, from, to));
      var range = "Content-Range: " + from + "-" + (to - 1);
      location =
          Endpoint.path(repository.patch(location, part, range).must(202).header("Location"));
    }
    var digest = Content.digest(bytes);
    acknowledged(repository.finish(location, digest, Body.of(new byte[0])), 201);
    blobs.put(digest, bytes);
  }

  private void deleteTag() throws IOException {
    var tag = "t" + random.nextInt(TAGS);
    var before = tags.getOrDefault(tag, Set.of(ABSENT));
    if (before.contains(ABSENT)) {
      return;
    }
    tags.put(tag, union(before, ABSENT));
    tally.attempt();
    acknowledged(repository.deleteManifest(tag), 202);
    tags.put(tag, Set.of(ABSENT));
  }

  private void acknowledged(Answer answer, int status) {
    answer.must(status);
    tally.acknowledge();
  }

  /** Reads everything back, byte by byte; what is missing or different is lost. */
  public void verify() throws IOException {
    for (var blob : blobs.entrySet()) {
      compare(repository.blob(blob.getKey()), blob.getKey(), blob.getValue());
    }
    for (var manifest : manifests.entrySet()) {
      compare(repository.manifest(manifest.getKey()), manifest.getKey(), manifest.getValue());
    }
    for (var tag : tags.entrySet()) {
      var answer = repository.manifest(tag.getKey());
      var found = answer.status() == 404 ? ABSENT : Content.digest(answer.body());
      if (tag.getValue().contains(found)) {
        tally.verify();
      } else {
        tally.lose(
            "tag %s:%s is \"%s\", was acknowledged as %s"
                .formatted(repository.name(), tag.getKey(), found, tag.getValue()));
      }
      tag.setValue(Set.of(found));
    }
  }

  private void compare(Answer answer, String digest, byte[] expected) {
    if (answer.status() == 200 && Arrays.equals(answer.body(), expected)) {
      tally.verify();
    } else {
      tally.lose(repository.name() + "@" + digest + " answers " + answer.status());
    }
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Set<String> union(Set<String> some, String more) {
    var all = new HashSet<>(some);
    all.add(more);
    return all;
  }
}
