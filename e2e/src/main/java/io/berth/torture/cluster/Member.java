package io.berth.torture.cluster;

import io.berth.client.Answer;
import io.berth.client.Body;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Pushes to and pulls from one repository through nginx, asks again as long as it takes, and goes
 * on with uploads where they stand; remembers what was acknowledged.
 */
final class Member {
  private static final String ABSENT = "";
  private static final int TAGS = 5;
  private static final int SMALL = 300_000;
  private static final int LARGE = 18 << 20;

  private final Repository repository;
  private final Random random;
  private final Tally tally;
  private final Patience patience;
  private final Progress progress;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Map<String, byte[]> manifests = new HashMap<>();
  // By tag: the digests it may point at, ABSENT when it may be gone.
  private final Map<String, Set<String>> tags = new HashMap<>();

  Member(Repository repository, Random random, Tally tally, Patience patience, Progress progress) {
    this.repository = repository;
    this.random = random;
    this.tally = tally;
    this.patience = patience;
    this.progress = progress;
  }

  /** An image in one of the ways that clients have, and something pulled. */
  void turn() throws IOException {
    var config = bytes(100 + random.nextInt(200));
    var layer = bytes(1 + random.nextInt(random.nextInt(6) == 0 ? LARGE : SMALL));
    pushWhole(config);
    if (random.nextInt(3) == 0) {
      pushWhole(layer);
    } else {
      pushInChunks(layer);
    }
    var manifest =
        Content.manifest(
            Descriptor.of(Content.CONFIG, config), List.of(Descriptor.of(Content.LAYER, layer)));
    tag("t" + random.nextInt(TAGS), manifest);
    if (random.nextInt(4) == 0) {
      deleteTag("t" + random.nextInt(TAGS));
    }
    var known = new ArrayList<>(blobs.entrySet());
    var blob = known.get(random.nextInt(known.size()));
    tally.attempt();
    compare(patience.ask(() -> repository.blob(blob.getKey())), blob.getKey(), blob.getValue());
  }

  /** POST and PUT; nothing is acknowledged in between. */
  private void pushWhole(byte[] bytes) throws IOException {
    tally.attempt();
    var digest = Content.digest(bytes);
    while (true) {
      var location = begin();
      var answer = patience.once(() -> repository.finish(location, digest, Body.of(bytes)));
      if (Patience.isAbsent(answer) && !isThere(digest)) {
        continue;
      }
      acknowledged(answer, 201);
      blobs.put(digest, bytes);
      return;
    }
  }

  /** Each chunk goes to another server; what breaks is looked at and gone on with elsewhere. */
  private void pushInChunks(byte[] bytes) throws IOException {
    tally.attempt();
    var digest = Content.digest(bytes);
    int chunk = Math.max(1_000, bytes.length / (2 + random.nextInt(4)) + 1);
    var location = begin();
    int offset = 0;
    while (true) {
      Answer answer;
      int from = offset;
      int to = Math.min(bytes.length, from + chunk);
      var target = location;
      if (from < bytes.length) {
        var part = part(Arrays.copyOfRange(bytes, from, to));
        var range = "Content-Range: " + from + "-" + (to - 1);
        answer = patience.once(() -> repository.patch(target, part, range));
        if (answer.status() == 202) {
          location = Endpoint.path(answer.header("Location"));
          offset = to;
          progress.chunk();
          continue;
        }
      } else {
        answer = patience.once(() -> repository.finish(target, digest, Body.of(new byte[0])));
        if (answer.status() == 201 || (Patience.isAbsent(answer) && isThere(digest))) {
          acknowledged(answer, 201);
          blobs.put(digest, bytes);
          return;
        }
      }
      var state = patience.ask(() -> repository.client().get(target));
      if (state.status() == 204) {
        int stands = offset(state);
        if (stands < from || stands > to) {
          tally.lose(
              "an upload stands at %d, acknowledged were %d of %d bytes, sent %d; before: %d %s"
                  .formatted(stands, from, bytes.length, to, answer.status(), answer.text()));
        }
        progress.resume();
        offset = stands;
        location = Endpoint.path(state.header("Location"));
      } else if (from == 0 || progress.mayComeLate()) {
        progress.begunAnew();
        location = begin();
        offset = 0;
      } else {
        tally.lose(
            "an upload with %d of %d bytes acknowledged answers %d; before: %d %s"
                .formatted(from, bytes.length, state.status(), answer.status(), answer.text()));
        location = begin();
        offset = 0;
      }
    }
  }

  /** Half of the time from afar, so that much is under way at any moment. */
  private Body part(byte[] bytes) {
    return random.nextBoolean() ? Body.of(bytes) : new FromAfar(bytes);
  }

  private record FromAfar(byte[] bytes) implements Body {
    private static final int PIECES = 20;
    private static final Duration BETWEEN = Duration.ofMillis(40);

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      int size = bytes.length / PIECES + 1;
      for (int from = 0; from < bytes.length; from += size) {
        out.write(bytes, from, Math.min(size, bytes.length - from));
        out.flush();
        Await.pass(BETWEEN);
      }
    }
  }

  /** Zero bytes and one byte look the same by custom; no chunk ends after the first byte. */
  private static int offset(Answer state) {
    int last = Integer.parseInt(state.header("Range").replaceFirst("^0-", ""));
    return last == 0 ? 0 : last + 1;
  }

  private String begin() throws IOException {
    return Endpoint.path(patience.ask(repository::begin).must(202).header("Location"));
  }

  private boolean isThere(String digest) throws IOException {
    return patience.ask(() -> repository.headBlob(digest)).status() == 200;
  }

  private void tag(String tag, byte[] manifest) throws IOException {
    var digest = Content.digest(manifest);
    var before = tags.getOrDefault(tag, Set.of(ABSENT));
    tags.put(tag, union(before, digest));
    tally.attempt();
    long failedBefore = patience.failed();
    acknowledged(patience.ask(() -> repository.putManifest(tag, manifest)), 201);
    settle(tag, digest, failedBefore);
    manifests.put(digest, manifest);
  }

  private void deleteTag(String tag) throws IOException {
    var before = tags.getOrDefault(tag, Set.of(ABSENT));
    if (before.contains(ABSENT)) {
      return;
    }
    tags.put(tag, union(before, ABSENT));
    tally.attempt();
    long failedBefore = patience.failed();
    var answer = patience.ask(() -> repository.deleteManifest(tag));
    // A deletion that was not answered may have been done.
    acknowledged(answer, answer.status() == 404 && patience.failed() > failedBefore ? 404 : 202);
    settle(tag, ABSENT, failedBefore);
  }

  /**
   * What the tag is now. Where an answer was missing, a request may still be on its way in a server
   * that stands still, and come after those that were asked later.
   */
  private void settle(String tag, String now, long failedBefore) {
    if (patience.failed() == failedBefore || !progress.mayComeLate()) {
      tags.put(tag, Set.of(now));
    }
  }

  private void acknowledged(Answer answer, int status) {
    if (!Patience.isAbsent(answer)) {
      answer.must(status);
    }
    tally.acknowledge();
  }

  /** Reads everything back at one server; what is missing or different is lost. */
  void verify(Repository at) throws IOException {
    for (var blob : blobs.entrySet()) {
      compare(patience.ask(() -> at.blob(blob.getKey())), blob.getKey(), blob.getValue());
    }
    for (var manifest : manifests.entrySet()) {
      compare(
          patience.ask(() -> at.manifest(manifest.getKey())),
          manifest.getKey(),
          manifest.getValue());
    }
    for (var tag : tags.entrySet()) {
      var answer = patience.ask(() -> at.manifest(tag.getKey()));
      var found = answer.status() == 404 ? ABSENT : Content.digest(answer.body());
      if (tag.getValue().contains(found)) {
        tally.verify();
      } else {
        tally.lose(
            "tag %s:%s is \"%s\", was acknowledged as %s"
                .formatted(repository.name(), tag.getKey(), found, tag.getValue()));
      }
    }
  }

  private void compare(Answer answer, String digest, byte[] expected) {
    if (answer.status() == 200 && Arrays.equals(answer.body(), expected)) {
      tally.verify();
    } else {
      tally.lose(
          "%s@%s (%d bytes) answers %d with %d bytes"
              .formatted(
                  repository.name(),
                  digest,
                  expected.length,
                  answer.status(),
                  answer.body().length));
    }
  }

  String name() {
    return repository.name();
  }

  /** Bytes of all that was acknowledged. */
  long stored() {
    return sum(blobs) + sum(manifests);
  }

  private static long sum(Map<String, byte[]> contents) {
    return contents.values().stream().mapToLong(it -> it.length).sum();
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
