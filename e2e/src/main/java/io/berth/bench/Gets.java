package io.berth.bench;

import io.berth.bench.load.Sample;
import io.berth.bench.load.Transport;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** GETs of one path in each {@link Transport}, beside nginx and all peers. */
record Gets(Field field, Scale scale, String path) {

  /** Makes rows of what was measured. */
  interface Reading {
    List<Row> of(Transport over, SequencedMap<String, List<Sample>> samples);
  }

  /**
   * @param same the same server asked differently: what it runs is warm by then
   */
  List<Row> rows(List<Rival> same, Reading reading) throws Exception {
    var rows = new ArrayList<Row>();
    for (boolean secure : List.of(false, true)) {
      try {
        var others = new ArrayList<>(same);
        others.add(field.nginx);
        others.addAll(field.peers.start(secure));
        for (var over : Transport.all(secure)) {
          Contest.Measure measure = rival -> over.get(rival, path, scale.seconds());
          var samples =
              scale
                  .warmContest()
                  .with(List.of(field.berth), measure)
                  .withReady(others, measure)
                  .run();
          rows.addAll(reading.of(over, samples));
        }
      } finally {
        field.peers.stop();
      }
    }
    return rows;
  }
}
