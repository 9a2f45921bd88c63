package io.berth.server.rehearsal;

import io.berth.fault.Fault;
import io.berth.http.engine.Server;
import io.berth.http.engine.ServerOptions;
import io.berth.http.message.LogText;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.FaultRenderer;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.Route;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the first clients of a fresh server would wait for: that the Java machine compiles the code
 * which every request goes through. Beside the start, a listener of its own, on a free port of the
 * loopback address and with nothing behind it, is asked some hundred times, over new connections
 * and kept ones; then it is gone. Neither the server's log nor its figures hear of it.
 */
public final class FirstRequests {
  private static final Logger LOG = LoggerFactory.getLogger(FirstRequests.class);
  private static final Access<Anybody, Anybody> OPEN = Access.open("says nothing");
  private static final int CONNECTIONS = 40;
  private static final int EACH = 5;
  static final int ALL = CONNECTIONS * EACH;

  /** A start that is over waits no longer than this for the rest. */
  private static final Duration REST = Duration.ofMillis(200);

  private final Clock clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean over;
  private final AtomicInteger answered = new AtomicInteger();

  private final Thread thread =
      Thread.ofPlatform().daemon().name("first requests").unstarted(this::run);

  private FirstRequests(Clock clock) {
    this.clock = clock;
  }

  /** Begins on a thread of its own. */
  public static FirstRequests begin(Clock clock) {
    var requests = new FirstRequests(clock);
    requests.thread.start();
    return requests;
  }

  private void run() {
    try {
      var server = server();
      try {
        askAll(server);
      } finally {
        ended.countDown();
        server.close(Duration.ZERO);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("the first requests broke off", e);
    } finally {
      ended.countDown();
    }
  }

  private void askAll(Server server) throws IOException {
    for (int i = 0; i < CONNECTIONS && !over; i++) {
      try (var connection = RehearsalConnection.toLoopback(server.port())) {
        for (int j = 0; j < EACH && !over; j++) {
          var path = j % 2 == 0 ? "/first/memory" : "/first/thread";
          if (connection.send("GET", path, "Host: localhost\r\n", "").status() == 200) {
            answered.incrementAndGet();
          }
        }
      }
    }
  }

  private Server server() {
    var api =
        new Api<>(
            "first requests",
            Api.Surface.ANY,
            List.of("/first"),
            List.of(
                Route.get("/first/memory")
                    .asks(OPEN)
                    .fromMemory((_, _) -> Optional.of(answer()))
                    .by(_ -> answer()),
                Route.get("/first/thread").asks(OPEN).by(_ -> answer())),
            new Refusals(),
            CallerFilter.anybody(),
            0);
    return Server.start(
        new ServerOptions(
            "127.0.0.1",
            0,
            Optional.empty(),
            new Hosts(Set.of("localhost"), ".localhost"),
            List.of()),
        new NoRegistries(),
        List.of(api),
        (_, _, _, _, _) -> {},
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        clock);
  }

  private static Response answer() {
    return Response.json(200, Map.of("status", "ok"));
  }

  private record NoRegistries() implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return Optional.empty();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.empty();
    }
  }

  private record Refusals() implements FaultRenderer {
    @Override
    public Response envelope(Fault fault, Request request) {
      return Response.text(404, "text/plain", LogText.plain(fault.message()));
    }

    @Override
    public Response renderUnexpected(Request request) {
      return Response.text(500, "text/plain", "internal error");
    }
  }

  Thread thread() {
    return thread;
  }

  /** How many were answered so far. */
  int answered() {
    return answered.get();
  }

  /** Returns when the last was answered, or soon; the rest are left out then. */
  public void end() {
    try {
      var _ = ended.await(REST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    over = true;
  }
}
