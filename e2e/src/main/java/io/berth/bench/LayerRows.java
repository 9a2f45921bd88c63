package io.berth.bench;

import io.berth.bench.load.Transport;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Peers;
import io.berth.client.Content;
import java.util.List;

/** B20: a layer of 1 MiB is downloaded, as most layers of an image are small. */
final class LayerRows implements Measurement {
  private static final double WANTED = 1.2;

  @Override
  public String id() {
    return "B20";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var path = "/v2/" + Field.NAME + "/blobs/" + Content.digest(Peers.layer());
    return new Gets(field, scale, path)
        .rows(
            List.of(),
            (over, samples) -> {
              var words = "GET of a 1 MiB layer with a token, " + over.words();
              return List.of(new Row(id(), words, "req/s", true, samples, targets(over)));
            });
  }

  private static List<Target> targets(Transport over) {
    return over.secure() ? List.of() : List.of(Target.timesWithinReach(WANTED, Peers.OLAREG));
  }
}
