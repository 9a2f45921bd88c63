package io.berth.bench.rival;

import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.clients.NotHere;
import io.berth.clients.Tools;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The registries that are found on this machine, each holding the image {@code bench/app:v1} with a
 * layer of 1 MiB.
 */
public final class Peers implements AutoCloseable {
  public static final String OLAREG = "olareg";
  public static final String ZOT = "zot";

  /** The newer one of the repository that {@code docker-registry} is an older one of. */
  public static final String DISTRIBUTION = "distribution";

  public static final String DOCKER_REGISTRY = "docker-registry";
  private static final List<String> NAMES = List.of(DOCKER_REGISTRY, DISTRIBUTION, OLAREG, ZOT);

  private final List<Peer> all;
  private boolean filled;

  private Peers(List<Peer> all) {
    this.all = all;
  }

  /** Those in {@code BERTH_CLIENTS}, its {@code bin} or on the path; of the others a line. */
  public static Peers found(Path certificates, PrintStream talk) {
    var tools = Tools.asFound(talk);
    var found = new ArrayList<Peer>();
    for (var name : NAMES) {
      try {
        found.add(new Peer(name, tools.program(name), certificates));
      } catch (NotHere e) {
        talk.println("bench: without " + name + ": " + e.getMessage());
      }
    }
    return new Peers(found);
  }

  /** None of them running, each with the image. */
  public List<Peer> stopped() throws IOException {
    if (!filled) {
      for (var peer : all) {
        push(peer.start(false));
        peer.stop();
      }
      filled = true;
    }
    return all;
  }

  /** All of them listening. */
  public List<Rival> start(boolean secure) throws IOException {
    var rivals = new ArrayList<Rival>();
    for (var peer : stopped()) {
      rivals.add(peer.start(secure));
    }
    return rivals;
  }

  public void stop() {
    all.forEach(Peer::stop);
  }

  /** The image whose manifest and layer are asked for; the digest of its manifest. */
  public static String push(Rival rival) throws IOException {
    try (var client = new Client(rival.endpoint(), rival.authorization())) {
      var repository = new Repository(client, Field.NAME);
      repository.push(config());
      repository.push(layer());
      repository.putManifest("v1", manifest()).must(201);
    }
    return Content.digest(manifest());
  }

  public static byte[] config() {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] layer() {
    return Field.block(1);
  }

  public static byte[] manifest() {
    return Content.manifest(
        Descriptor.of(Content.CONFIG, config()), List.of(Descriptor.of(Content.LAYER, layer())));
  }

  @Override
  public void close() {
    all.forEach(Peer::close);
  }
}
