package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.load.Wrk;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.client.Usage;
import io.berth.e2e.fixtures.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** B12: start, the first seconds after it, and memory. */
final class MemoryRows implements Measurement {
  private static final int STREAMS = 64;
  private static final double MEBIBYTE = 1 << 20;
  private static final String WARM = "warm";
  private static final int CONNECTIONS = 64;
  private static final int FIRST_SECONDS = 10;
  private static final int WARMING_SECONDS = 15;

  @Override
  public String id() {
    return "B12";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var firstTimes = new ArrayList<Sample>();
    var berthTimes = new ArrayList<Sample>();
    var peerTimes = new ArrayList<Sample>();
    var berthIdle = new ArrayList<Sample>();
    var peerIdle = new ArrayList<Sample>();
    for (int round = 0; round < scale.rounds(); round++) {
      long first = System.nanoTime();
      try (var berth = Field.startBerth()) {
        firstTimes.add(new Sample((System.nanoTime() - first) / 1e6, 0));
        berth.stop();
        long before = System.nanoTime();
        berth.startAgain();
        berthTimes.add(new Sample((System.nanoTime() - before) / 1e6, 0));
        Await.pass(Duration.ofSeconds(1));
        berthIdle.add(new Sample(new Usage(berth.pid()).residentBytes() / MEBIBYTE, 0));
      }
      var peer = field.registryStart();
      peerTimes.add(new Sample(peer[0], 0));
      peerIdle.add(new Sample(peer[1], 0));
    }
    return List.of(
        row("start to ready", "ms", berthTimes, peerTimes, Target.below(1_200)),
        row("first start to ready, in an empty folder", "ms", firstTimes, List.of()),
        firstSeconds(scale),
        row("idle memory after a start", "MiB", berthIdle, peerIdle, Target.below(250)),
        row(
            "peak memory at %d pushes of %d MiB, %d streams"
                .formatted(STREAMS, scale.megabytes(), STREAMS),
            "MiB",
            List.of(new Sample(pushing(scale.megabytes()), 0)),
            List.of(),
            Target.below(600)));
  }

  private Row row(
      String words, String unit, List<Sample> berth, List<Sample> peer, Target... targets) {
    var samples = new LinkedHashMap<String, List<Sample>>();
    samples.put(Rival.BERTH, berth);
    if (!peer.isEmpty()) {
      samples.put("docker-registry", peer);
    }
    return new Row(id(), words, unit, false, samples, List.of(targets));
  }

  /** Pulls right after a start beside those of the same process when it has compiled its code. */
  private Row firstSeconds(Scale scale) throws Exception {
    var first = new ArrayList<Sample>();
    var warm = new ArrayList<Sample>();
    try (var berth = Field.startBerth()) {
      var tenant = Field.fill(berth);
      for (int round = 0; round < scale.rounds(); round++) {
        berth.restart();
        var rival = Rival.administrator(berth, tenant);
        first.add(new Wrk(FIRST_SECONDS).run(rival, TagRows.PATH, CONNECTIONS));
        new Wrk(WARMING_SECONDS).run(rival, TagRows.PATH, CONNECTIONS);
        warm.add(new Wrk(scale.seconds()).run(rival, TagRows.PATH, CONNECTIONS));
      }
    }
    var samples = new LinkedHashMap<String, List<Sample>>();
    samples.put(Rival.BERTH, first);
    samples.put(WARM, warm);
    var words =
        "GET manifest by tag in the first %d seconds, %d connections"
            .formatted(FIRST_SECONDS, CONNECTIONS);
    return new Row(id(), words, "req/s", true, samples, List.of(Target.times(0.6, WARM)));
  }

  private static double pushing(int megabytes) throws Exception {
    try (var berth = Field.startBerth()) {
      var tenant = Tenant.first(berth);
      tenant.createProject("bench");
      Loads.together(STREAMS, stream -> push(tenant, stream, megabytes));
      return new Usage(berth.pid()).peakBytes() / MEBIBYTE;
    }
  }

  /** The upload is cancelled at its end, so that 64 of them need not stay on disk. */
  private static void push(Tenant tenant, int stream, int megabytes) throws IOException {
    try (var client =
        new Client(tenant.endpoint(), Client.basic(tenant.user(), tenant.password()))) {
      var repository = new Repository(client, "bench/memory");
      var location = repository.location();
      repository.patch(location, Body.repeated(Field.block(stream), megabytes, true)).must(202);
      client.delete(location).must(204);
    }
  }
}
