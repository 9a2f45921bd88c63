package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Peers;
import io.berth.bench.rival.Rival;
import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.cluster.Cluster;
import io.berth.e2e.fixtures.BerthProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * B15: what a push and a pull cost all processes together, with three servers over one PostgreSQL
 * and one object store behind nginx, and with one server there.
 */
final class ServersRows implements Measurement {
  private static final int SERVERS = 3;
  private static final int CLIENTS = 8;
  private static final String ONE = "one server";
  private static final double AT_MOST = 1.1;

  /** Counts statements, and says each time somebody waits longer than that for a lock. */
  private static final List<String> POSTGRESQL =
      List.of(
          "shared_preload_libraries=pg_stat_statements",
          "log_lock_waits=on",
          "deadlock_timeout=10ms");

  private static final String STATEMENTS = "SELECT sum(calls) FROM pg_stat_statements";
  private static final String WAIT = "still waiting for";

  /** What is counted of each operation. */
  private enum Figure {
    BERTH("processor time of Berth", "µs"),
    DATABASE("processor time of PostgreSQL", "µs"),
    STORE("processor time of the object store", "µs"),
    STATEMENTS("statements", "a piece"),
    WAITS("waits for a lock longer than 10 ms", "a thousand"),
    RATE("rate", "a second");

    private final String words;
    private final String unit;

    Figure(String words, String unit) {
      this.words = words;
      this.unit = unit;
    }
  }

  @Override
  public String id() {
    return "B15";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var missing = Cluster.missing();
    if (missing.isPresent()) {
      System.err.println("bench: without B15: " + missing.get());
      return List.of();
    }
    try (var one = new Side(Cluster.start(1, POSTGRESQL));
        var three = new Side(Cluster.start(SERVERS, POSTGRESQL))) {
      var sides = new LinkedHashMap<String, Side>();
      sides.put(Rival.BERTH, three);
      sides.put(ONE, one);
      var rows = new ArrayList<Row>();
      rows.addAll(rows("push of an image with two small layers", sides, scale, Loads::image));
      rows.addAll(rows("pull of an image with a layer of 1 MiB", sides, scale, ServersRows::pull));
      return rows;
    }
  }

  private static void pull(Client client, int number) throws IOException {
    var manifest = "/v2/" + Field.NAME + "/manifests/v1";
    var accept = "Accept: " + Content.MANIFEST;
    client.send("HEAD", manifest, Body.NONE, accept).must(200);
    client.get(manifest, accept).must(200);
    for (var blob : List.of(Peers.config(), Peers.layer())) {
      var path = "/v2/" + Field.NAME + "/blobs/" + Content.digest(blob);
      client.get(path, OutputStream.nullOutputStream()).must(200);
    }
  }

  private List<Row> rows(
      String operation, SequencedMap<String, Side> sides, Scale scale, Loads.Operation load)
      throws Exception {
    warm(sides.values(), scale, load);
    var all = new EnumMap<Figure, SequencedMap<String, List<Sample>>>(Figure.class);
    for (int round = 0; round < scale.rounds(); round++) {
      for (var side : sides.entrySet()) {
        side.getValue()
            .measure(scale, load)
            .forEach(
                (figure, sample) ->
                    all.computeIfAbsent(figure, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(side.getKey(), _ -> new ArrayList<>())
                        .add(sample));
      }
    }
    var rows = new ArrayList<Row>();
    all.forEach((figure, samples) -> rows.add(row(figure, operation, samples)));
    return rows;
  }

  /**
   * Each server of each side does what one server alone does while it warms up: a server compiles
   * what it has done often, and of three each is asked a third.
   */
  private static void warm(Collection<Side> sides, Scale scale, Loads.Operation load)
      throws Exception {
    long each = 0;
    for (var side : sides.stream().sorted(Comparator.comparingInt(Side::servers)).toList()) {
      long end = System.nanoTime() + scale.warmUp().toNanos();
      long done = 0;
      do {
        done += side.operations(scale, load);
      } while (System.nanoTime() < end || done < each * side.servers());
      each = Math.max(each, done / side.servers());
    }
  }

  private Row row(Figure figure, String operation, SequencedMap<String, List<Sample>> samples) {
    var words =
        "%s, %s, %d servers, %d clients".formatted(operation, figure.words, SERVERS, CLIENTS);
    var bound =
        new Target(
            "≤ " + AT_MOST + " × " + ONE, List.of(ONE), row -> row.ratio(ONE) >= 1 / AT_MOST);
    boolean hasNone = figure == Figure.RATE || figure == Figure.WAITS;
    return new Row(
        id(),
        words,
        figure.unit,
        figure == Figure.RATE,
        samples,
        hasNone ? List.of() : List.of(bound));
  }

  /** One cluster, and how it is asked. */
  private static final class Side implements AutoCloseable {
    private final Cluster cluster;
    private final Rival rival;

    Side(Cluster cluster) throws IOException {
      this.cluster = cluster;
      var tenant = cluster.throughBalancer();
      tenant.createProject("bench");
      var scope = "repository:" + Field.NAME + ":pull,push";
      var token = "Bearer " + tenant.token(tenant.user(), tenant.password(), scope);
      this.rival =
          new Rival(Rival.BERTH, tenant.endpoint(), 0, token, cluster.servers.getFirst().pid());
      Peers.push(rival);
      cluster.postgres.sql("CREATE EXTENSION pg_stat_statements");
    }

    int servers() {
      return cluster.servers.size();
    }

    /** How many were done in a turn that does not count. */
    long operations(Scale scale, Loads.Operation load) throws Exception {
      var waits = new ArrayList<Long>();
      Loads.repeat(rival, CLIENTS, scale.time(), waits, load);
      return waits.size();
    }

    Map<Figure, Sample> measure(Scale scale, Loads.Operation load) throws Exception {
      var before = count();
      var waits = new ArrayList<Long>();
      var rate = Loads.repeat(rival, CLIENTS, scale.time(), waits, load);
      var after = count();
      var figures = new EnumMap<Figure, Sample>(Figure.class);
      after.forEach(
          (figure, sum) -> {
            double each = (sum - before.getOrDefault(figure, 0L)) / (double) waits.size();
            figures.put(figure, new Sample(figure == Figure.WAITS ? 1_000 * each : each, 0));
          });
      figures.put(Figure.RATE, new Sample(rate.value(), 0, rate.percentile()));
      return figures;
    }

    private Map<Figure, Long> count() throws IOException {
      var sums = new EnumMap<Figure, Long>(Figure.class);
      sums.put(
          Figure.BERTH, Rival.cpuMicros(cluster.servers.stream().map(BerthProcess::pid).toList()));
      sums.put(Figure.DATABASE, Rival.cpuMicros(List.of(cluster.postgres.pid())));
      sums.put(Figure.STORE, Rival.cpuMicros(cluster.store.pids()));
      sums.put(Figure.STATEMENTS, Long.parseLong(cluster.postgres.sql(STATEMENTS)));
      sums.put(
          Figure.WAITS, cluster.postgres.log().lines().filter(it -> it.contains(WAIT)).count());
      return sums;
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
