package io.berth.bench;

import io.berth.client.Client;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** B22: pulls of a manifest by name and password, in the first seconds after a start. */
final class ColdRows implements Measurement {
  private static final int SECONDS = 5;

  @Override
  public String id() {
    return "B22";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    try (var berth = Field.startBerth()) {
      var tenant = fill(berth);
      berth.stop();
      var rows = new ArrayList<Row>();
      for (var way : Connections.all()) {
        var words =
            "GET manifest by tag with Basic in the first %d seconds, %s"
                .formatted(SECONDS, way.words());
        var samples = samples(berth, tenant, field.peers.stopped(), way, scale.rounds());
        rows.add(new Row(id(), words, "req/s", true, samples, targets(way)));
      }
      return rows;
    }
  }

  private static List<Target> targets(Connections way) {
    if (way.secure()) {
      return List.of();
    }
    return List.of(Target.atLeast(way.anew() ? 4_000 : 10_000));
  }

  private static SequencedMap<String, List<Sample>> samples(
      BerthProcess berth, Tenant tenant, List<Peer> peers, Connections way, int rounds)
      throws IOException {
    var samples = new LinkedHashMap<String, List<Sample>>();
    for (int round = 0; round < rounds; round++) {
      berth.startAgain();
      add(samples, way, rival(berth, tenant));
      berth.stop();
      for (var peer : peers) {
        add(samples, way, peer.start(way.secure()));
        peer.stop();
      }
    }
    return samples;
  }

  private static void add(Map<String, List<Sample>> samples, Connections way, Rival rival)
      throws IOException {
    samples
        .computeIfAbsent(rival.name(), _ -> new ArrayList<>())
        .add(way.get(rival, TagRows.PATH, SECONDS));
  }

  /** A project with the image; its administrator. */
  static Tenant fill(BerthProcess berth) throws IOException {
    var tenant = Tenant.first(berth);
    tenant.createProject("bench");
    Peers.push(rival(berth, tenant));
    return tenant;
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
