package io.berth.torture.hostile;

import io.berth.client.Client;
import io.berth.client.Connection;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.client.Usage;
import io.berth.torture.Arena;
import io.berth.torture.Crew;
import io.berth.torture.Experiment;
import io.berth.torture.Quantile;
import io.berth.torture.Tally;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * R19. The administrator and the people of one registry store patterns and send claims, headers and
 * queries that are made to cost time. Each is answered soon, whether taken or refused, and
 * meanwhile another registry is served and the server says that it lives.
 */
public final class CostlyInput implements Experiment {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** For those who do nothing strange; generous, because attackers and server share a machine. */
  private static final Duration NEIGHBOUR_LIMIT = Duration.ofSeconds(5);

  private static final long CPU_LIMIT_MICROS = 100_000;
  private static final int ATTACKERS = 8;

  @Override
  public String id() {
    return "R19";
  }

  @Override
  public String title() {
    return "patterns, claims, headers and queries that cost time";
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    try (var berth = Arena.own(java.util.Map.of())) {
      var neighbour = Tenant.another(berth, "neighbour");
      neighbour.createProject("quiet");
      push(neighbour, "quiet/r");
      var costly = new CostlyRequests(berth, Tenant.first(berth));
      costly.prepare();
      var usage = new Usage(berth.pid());
      var slowest = new ConcurrentHashMap<String, Long>();
      long cpu = usage.cpuMicros();
      var over = new AtomicBoolean();
      var watch = new Watch(neighbour, Endpoint.local(berth.port()), over, tally);
      var watching = Thread.ofPlatform().start(watch);
      var requests = costly.all();
      int rounds = 0;
      try {
        do {
          Crew.run(
              ATTACKERS,
              member -> {
                for (int i = 0; i < requests.size(); i++) {
                  attack(requests.get((i + member * 5) % requests.size()), slowest, tally);
                }
              });
          rounds++;
        } while (arena.hasTime());
      } finally {
        over.set(true);
        watching.join();
      }
      long each = (usage.cpuMicros() - cpu) / ((long) rounds * ATTACKERS * requests.size());
      var worst = Collections.max(slowest.entrySet(), java.util.Map.Entry.comparingByValue());
      tally.note(
          "%d attacks %d times, %d µs of the server's time each; slowest \"%s\" %d ms"
              .formatted(
                  requests.size(),
                  rounds * ATTACKERS,
                  each,
                  worst.getKey(),
                  worst.getValue() / 1_000_000));
      tally.note(watch.summary());
      tally.check(each < CPU_LIMIT_MICROS, "a request costs " + each + " µs");
      tally.check(berth.isAlive(), "the server died");
    }
  }

  private static void push(Tenant tenant, String name) throws IOException {
    try (var client = tenant.client()) {
      var repository = new Repository(client, name);
      var bytes = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      repository.push(bytes);
      var piece = Descriptor.of(Content.CONFIG, bytes);
      repository.putManifest("v1", Content.manifest(piece, List.of(piece))).must(201);
    }
  }

  private static void attack(
      CostlyRequests.Costly request, ConcurrentHashMap<String, Long> slowest, Tally tally) {
    tally.attempt();
    long from = System.nanoTime();
    try (var connection = Connection.open(request.to()).patience(LIMIT)) {
      var answer =
          connection.exchange(request.method(), request.path(), request.body(), request.headers());
      slowest.merge(request.what(), System.nanoTime() - from, Math::max);
      if (answer.status() >= 500 && answer.status() != 503) {
        tally.problem(request.what() + ": " + answer.status());
      } else {
        tally.verify();
      }
    } catch (SocketTimeoutException _) {
      tally.problem(request.what() + ": no answer within " + LIMIT);
    } catch (IOException _) {
      tally.verify(); // Closing the connection is an answer to a head that is too large.
    }
  }

  /** Somebody of another registry who pulls, and a probe. */
  private static final class Watch implements Runnable {
    private final Tenant tenant;
    private final Endpoint probe;
    private final AtomicBoolean over;
    private final Tally tally;
    private final List<Long> pulls = new ArrayList<>();
    private final List<Long> probes = new ArrayList<>();

    Watch(Tenant tenant, Endpoint probe, AtomicBoolean over, Tally tally) {
      this.tenant = tenant;
      this.probe = probe;
      this.over = over;
      this.tally = tally;
    }

    @Override
    public void run() {
      try (var client = tenant.client();
          var anybody = new Client(probe, "")) {
        while (!over.get()) {
          pulls.add(timed(client, "/v2/quiet/r/manifests/v1"));
          probes.add(timed(anybody, "/health/live"));
        }
      } catch (IOException e) {
        tally.problem("the neighbour: " + e);
      }
    }

    private long timed(Client client, String path) throws IOException {
      long from = System.nanoTime();
      int status = client.get(path).status();
      long time = System.nanoTime() - from;
      tally.check(
          status == 200 && time < NEIGHBOUR_LIMIT.toNanos(),
          path + " answered " + status + " after " + time / 1_000_000 + " ms");
      return time;
    }

    String summary() {
      return "beside them %d pulls, p99 %d ms, slowest %d ms; /health/live p99 %d ms, slowest %d ms"
          .formatted(
              pulls.size(),
              Quantile.of(pulls, 0.99) / 1_000_000,
              Quantile.of(pulls, 1) / 1_000_000,
              Quantile.of(probes, 0.99) / 1_000_000,
              Quantile.of(probes, 1) / 1_000_000);
    }
  }
}
