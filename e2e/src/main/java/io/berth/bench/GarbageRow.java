package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.client.Client;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** B11: small images are pushed while the garbage of many blobs is collected. */
final class GarbageRow implements Measurement {
  private static final int CLIENTS = 8;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final String QUIET = "quiet";

  @Override
  public String id() {
    return "B11";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var settings = Map.of("BERTH_GC_GRACE", GRACE.toSeconds() + "s", "BERTH_GC_INTERVAL", "1h");
    try (var berth = Field.startBerth(settings)) {
      var tenant = Tenant.first(berth);
      tenant.createProject("bench");
      var rival =
          new Rival(
              Rival.BERTH,
              tenant.endpoint(),
              0,
              Client.basic(tenant.user(), tenant.password()),
              berth.pid());
      Loads.together(CLIENTS, thread -> litter(tenant, thread, scale.garbage() / CLIENTS));
      Await.pass(GRACE);
      percentile(rival, scale.time()); // Warms up.
      var samples = new LinkedHashMap<String, List<Sample>>();
      var quiet = percentile(rival, scale.time().multipliedBy(10));
      samples.put(Rival.BERTH, List.of(collecting(berth, rival, scale)));
      samples.put(QUIET, List.of(quiet));
      var words =
          "99th percentile of small images, 8 clients, while %,d blobs are collected"
              .formatted(scale.garbage());
      return List.of(
          new Row(id(), words, "ms", false, samples, List.of(Target.times(1 / 1.5, QUIET))));
    }
  }

  /** Blobs that no manifest will ever name. */
  private static void litter(Tenant tenant, int thread, int count) throws IOException {
    try (var client = tenant.client()) {
      var repository = new Repository(client, "bench/litter");
      for (int i = 0; i < count; i++) {
        var bytes = ByteBuffer.allocate(64).putInt(thread).putInt(i).array();
        repository.push(bytes);
      }
    }
  }

  /** A hundredth of what comes within a few seconds would be two or three images. */
  private static Sample percentile(Rival rival, Duration time) throws Exception {
    var waits = new ArrayList<Long>();
    Loads.repeat(rival, CLIENTS, time, waits, Loads::image);
    return new Sample(Sample.percentile(waits), 0);
  }

  /** Pushes for as long as the collection takes. */
  private static Sample collecting(BerthProcess berth, Rival rival, Scale scale) throws Exception {
    var waits = new ArrayList<Long>();
    var collector = Thread.ofPlatform().start(() -> berth.command("gc").ok());
    while (collector.isAlive()) {
      Loads.repeat(rival, CLIENTS, scale.time(), waits, Loads::image);
    }
    return new Sample(Sample.percentile(waits), 0);
  }
}
