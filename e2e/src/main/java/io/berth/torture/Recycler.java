package io.berth.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.client.Answer;
import io.berth.client.Body;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pushes to one repository while garbage is collected, and deletes nearly all of it again. As
 * container clients do it asks for a blob first, mounts it from a neighbour, or uploads it; what it
 * was told is there must be there for the manifest, as long as the grace lasts.
 */
final class Recycler {
  private static final int KEPT = 4;

  private final Repository repository;
  private final String neighbour;
  private final Shelf shelf;
  private final Random random;
  private final Tally tally;
  private final Duration grace;
  private final AtomicInteger late;
  // What was acknowledged and not deleted, by digest.
  private final Map<String, byte[]> manifests = new LinkedHashMap<>();

  Recycler(
      Repository repository,
      String neighbour,
      Shelf shelf,
      Random random,
      Tally tally,
      Duration grace,
      AtomicInteger late) {
    this.repository = repository;
    this.neighbour = neighbour;
    this.shelf = shelf;
    this.random = random;
    this.tally = tally;
    this.grace = grace;
    this.late = late;
  }

  /** One image in, sometimes with a referrer, and an old one out. */
  void turn() throws IOException {
    tally.attempt();
    long from = System.nanoTime();
    var pieces = new ArrayList<Descriptor>();
    for (int i = 1 + random.nextInt(3); i >= 0; i--) {
      var piece = shelf.pick(random);
      bring(piece);
      pieces.add(piece.descriptor());
    }
    var config = pieces.removeFirst();
    var manifest = Content.marked(config, pieces, String.valueOf(random.nextLong()));
    if (!put("t" + random.nextInt(KEPT), manifest, from)) {
      return;
    }
    if (random.nextInt(8) == 0) {
      refer(manifest, config);
    }
    if (random.nextInt(10) == 0) {
      check(Content.digest(manifest), manifest);
    }
    while (manifests.size() > KEPT) {
      delete(manifests.keySet().iterator().next());
    }
  }

  private void bring(Shelf.Piece piece) throws IOException {
    var digest = piece.descriptor().digest();
    if (repository.headBlob(digest).status() == 200) {
      return;
    }
    if (random.nextBoolean()) {
      var answer = repository.mount(digest, neighbour);
      if (answer.status() == 201) {
        return;
      }
      var location = Endpoint.path(answer.must(202).header("Location"));
      repository.finish(location, digest, Body.of(piece.bytes())).must(201);
    } else {
      repository.push(piece.bytes());
    }
  }

  /**
   * False when it was refused because this client was too slow for the grace, which is its fault.
   */
  private boolean put(String reference, byte[] manifest, long from) throws IOException {
    Answer answer = repository.putManifest(reference, manifest);
    if (answer.status() == 201) {
      tally.acknowledge();
      manifests.put(Content.digest(manifest), manifest);
      return true;
    }
    if (System.nanoTime() - from > grace.toNanos()) {
      late.incrementAndGet();
    } else {
      tally.lose("manifest refused within the grace: " + answer.status() + " " + answer.text());
    }
    return false;
  }

  private void refer(byte[] subject, Descriptor config) throws IOException {
    long from = System.nanoTime();
    if (repository.headBlob(config.digest()).status() != 200) {
      tally.lose(config.digest() + " is in a manifest, but not there");
      return;
    }
    var referrer =
        Content.referrer(
            config,
            List.of(),
            Descriptor.of(Content.MANIFEST, subject),
            "application/x." + random.nextInt(1_000_000));
    put(Content.digest(referrer), referrer, from);
  }

  private void delete(String digest) throws IOException {
    int status = repository.deleteManifest(digest).status();
    manifests.remove(digest);
    // A referrer goes with its subject, so it may be gone before this client deletes it.
    tally.check(status == 202 || status == 404, "delete answers " + status);
  }

  /** What is left must be whole; its blobs are added to what is reachable. */
  void settle(Set<String> reachable) throws IOException {
    for (var manifest : manifests.entrySet()) {
      if (check(manifest.getKey(), manifest.getValue())) {
        var json = parse(manifest.getValue());
        reachable.add(json.path("config").path("digest").asText());
        json.path("layers").forEach(layer -> reachable.add(layer.path("digest").asText()));
      }
    }
  }

  /** True when it is there with all its blobs. */
  private boolean check(String digest, byte[] manifest) throws IOException {
    var json = parse(manifest);
    var subject = json.path("subject").path("digest").asText("");
    var answer = repository.manifest(digest);
    if (answer.status() == 404 && !subject.isEmpty() && !manifests.containsKey(subject)) {
      return false; // It went with its subject.
    }
    if (answer.status() != 200 || !Arrays.equals(answer.body(), manifest)) {
      tally.lose(repository.name() + "@" + digest + " answers " + answer.status());
      return false;
    }
    var digests = new ArrayList<String>(List.of(json.path("config").path("digest").asText()));
    json.path("layers").forEach(layer -> digests.add(layer.path("digest").asText()));
    for (var blob : digests) {
      var bytes = repository.blob(blob);
      if (bytes.status() == 200 && Content.digest(bytes.body()).equals(blob)) {
        tally.verify();
      } else {
        tally.lose(blob + " of a kept manifest answers " + bytes.status());
      }
    }
    return true;
  }

  private static JsonNode parse(byte[] json) {
    return Json.parse(new String(json, StandardCharsets.UTF_8));
  }
}
