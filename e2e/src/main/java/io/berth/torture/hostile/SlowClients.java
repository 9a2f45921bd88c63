package io.berth.torture.hostile;

import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Connection;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.client.Usage;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Quantile;
import io.berth.torture.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * R9. Thousands of connections dribble heads and bodies, or read a large blob a byte at a time,
 * while another registry of the same server goes on with its work: none of its requests fails, and
 * memory stays bounded. How much slower they are is reported.
 */
public final class SlowClients implements Experiment {
  private static final long MEMORY_LIMIT = 1L << 30;
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration CUT_OFF = Duration.ofSeconds(150);
  private static final int UPLOADS = 40;
  private static final int READERS = 40;

  @Override
  public String id() {
    return "R9";
  }

  @Override
  public String title() {
    return "slow clients";
  }

  @Override
  public int weight() {
    return 6;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    int connections = arena.size(600, 5_000);
    int blob = arena.size(32, 1_024) << 20;
    try (var berth = Arena.own(Map.of())) {
      var slow = Tenant.first(berth);
      var normal = Tenant.another(berth, "normal");
      slow.createProject("slow");
      normal.createProject("normal");
      var usage = new Usage(berth.pid());
      var large = large(slow, blob);
      try (var client = normal.client()) {
        traffic(client, arena, tally); // Warms the server up.
        var quiet = traffic(client, arena, tally);
        long memory = usage.residentBytes();
        var dribble = new Dribble(slow, connections, large);
        try {
          dribble.begin();
          var busy = traffic(client, arena, tally);
          long peak = usage.residentBytes();
          long descriptors = usage.descriptors();
          tally.check(peak < MEMORY_LIMIT, "memory went up to " + (peak >> 20) + " MiB");
          tally.note(
              "%d slow connections (%d descriptors); p99 %d → %d µs; memory %d → %d MiB"
                  .formatted(
                      dribble.size(),
                      descriptors,
                      quiet / 1_000,
                      busy / 1_000,
                      memory >> 20,
                      peak >> 20));
          if (arena.timeLeft().compareTo(CUT_OFF) > 0) {
            dribble.waitForCutOff(CUT_OFF, tally);
          }
        } finally {
          dribble.end();
        }
        traffic(client, arena, tally);
        tally.check(berth.isAlive(), "the server died");
      }
    }
  }

  private static String large(Tenant tenant, int size) throws IOException {
    try (var client = tenant.client()) {
      var repository = new Repository(client, "slow/r");
      var block = new byte[1 << 20];
      var hash = Content.sha256();
      for (int i = 0; i < size / block.length; i++) {
        hash.update(block);
      }
      var digest = Content.digest(hash.digest(), "sha256");
      repository
          .finish(repository.location(), digest, Body.repeated(block, size / block.length, false))
          .must(201);
      return digest;
    }
  }

  /** Pushes and pulls small images; the 99th percentile of a request, in nanoseconds. */
  private static long traffic(Client client, Arena arena, Tally tally) throws IOException {
    var waits = new ArrayList<Long>();
    var random = arena.random();
    var repository = new Repository(client, "normal/r");
    for (int i = 0; i < arena.size(40, 400); i++) {
      var bytes = new byte[1_000];
      random.nextBytes(bytes);
      var piece = Descriptor.of(Content.CONFIG, bytes);
      tally.attempt();
      long from = System.nanoTime();
      repository.push(bytes);
      long pushed = System.nanoTime();
      repository.putManifest("v1", Content.manifest(piece, List.of(piece))).must(201);
      tally.acknowledge();
      long put = System.nanoTime();
      repository.manifest("v1").must(200);
      waits.addAll(List.of((pushed - from) / 2, put - pushed, System.nanoTime() - put));
      tally.verify();
    }
    return Quantile.of(waits, 0.99);
  }

  /** The slow connections, and the thread that keeps them just alive. */
  private static final class Dribble {
    private final Tenant tenant;
    private final int count;
    private final String large;
    private final List<Connection> heads = new ArrayList<>();
    private final List<Connection> bodies = new ArrayList<>();
    private final List<Connection> readers = new ArrayList<>();
    private volatile boolean over;
    private Thread feeder = new Thread();

    Dribble(Tenant tenant, int count, String large) {
      this.tenant = tenant;
      this.count = count;
      this.large = large;
    }

    int size() {
      return heads.size() + bodies.size() + readers.size();
    }

    void begin() throws IOException {
      // Requests under way are limited per registry by its plan; heads that are not whole are not.
      for (int i = 0; i < READERS; i++) {
        var reader = Connection.open(tenant.endpoint()).receiveBuffer(4_096);
        readers.add(reader);
        reader.send("GET", "/v2/slow/r/blobs/" + large, Body.NONE, credentials());
      }
      try (var client = tenant.client()) {
        for (int i = 0; i < UPLOADS; i++) {
          var location = new Repository(client, "slow/r").location();
          var body = Connection.open(tenant.endpoint());
          bodies.add(body);
          body.write(body.head("PATCH", location, Body.of(new byte[1 << 20]), credentials()));
        }
      }
      for (int i = size(); i < count; i++) {
        var head = Connection.open(tenant.endpoint());
        heads.add(head);
        head.write("GET /v2/ HTTP/1.1\r\nHost: " + tenant.endpoint().authority() + "\r\nX-Slow: ");
      }
      feeder = Thread.startVirtualThread(this::feed);
    }

    private String credentials() {
      return "Authorization: " + Client.basic(tenant.user(), tenant.password());
    }

    private void feed() {
      while (!over) {
        heads.forEach(Dribble::drop);
        bodies.forEach(Dribble::drop);
        for (var reader : readers) {
          try {
            if (reader.input().available() > 0) {
              reader.input().read();
            }
          } catch (IOException _) {
            reader.close();
          }
        }
        Await.pass(TICK);
      }
    }

    private static void drop(Connection connection) {
      try {
        if (connection.usable()) {
          connection.write("x");
        }
      } catch (IOException _) {
        connection.close(); // The server had enough of it.
      }
    }

    /** Heads that never become whole, and bodies of two bytes a second, are not kept for ever. */
    void waitForCutOff(Duration limit, Tally tally) {
      long end = System.nanoTime() + limit.toNanos();
      while (System.nanoTime() < end && open(heads) + open(bodies) > 0) {
        Await.pass(TICK);
      }
      tally.check(open(heads) == 0, open(heads) + " endless heads are still open");
      tally.note(
          "after %d s: %d slow bodies still open".formatted(limit.toSeconds(), open(bodies)));
    }

    private static long open(List<Connection> connections) {
      return connections.stream().filter(Connection::usable).count();
    }

    void end() {
      over = true;
      try {
        feeder.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      heads.forEach(Connection::close);
      bodies.forEach(Connection::close);
      readers.forEach(Connection::close);
    }
  }
}
