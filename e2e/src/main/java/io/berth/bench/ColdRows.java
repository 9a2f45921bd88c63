package io.berth.bench;

import io.berth.bench.load.Connections;
import io.berth.bench.load.Sample;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Peer;
import io.berth.bench.rival.Rival;
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
      var tenant = Field.fill(berth);
      berth.stop();
      var rows = new ArrayList<Row>();
      for (var over : Connections.all()) {
        var words =
            "GET manifest by tag with Basic in the first %d seconds, %s"
                .formatted(SECONDS, over.words());
        var samples = samples(berth, tenant, field.peers.stopped(), over, scale.rounds());
        rows.add(new Row(id(), words, "req/s", true, samples, targets(over)));
      }
      return rows;
    }
  }

  private static List<Target> targets(Connections over) {
    if (over.secure()) {
      return List.of();
    }
    return List.of(Target.atLeast(over.anew() ? 4_000 : 10_000));
  }

  private static SequencedMap<String, List<Sample>> samples(
      BerthProcess berth, Tenant tenant, List<Peer> peers, Connections over, int rounds)
      throws IOException {
    var samples = new LinkedHashMap<String, List<Sample>>();
    for (int round = 0; round < rounds; round++) {
      berth.startAgain();
      add(samples, over, Rival.administrator(berth, tenant));
      berth.stop();
      for (var peer : peers) {
        add(samples, over, peer.start(over.secure()));
        peer.stop();
      }
    }
    return samples;
  }

  private static void add(Map<String, List<Sample>> samples, Connections over, Rival rival)
      throws IOException {
    samples
        .computeIfAbsent(rival.name(), _ -> new ArrayList<>())
        .add(over.get(rival, TagRows.PATH, SECONDS));
  }
}
