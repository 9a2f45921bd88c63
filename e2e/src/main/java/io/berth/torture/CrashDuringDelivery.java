package io.berth.torture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * R26. Clients push tags, a webhook tells of each of them, and the server is killed with SIGKILL
 * again and again, while the receiver now and then refuses or takes a message and hangs up. Of each
 * push that was acknowledged the receiver must hear, under one id however often it comes, and of
 * those of one repository in their order.
 */
final class CrashDuringDelivery implements Experiment {
  private static final int PUSHERS = 4;
  private static final Pattern TAG = Pattern.compile("\"tag\":\"(r\\d+)-(\\d+)\"");

  @Override
  public String id() {
    return "R26";
  }

  @Override
  public String title() {
    return "crash during delivery";
  }

  @Override
  public int weight() {
    return 8;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    int most = arena.size(1_000, 10_000);
    int kills = 0;
    try (var receiver = new Receiver(arena.random());
        var berth = Arena.own(Map.of())) {
      var tenant = Tenant.first(berth);
      tenant.createProject("told");
      ask(tenant.client(), receiver.url());
      var pushers = new ArrayList<Tagger>();
      for (int i = 0; i < PUSHERS; i++) {
        pushers.add(new Tagger(tenant.repository("told/r" + i), "r" + i, tally));
      }
      var random = arena.random();
      while (kills == 0 || (arena.hasTime() && pushed(pushers) < most)) {
        kills++;
        var killer =
            Thread.startVirtualThread(
                () -> {
                  Await.pass(Duration.ofMillis(500 + random.nextInt(4_000)));
                  berth.kill();
                });
        Crew.run(PUSHERS, member -> pushers.get(member).pushUntilItBreaks(most / PUSHERS));
        killer.join();
        berth.startAgain();
      }
      receiver.isKind();
      var wanted = pushers.stream().flatMap(it -> it.acknowledged.stream()).toList();
      Await.holds(Duration.ofMinutes(5), () -> receiver.ids.keySet().containsAll(wanted));
      wanted.forEach(tag -> verify(receiver, tag, tally));
      receiver.outOfOrder.forEach(tag -> tally.problem(tag + " came behind a later one"));
      tally.note(
          "%d kills, %d pushes acknowledged, %d messages taken, %d of them again, %d refused"
              .formatted(
                  kills,
                  wanted.size(),
                  receiver.taken.get(),
                  receiver.taken.get() - receiver.ids.size(),
                  receiver.refused.get()));
    }
  }

  private static int pushed(List<Tagger> pushers) {
    return pushers.stream().mapToInt(it -> it.acknowledged.size()).sum();
  }

  private static void verify(Receiver receiver, String tag, Tally tally) {
    var ids = receiver.ids.getOrDefault(tag, Set.of());
    if (ids.isEmpty()) {
      tally.lose("nobody heard of " + tag);
    } else if (ids.size() > 1) {
      tally.problem(tag + " came under several ids: " + ids);
    } else {
      tally.verify();
    }
  }

  private static void ask(Client client, String url) throws IOException {
    client
        .post(
            "/api/v2.0/projects/told/webhook/policies",
            """
            {"name": "hook", "enabled": true, "event_types": ["PUSH_ARTIFACT"],
             "targets": [{"type": "http", "address": "%s"}]}"""
                .formatted(url))
        .must(201);
  }

  /** Pushes one image under ever new tags, so that each push is an event of its own. */
  private static final class Tagger {
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Repository repository;
    private final String name;
    private final Tally tally;
    private final byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    private final byte[] manifest =
        Content.manifest(
            Descriptor.of(Content.CONFIG, config), List.of(Descriptor.of(Content.LAYER, config)));
    private int next;

    Tagger(Repository repository, String name, Tally tally) {
      this.repository = repository;
      this.name = name;
      this.tally = tally;
    }

    /** A tag whose push broke off is never used again. */
    void pushUntilItBreaks(int most) {
      try {
        repository.push(config);
        while (acknowledged.size() < most) {
          var tag = name + "-" + next++;
          tally.attempt();
          repository.putManifest(tag, manifest).must(201);
          tally.acknowledge();
          acknowledged.add(tag);
        }
      } catch (IOException _) {
        repository.client().close();
      }
    }
  }

  /**
   * Refuses one message in fifty, and hangs up on as many that it took, until it is told not to.
   */
  private static final class Receiver implements AutoCloseable {
    private final ConcurrentMap<String, Set<String>> ids = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> last = new ConcurrentHashMap<>();
    private final Queue<String> outOfOrder = new ConcurrentLinkedQueue<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final HttpServer server;
    private final Random random;
    private volatile boolean kind;

    Receiver(Random random) throws IOException {
      this.random = random;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::receive);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void isKind() {
      kind = true;
    }

    private void receive(HttpExchange exchange) throws IOException {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var tag = TAG.matcher(body);
      int mood = kind ? 50 : random.nextInt(50);
      if (mood == 0 || !tag.find()) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(503, -1);
      } else {
        note(tag.group(1), Integer.parseInt(tag.group(2)), id(exchange));
        if (mood != 1) {
          exchange.sendResponseHeaders(204, -1);
        }
      }
      exchange.close();
    }

    private static String id(HttpExchange exchange) {
      return String.valueOf(exchange.getRequestHeaders().getFirst("X-Berth-Delivery"));
    }

    /** What comes again may come late; what is new comes in order. */
    private void note(String repository, int number, String id) {
      taken.incrementAndGet();
      var tag = repository + "-" + number;
      var isNew = ids.computeIfAbsent(tag, _ -> ConcurrentHashMap.newKeySet()).add(id);
      if (isNew && last.merge(repository, number, Math::max) > number) {
        outOfOrder.add(tag);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
