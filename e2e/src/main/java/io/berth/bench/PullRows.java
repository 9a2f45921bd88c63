package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.load.Wrk;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import java.util.ArrayList;
import java.util.List;

/** B1 to B4: what a pull consists of. */
final class PullRows {
  private static final List<Integer> CONNECTIONS = List.of(64, 16, 1);
  private static final List<Integer> STREAMS = List.of(1, 8);
  private static final String REGISTRY = "docker-registry";
  private static final String NGINX = "nginx";

  private PullRows() {}

  static List<Measurement> all() {
    return List.of(new ByTag(), new ByDigest(), new Download(), new SecureDownload());
  }

  private static List<Row> requests(String id, String words, Field field, Scale scale, Load load)
      throws Exception {
    var rows = new ArrayList<Row>();
    for (int connections : CONNECTIONS) {
      var contest = rows.isEmpty() ? scale.warmContest() : scale.contest();
      var samples =
          contest
              .with(
                  List.of(field.berth, field.registry, field.nginx),
                  rival -> load.run(rival, connections))
              .run();
      var targets = new ArrayList<>(List.of(Target.times(20, REGISTRY)));
      if (connections == 64) {
        targets.add(Target.times(0.5, NGINX));
      }
      rows.add(
          new Row(
              id,
              words + ", " + connections + (connections == 1 ? " connection" : " connections"),
              "req/s",
              true,
              samples,
              targets));
    }
    return rows;
  }

  /** Requests over so many connections. */
  private interface Load {
    Sample run(Rival rival, int connections) throws Exception;
  }

  private static Load get(Scale scale, String path) {
    var wrk = new Wrk(scale.seconds());
    return (rival, connections) -> wrk.run(rival, path, connections);
  }

  private static Load head(Scale scale, String path) {
    return (rival, connections) ->
        Loads.repeat(
            rival,
            connections,
            scale.time(),
            new ArrayList<>(),
            (client, _) -> client.head(path).must(200));
  }

  private static String streams(int count) {
    return count == 1 ? "1 stream" : count + " streams";
  }

  private record ByTag() implements Measurement {
    @Override
    public String id() {
      return "B1";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var path = "/v2/" + Field.NAME + "/manifests/v1";
      return requests(id(), "GET manifest by tag", field, scale, get(scale, path));
    }
  }

  private record ByDigest() implements Measurement {
    @Override
    public String id() {
      return "B2";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var manifest = "/v2/" + Field.NAME + "/manifests/" + field.manifest;
      var blob = "/v2/" + Field.NAME + "/blobs/" + field.large;
      var rows =
          new ArrayList<>(
              requests(id(), "GET manifest by digest", field, scale, get(scale, manifest)));
      rows.addAll(requests(id(), "HEAD blob", field, scale, head(scale, blob)));
      return rows;
    }
  }

  private record Download() implements Measurement {
    @Override
    public String id() {
      return "B3";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var rows = new ArrayList<Row>();
      for (int streams : STREAMS) {
        var samples =
            scale
                .contest()
                .with(
                    List.of(field.berth, field.registry, field.nginx),
                    rival -> Loads.download(rival, field.large, scale.megabytes(), streams))
                .run();
        var words = "download of %d MiB, %s".formatted(scale.megabytes(), streams(streams));
        var targets = List.of(Target.times(1.3, REGISTRY), Target.times(0.95, NGINX));
        rows.add(new Row(id(), words, "MiB/s", true, samples, targets));
      }
      return rows;
    }
  }

  private record SecureDownload() implements Measurement {
    @Override
    public String id() {
      return "B4";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var rows = new ArrayList<Row>();
      for (int streams : STREAMS) {
        var samples =
            scale
                .contest()
                .with(
                    List.of(field.berth, field.nginx),
                    rival -> Loads.secureDownload(rival, field.large, scale.megabytes(), streams))
                .run();
        var words =
            "download of %d MiB over TLS 1.3, %s".formatted(scale.megabytes(), streams(streams));
        rows.add(new Row(id(), words, "MiB/s", true, samples, List.of(Target.times(0.9, NGINX))));
      }
      return rows;
    }
  }
}
