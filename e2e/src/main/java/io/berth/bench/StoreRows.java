package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Peer;
import io.berth.bench.rival.Peers;
import io.berth.bench.rival.Rival;
import io.berth.client.Endpoint;
import io.berth.cluster.Cluster;
import io.berth.cluster.ObjectStore;
import io.berth.e2e.fixtures.Daemon;
import io.berth.e2e.fixtures.Ports;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * B16: pushes to and pulls from an object store, through Berth, through a docker-registry on the
 * same store, both without redirects, and by a client that asks the store itself.
 */
final class StoreRows implements Measurement {
  private static final String STORE = "the store alone";
  private static final Duration START = Duration.ofSeconds(20);
  private static final int STREAMS = 8;
  private static final int MEGABYTES = 16;
  private static final int PULLS = 8;
  private static final double PUSHES = 1.3;
  private static final double OF_ITS_TIME = 0.7;

  @Override
  public String id() {
    return "B16";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var missing = Cluster.missing();
    if (missing.isPresent()) {
      System.err.println("bench: without B16: " + missing.get());
      return List.of();
    }
    try (var store = ObjectStore.start();
        var process = Field.startBerth(store.settings());
        var daemon = registry(store)) {
      var berth = Rival.withToken(process, Field.fill(process), Field.NAME);
      var registry =
          new Rival(Peers.DOCKER_REGISTRY, Endpoint.local(daemon.port()), 0, "", daemon.pid());
      return rows(List.of(berth, registry), store, scale);
    }
  }

  /** One that listens, until it is closed. */
  private record Listening(Daemon daemon, int port) implements AutoCloseable {
    long pid() {
      return daemon.pid();
    }

    @Override
    public void close() {
      daemon.stop();
    }
  }

  private static Listening registry(ObjectStore store) throws IOException {
    var folder = Workspace.scratch(Peers.DOCKER_REGISTRY);
    int port = Ports.take();
    var config = Files.writeString(folder.resolve("config.yml"), Peer.dockerRegistry(store, port));
    // It ends over an authority of the machine's own, which a store in plain needs none of.
    var words =
        List.of("env", "-u", "AWS_CA_BUNDLE", Peers.DOCKER_REGISTRY, "serve", config.toString());
    var daemon = Daemon.start(folder, Map.of(), words);
    daemon.await("listener of docker-registry", START, () -> Ports.listens(port));
    return new Listening(daemon, port);
  }

  private List<Row> rows(List<Rival> rivals, ObjectStore store, Scale scale) throws Exception {
    int megabytes = Math.min(MEGABYTES, scale.each()); // Ceph's here lies in memory
    var pushes =
        scale
            .warmContest()
            .with(rivals, it -> Loads.push(it, Loads.Way.STREAMED, megabytes, STREAMS))
            .with(STORE, () -> put(store, megabytes))
            .run();
    var digest = Field.digest(Field.block(1_000), megabytes); // the first of those pushed
    var pulls =
        scale
            .warmContest()
            .with(rivals, it -> pull(it, digest, megabytes))
            .with(STORE, () -> get(store, megabytes))
            .run();
    var on = "%d MiB, %d streams, on %s".formatted(megabytes, STREAMS, store.name());
    var cheaper =
        new Target(
            "≤ %s × %s".formatted(OF_ITS_TIME, Peers.DOCKER_REGISTRY),
            List.of(Peers.DOCKER_REGISTRY),
            row -> row.ratio(Peers.DOCKER_REGISTRY) >= 1 / OF_ITS_TIME);
    return List.of(
        new Row(
            id(),
            "push of " + on,
            "MiB/s",
            true,
            pushes,
            List.of(Target.times(PUSHES, Peers.DOCKER_REGISTRY))),
        new Row(id(), "pull of " + on, "MiB/s", true, pulls, List.of()),
        new Row(
            id(),
            "pull of " + on + ", processor time of a MiB",
            "µs",
            false,
            cpu(pulls),
            List.of(cheaper)));
  }

  private static SequencedMap<String, List<Sample>> cpu(
      SequencedMap<String, List<Sample>> samples) {
    var times = new LinkedHashMap<String, List<Sample>>();
    samples.forEach(
        (rival, each) -> {
          if (!rival.equals(STORE)) {
            times.put(rival, each.stream().map(it -> new Sample(it.cpuMicros(), 0)).toList());
          }
        });
    return times;
  }

  /**
   * Several times: a tick of processor time is ten milliseconds, a tenth of what one pull takes.
   */
  private static Sample pull(Rival rival, String digest, int megabytes) throws Exception {
    double rate = 0;
    double cpu = 0;
    double longest = 0;
    for (int i = 0; i < PULLS; i++) {
      var one = Loads.download(rival, digest, megabytes, STREAMS);
      rate += one.value() / PULLS;
      cpu += one.cpuMicros() / PULLS;
      longest = Math.max(longest, one.percentile());
    }
    return new Sample(rate, cpu, longest);
  }

  private static Sample put(ObjectStore store, int megabytes) throws Exception {
    return together(
        megabytes,
        stream -> {
          var blocks = Collections.nCopies(megabytes, Field.block(1_000 + stream));
          var bytes = BodyPublishers.ofByteArrays(blocks);
          store.put(key(stream), BodyPublishers.fromPublisher(bytes, (long) megabytes << 20));
        });
  }

  private static Sample get(ObjectStore store, int megabytes) throws Exception {
    return together(megabytes, stream -> store.get(key(stream)));
  }

  private static String key(int stream) {
    return "alone/" + stream;
  }

  private static Sample together(int megabytes, Loads.Work work) throws Exception {
    var waits = new ConcurrentLinkedQueue<Long>();
    long took =
        Loads.together(
            STREAMS,
            stream -> {
              long before = System.nanoTime();
              work.run(stream);
              waits.add(System.nanoTime() - before);
            });
    return new Sample(
        (double) megabytes * STREAMS / (took / 1e9), 0, Sample.percentile(new ArrayList<>(waits)));
  }
}
