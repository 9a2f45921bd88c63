package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.rival.Field;
import java.util.ArrayList;
import java.util.List;

/** B5 to B7: pushes, each on stable storage before it is answered. */
final class PushRows {
  private static final int CLIENTS = 8;
  private static final String REGISTRY = "docker-registry";

  private PushRows() {}

  static List<Measurement> all() {
    return List.of(
        new LargeBlobs(),
        new Repeated("B6", "1 KiB blobs, 8 connections", "blobs/s", Loads::smallBlob),
        new Repeated(
            "B7",
            "images of config, 2 layers, manifest and tag, 8 clients",
            "images/s",
            Loads::image));
  }

  private record LargeBlobs() implements Measurement {
    @Override
    public String id() {
      return "B5";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var rows = new ArrayList<Row>();
      for (var way : Loads.Way.values()) {
        rows.add(row(field, scale, way, 1, scale.megabytes()));
        rows.add(row(field, scale, way, CLIENTS, scale.each()));
      }
      return rows;
    }

    private Row row(Field field, Scale scale, Loads.Way way, int streams, int megabytes)
        throws Exception {
      var samples =
          scale
              .contest()
              .with(
                  List.of(field.berth, field.registry, field.sink),
                  rival -> Loads.push(rival, way, megabytes, streams))
              .run();
      var words =
          "push of %d MiB, %s, %d %s"
              .formatted(megabytes, way.words(), streams, streams == 1 ? "stream" : "streams");
      var targets = List.of(Target.times(0.9, "sink"), Target.times(1.5, REGISTRY));
      return new Row(id(), words, "MiB/s", true, samples, targets);
    }
  }

  private record Repeated(String id, String words, String unit, Loads.Operation operation)
      implements Measurement {
    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var samples =
          scale
              .warmContest(3)
              .with(
                  List.of(field.berth, field.registry),
                  rival -> Loads.repeat(rival, CLIENTS, scale.time(), new ArrayList<>(), operation))
              .run();
      return List.of(new Row(id, words, unit, true, samples, List.of(Target.times(5, REGISTRY))));
    }
  }
}
