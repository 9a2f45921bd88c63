package io.berth.bench;

import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** B22: pulls of a manifest by name and password, in the first seconds after a start. */
final class ColdRows implements Measurement {
  static final String PATH = "/v2/" + Field.NAME + "/manifests/v1";
  private static final int CONNECTIONS = 8;
  private static final int SECONDS = 5;
  private static final List<Way> WAYS =
      List.of(
          new Way(CONNECTIONS + " connections kept", false, false, List.of(Target.atLeast(10_000))),
          new Way("a new connection each", true, false, List.of(Target.atLeast(4_000))),
          new Way(CONNECTIONS + " connections kept, TLS", false, true, List.of()),
          new Way("a new connection each, TLS", true, true, List.of()));

  private record Way(String words, boolean anew, boolean secure, List<Target> targets) {}

  @Override
  public String id() {
    return "B22";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var peers = Peer.found(field.certificates(), System.err);
    try (var berth = Field.startBerth()) {
      var tenant = fill(berth);
      berth.stop();
      for (var peer : peers) {
        fill(peer.start(false));
        peer.stop();
      }
      var rows = new ArrayList<Row>();
      for (var way : WAYS) {
        var words =
            "GET manifest by tag in the first %d seconds, %d at a time, %s"
                .formatted(SECONDS, CONNECTIONS, way.words());
        var samples = samples(berth, tenant, peers, way, scale.rounds());
        rows.add(new Row(id(), words, "req/s", true, samples, way.targets()));
      }
      return rows;
    } finally {
      peers.forEach(Peer::close);
    }
  }

  private static SequencedMap<String, List<Sample>> samples(
      BerthProcess berth, Tenant tenant, List<Peer> peers, Way way, int rounds) throws IOException {
    var wrk = new Wrk(SECONDS, way.anew(), way.secure());
    var samples = new LinkedHashMap<String, List<Sample>>();
    for (int round = 0; round < rounds; round++) {
      berth.startAgain();
      add(samples, wrk, rival(berth, tenant));
      berth.stop();
      for (var peer : peers) {
        add(samples, wrk, peer.start(way.secure()));
        peer.stop();
      }
    }
    return samples;
  }

  private static void add(Map<String, List<Sample>> samples, Wrk wrk, Rival rival)
      throws IOException {
    samples
        .computeIfAbsent(rival.name(), _ -> new ArrayList<>())
        .add(wrk.run(rival, PATH, CONNECTIONS));
  }

  /** A project with the image; its administrator. */
  static Tenant fill(BerthProcess berth) throws IOException {
    var tenant = Tenant.first(berth);
    tenant.createProject("bench");
    fill(rival(berth, tenant));
    return tenant;
  }

  private static void fill(Rival rival) throws IOException {
    var small = "{}".getBytes(StandardCharsets.UTF_8);
    var piece = Descriptor.of(Content.CONFIG, small);
    var bytes = Content.manifest(piece, List.of(Descriptor.of(Content.LAYER, small)));
    try (var client = new Client(rival.endpoint(), rival.authorization())) {
      var repository = new Repository(client, Field.NAME);
      repository.push(small);
      repository.putManifest("v1", bytes).must(201);
    }
  }

  /** The server as it runs now, asked with the administrator's password. */
  static Rival rival(BerthProcess berth, Tenant tenant) {
    return new Rival(
        Rival.BERTH,
        tenant.endpoint(),
        berth.tlsPort(),
        Client.basic(tenant.user(), tenant.password()),
        berth.pid());
  }
}
