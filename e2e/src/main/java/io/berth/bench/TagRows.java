package io.berth.bench;

import io.berth.bench.load.Connections;
import io.berth.bench.load.Sample;
import io.berth.bench.load.Transport;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Peers;
import io.berth.bench.rival.Rival;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * B21: a manifest is pulled by tag by a few clients: over a connection of its own each time, as the
 * jobs of a build farm do, and over connections that are kept.
 */
final class TagRows implements Measurement {
  static final String PATH = "/v2/" + Field.NAME + "/manifests/v1";
  private static final String BASIC = "with Basic";
  private static final double WANTED = 1.5;

  @Override
  public String id() {
    return "B21";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    return new Gets(field, scale, PATH)
        .rows(
            List.of(field.administrator.named(BASIC)),
            (over, samples) -> {
              var basic = Objects.requireNonNull(samples.remove(BASIC));
              var others = new LinkedHashMap<String, List<Sample>>();
              others.put(Rival.BERTH, basic);
              samples.forEach(others::putIfAbsent);
              return List.of(row("with a token", over, samples), row(BASIC, over, others));
            });
  }

  private Row row(String asked, Transport over, SequencedMap<String, List<Sample>> samples) {
    var words = "GET manifest by tag %s, %s".formatted(asked, over.words());
    return new Row(id(), words, "req/s", true, samples, targets(over));
  }

  private static List<Target> targets(Transport over) {
    return over instanceof Connections(_, boolean anew, boolean secure) && anew && !secure
        ? List.of(Target.timesWithinReach(WANTED, Peers.OLAREG))
        : List.of();
  }
}
