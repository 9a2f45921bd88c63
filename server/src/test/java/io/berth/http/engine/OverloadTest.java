package io.berth.http.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.FaultRenderer;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.RegistryConcurrency;
import io.berth.http.routing.Route;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More requests than the plan or the server allows, and bodies that come too slowly. */
final class OverloadTest {
  private static final int MAX_REQUESTS = 24;
  private static final Duration BODY_PATIENCE = Duration.ofSeconds(2);

  private volatile int parallel = 2;
  private final RegistryId id = RegistryId.random();
  private final Server server = start();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    server.close(Duration.ofSeconds(1));
  }

  @Test
  void onlyAsManyRequestsAsThePlanAllowsAreServedAtATime() throws IOException {
    hold("/v2/count");
    hold("/v2/count");

    var refused = ask("/v2/quick");
    assertThat(refused).startsWith("HTTP/1.1 429 ").contains("Retry-After: 5").contains("TooMany");
    assertThat(refused).contains("2 parallel requests");
    assertThat(ask("/portal")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aLargerPlanCountsFromTheNextRequestOn() throws IOException {
    hold("/v2/count");
    hold("/v2/count");
    assertThat(ask("/v2/quick")).startsWith("HTTP/1.1 429 ");

    parallel = 3;

    assertThat(ask("/v2/quick")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aClientThatDisappearsFreesItsPlace() throws Exception {
    var one = hold("/v2/count");
    hold("/v2/count");
    assertThat(ask("/v2/quick")).startsWith("HTTP/1.1 429 ");

    one.close();

    assertThat(eventually("/v2/quick")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void manyQuickRequestsWaitTheirTurn() throws Exception {
    var answers = new ArrayList<Thread>();
    var failures = new java.util.concurrent.ConcurrentLinkedQueue<String>();
    for (int i = 0; i < 4; i++) {
      answers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int n = 0; n < 20; n++) {
                        var answer = ask("/v2/quick");
                        if (!answer.startsWith("HTTP/1.1 200 ")) {
                          failures.add(answer);
                        }
                      }
                    } catch (IOException e) {
                      failures.add(e.toString());
                    }
                  }));
    }
    for (var thread : answers) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aBodyThatDribblesIsCutOff() throws Exception {
    try (var socket = hold("/slow")) {
      socket.setSoTimeout(10_000);
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!Thread.currentThread().isInterrupted()) {
                        socket.getOutputStream().write('x');
                        Await.pass(Duration.ofMillis(100));
                      }
                    } catch (IOException _) {
                      // cut off, as it should be
                    }
                  });
      assertThat(closed(socket)).isTrue();
      writer.interrupt();
    }
  }

  private static boolean closed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true; // reset
    }
  }

  @Test
  void aBodyThatIsSlowButSteadyIsTaken() throws Exception {
    try (var socket = connect()) {
      send(socket, "POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 120000\r\n\r\n");
      for (int i = 0; i < 12; i++) {
        socket.getOutputStream().write(new byte[10_000]);
        Await.pass(Duration.ofMillis(250));
      }
      assertThat(new String(socket.getInputStream().readNBytes(13), US_ASCII))
          .isEqualTo("HTTP/1.1 200 ");
    }
  }

  /** A request whose body does not come. */
  private Socket hold(String path) throws IOException {
    var socket = connect();
    sockets.add(socket);
    send(
        socket,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n"
            + "Expect: 100-continue\r\n\r\n");
    assertThat(new String(socket.getInputStream().readNBytes(25), US_ASCII))
        .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    return socket;
  }

  private String ask(String path) throws IOException {
    try (var socket = connect()) {
      send(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private String eventually(String path) throws Exception {
    return Await.until(
        "place for " + path, () -> ask(path), answer -> answer.startsWith("HTTP/1.1 200 "));
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private Server start() {
    Access<Anybody, Anybody> open = Access.open("a test's own route");
    Route.Plain count =
        request -> {
          request.body().stream().transferTo(java.io.OutputStream.nullOutputStream());
          return Response.of(200);
        };
    Route.Plain quick = _ -> Response.of(200);
    var limited =
        api(
            "limited",
            "/v2",
            List.of(
                Route.post("/v2/count").asks(open).by(count),
                Route.get("/v2/quick").asks(open).by(quick)));
    var free =
        api(
            "free",
            "",
            List.of(
                Route.post("/slow").asks(open).by(count),
                Route.get("/portal").asks(open).by(quick)));
    var concurrency = new RegistryConcurrency(Duration.ofMillis(300));
    return Server.start(
        new ServerOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                new Hosts(Set.of("localhost"), ".localhost"),
                List.of())
            .within(new ServerOptions.Limits(Duration.ofSeconds(30), BODY_PATIENCE, MAX_REQUESTS)),
        new Demo(),
        List.of(
            limited.admittedBy(
                (request, _) -> concurrency.enter(request, request.registry().orElseThrow())),
            free),
        (_, _, _, _, _) -> {},
        System.err,
        Clock.systemUTC());
  }

  private final class Demo implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return defaultRegistry();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.of(
          new Registry(
              id, "demo", "demo1234", true, new Registry.Limits(Long.MAX_VALUE, parallel), ""));
    }
  }

  private static Api<Anybody> api(String name, String prefix, List<Route<Anybody>> routes) {
    return new Api<>(
        name,
        Api.Surface.REGISTRY,
        List.of(prefix),
        routes,
        new FaultRenderer() {
          @Override
          public Response envelope(Fault fault, Request request) {
            var name = fault.getClass().getSimpleName() + " " + fault.message();
            return switch (fault) {
              case Fault.TooManyRequests f ->
                  Response.text(429, "text/plain", name)
                      .header("Retry-After", Long.toString(f.retryAfter().toSeconds()));
              case Fault.Unavailable _ -> Response.text(503, "text/plain", name);
              default -> Response.text(400, "text/plain", name);
            };
          }

          @Override
          public Response renderUnexpected(Request request) {
            return Response.text(500, "text/plain", "bug");
          }
        },
        CallerFilter.anybody(),
        Long.MAX_VALUE);
  }
}
