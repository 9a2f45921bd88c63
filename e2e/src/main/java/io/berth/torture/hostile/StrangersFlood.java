package io.berth.torture.hostile;

import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.client.Usage;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * R18. Connections and bodies of every shape from clients that prove nothing, at a server with the
 * launcher's 320 MiB of heap: a client beside them is served all along and afterwards, the process
 * lives, and what the strangers held is there again.
 */
public final class StrangersFlood implements Experiment {
  private static final Duration BOUND = Duration.ofSeconds(15);
  private static final long MEMORY_LIMIT = 1L << 30;
  private static final int MIB = 1 << 20;
  private static final String LARGE = "large";

  private static final List<String> ROUTES =
      List.of(
          "/c/login",
          "/c/oidc/onboard",
          "/c/device",
          "/service/token",
          "/service/device_authorization",
          "/service/revoke",
          "/v1/auth/credential",
          "/v1/auth/login",
          "/v1/cloud/project",
          "/auth/oauth2/token",
          "/auth/oauth2/revoke",
          "/api/v2.0/projects",
          "/api/v2.0/users",
          "/v2/open/r/blobs/uploads/",
          "/nowhere");

  @Override
  public String id() {
    return "R18";
  }

  @Override
  public String title() {
    return "strangers' flood";
  }

  @Override
  public int weight() {
    return 5;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    try (var berth =
        BerthProcess.start(Arena.scratch("server"), Map.of(), BerthProcess.launched("320m"))) {
      var tenant = Tenant.first(berth);
      var usage = new Usage(berth.pid());
      try (var client = tenant.client()) {
        prepare(client);
        long quiet = work(client, tally);
        long before = usage.residentBytes();
        var waits = new ArrayList<Long>();
        try (var strangers = new Strangers(berth.port(), berth.tlsPort())) {
          flood(strangers, tenant, arena.size(30, 150));
          long end = System.nanoTime() + arena.timeLeft().toNanos();
          do {
            waits.add(work(client, tally));
          } while (System.nanoTime() < end || waits.size() < 20);
          tally.note(
              "%d connections of %d acts, answered %s"
                  .formatted(strangers.connections(), arena.size(30, 150), strangers.answers()));
        }
        afterwards(client, tally);
        tally.check(berth.isAlive(), "the server died");
        tally.check(!berth.log().contains("OutOfMemory"), "out of memory stands in the log");
        tally.check(!berth.log().contains("out of memory"), "out of memory stands in the log");
        tally.check(
            usage.peakBytes() < MEMORY_LIMIT, "memory went up to " + (usage.peakBytes() >> 20));
        tally.note(
            "a round of the client beside them %d ms, meanwhile %d ms at most; memory %d, peak %d, afterwards %d MiB"
                .formatted(
                    quiet / 1_000_000,
                    waits.stream().mapToLong(it -> it).max().orElse(0) / 1_000_000,
                    before >> 20,
                    usage.peakBytes() >> 20,
                    usage.residentBytes() >> 20));
      }
    }
  }

  /** A public project with a small image, and a manifest as large as there may be. */
  private static void prepare(Client client) throws IOException {
    client
        .post(
            "/api/v2.0/projects", "{\"project_name\":\"open\",\"metadata\":{\"public\":\"true\"}}")
        .must(201);
    var repository = new Repository(client, "open/r");
    var bytes = "{}".getBytes(StandardCharsets.UTF_8);
    repository.push(bytes);
    var piece = Descriptor.of(Content.CONFIG, bytes);
    repository.putManifest("v1", Content.manifest(piece, List.of(piece))).must(201);
    repository.putManifest(LARGE, large(0)).must(201);
  }

  private static byte[] large(int number) {
    var piece = Descriptor.of(Content.CONFIG, "{}".getBytes(StandardCharsets.UTF_8));
    return Content.marked(piece, List.of(piece), number + "x".repeat(4 * MIB - 10_000));
  }

  /** One round of somebody with credentials; how long it took, in nanoseconds. */
  private static long work(Client client, Tally tally) throws IOException {
    long from = System.nanoTime();
    tally.attempt();
    var repository = new Repository(client, "open/w");
    client.get("/health/live").must(200);
    client.get("/health/ready").must(200);
    var bytes = ("round " + from).getBytes(StandardCharsets.UTF_8);
    repository.push(bytes);
    var piece = Descriptor.of(Content.CONFIG, bytes);
    repository.putManifest("round", Content.manifest(piece, List.of(piece))).must(201);
    tally.acknowledge();
    repository.manifest("round").must(200);
    client.get("/api/v2.0/projects/open/repositories/w/artifacts?page_size=5").must(200);
    long took = System.nanoTime() - from;
    tally.check(took < BOUND.toNanos(), "a round took " + Duration.ofNanos(took));
    return took;
  }

  /** What takes much of the budgets works again and again. */
  private static void afterwards(Client client, Tally tally) throws IOException {
    var repository = new Repository(client, "open/r");
    for (int i = 1; i <= 5; i++) {
      tally.attempt();
      repository.putManifest(LARGE, large(i)).must(201);
      repository.manifest(LARGE).must(200);
      client.get("/api/v2.0/projects/open/repositories/r/artifacts?page_size=2").must(200);
      work(client, tally);
      tally.verify();
    }
  }

  private static void flood(Strangers strangers, Tenant tenant, int many) {
    var host = " HTTP/1.1\r\nHost: " + tenant.endpoint().authority() + "\r\n";
    // Bodies that were announced and do not come.
    for (var route : ROUTES) {
      for (var line : List.of("", "Expect: 100-continue\r\n", "Content-Encoding: gzip\r\n")) {
        strangers.send(
            many / 3,
            false,
            socket -> {
              Strangers.write(
                  socket, "POST " + route + host + line + "Content-Length: 1048575\r\n\r\n{");
              strangers.readStatus(socket);
            });
      }
      strangers.send(
          many / 10, false, socket -> trickle(strangers, socket, "POST " + route + host));
    }
    for (var document : documents()) {
      for (var route : List.of("/v1/auth/credential", "/v1/auth/login", "/api/v2.0/projects")) {
        whole(strangers, many / 4, route + host + "Content-Type: application/json\r\n", document);
      }
    }
    for (var form : List.of("f=&".repeat(21_000), "a&".repeat(100_000), "a=%41".repeat(13_000))) {
      for (var route : List.of("/c/login", "/service/token", "/auth/oauth2/token")) {
        var type = "Content-Type: application/x-www-form-urlencoded\r\n";
        whole(strangers, many / 4, route + host + type, form);
      }
    }
    strangers.send(many, false, _ -> strangers.stay());
    strangers.send(many, false, socket -> heads(strangers, socket, "GET /v2/" + host));
    strangers.send(
        many,
        true,
        socket -> {
          // A ClientHello that says how long it is, and stops.
          socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
          strangers.stay();
        });
    deaf(strangers, many, host);
  }

  private static List<String> documents() {
    return List.of(
        "{\"a\":[" + "{},".repeat(349_000) + "1]}",
        "[".repeat(MIB - 1),
        "{\"a\":".repeat(200_000),
        "{\"a\":\"" + "x".repeat(MIB - 20) + "\"}",
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"" + i + "\":0")
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static void whole(Strangers strangers, int many, String head, String body) {
    strangers.send(
        many,
        false,
        socket -> {
          Strangers.write(socket, "POST " + head + "Content-Length: " + body.length() + "\r\n\r\n");
          Strangers.write(socket, body);
          strangers.readStatus(socket);
        });
  }

  /** A body of tiny chunks that never ends. */
  private static void trickle(Strangers strangers, Socket socket, String head) throws IOException {
    Strangers.write(socket, head + "Transfer-Encoding: chunked\r\n\r\n");
    while (!strangers.isOver()) {
      Strangers.write(socket, "1\r\n{\r\n".repeat(50));
      Await.pass(Duration.ofMillis(50));
    }
  }

  /** As many headers as fit into a head, which never ends. */
  private static void heads(Strangers strangers, Socket socket, String head) throws IOException {
    Strangers.write(socket, head + "a:\r\n".repeat(15_000));
    strangers.stay();
  }

  /** Large answers that anybody may ask for, asked for many times over and not read. */
  private static void deaf(Strangers strangers, int many, String host) {
    for (var path :
        List.of(
            "/v2/open/r/manifests/" + LARGE,
            "/api/v2.0/projects/open/repositories/r/artifacts?page_size=100",
            "/api/v2.0/swagger.json",
            "/v1/cloud.json",
            "/")) {
      strangers.send(
          many,
          false,
          socket -> {
            Strangers.write(socket, ("GET " + path + host + "\r\n").repeat(20));
            strangers.stay();
          });
    }
  }
}
