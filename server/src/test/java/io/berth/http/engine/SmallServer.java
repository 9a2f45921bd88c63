package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.http.message.AddressRange;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.FaultRenderer;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.Route;
import io.berth.memory.Budgets;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A server with little of everything, and routes that do one thing each. */
final class SmallServer implements AutoCloseable {
  private static final Access<Anybody, Anybody> OPEN = Access.open("a test's own route");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Server server;

  private SmallServer(Server server) {
    this.server = server;
  }

  /** What it has of each. */
  record Options(
      int requests, Budgets memory, List<AddressRange> proxies, Optional<ServerOptions.Tls> tls) {
    Options requests(int most) {
      return new Options(most, memory, proxies, tls);
    }

    Options memory(Budgets small) {
      return new Options(requests, small, proxies, tls);
    }

    Options tls(ServerOptions.Tls tls) {
      return new Options(requests, memory, proxies, Optional.of(tls));
    }

    Options proxies(String... addresses) {
      return new Options(
          requests, memory, List.of(addresses).stream().map(AddressRange::parse).toList(), tls);
    }
  }

  static SmallServer start(UnaryOperator<Options> change) {
    return start(change, List.of());
  }

  /** The same with further routes. */
  static SmallServer start(UnaryOperator<Options> change, List<Route<Anybody>> routes) {
    var options =
        change.apply(new Options(1_000, Budgets.ofThisProcess(), List.of(), Optional.empty()));
    var all = new java.util.ArrayList<>(routes());
    all.addAll(routes);
    return new SmallServer(
        Server.start(
            new ServerOptions(
                    "127.0.0.1",
                    0,
                    options.tls(),
                    new Hosts(Set.of("localhost"), ".localhost"),
                    options.proxies())
                .within(
                    new ServerOptions.Limits(
                        PATIENCE, PATIENCE, options.requests(), options.memory())),
            new ByName(),
            List.of(
                new Api<>(
                    "small",
                    Api.Surface.REGISTRY,
                    List.of(""),
                    all,
                    new Words(),
                    CallerFilter.anybody(),
                    Long.MAX_VALUE)),
            (_, _, _, _, _) -> {},
            System.err,
            Clock.systemUTC()));
  }

  private static List<Route<Anybody>> routes() {
    Route.Plain fine = _ -> Response.of(200);
    return List.of(
        Route.post("/body").asks(OPEN).by(SmallServer::drain),
        Route.post("/bytes").asks(OPEN).by(SmallServer::count),
        Route.post("/json")
            .asks(OPEN)
            .by(request -> Response.text(200, "text/plain", "" + size(request))),
        Route.get("/quick").asks(OPEN).by(fine),
        Route.get("/memory")
            .asks(OPEN)
            .fromMemory((_, _) -> Optional.of(Response.of(200)))
            .by(fine),
        Route.get("/aside").asks(OPEN).by(fine).aside(),
        Route.get("/answer").asks(OPEN).by(SmallServer::zeros));
  }

  private static Response drain(Request request) throws IOException {
    request.body().stream().transferTo(OutputStream.nullOutputStream());
    return Response.of(200);
  }

  private static Response count(Request request) throws IOException {
    return Response.text(200, "text/plain", "" + request.body().bytes(4 << 20).length);
  }

  private static int size(Request request) throws IOException {
    return Json.tree(request).size();
  }

  private static Response zeros(Request request) {
    var size = Integer.parseInt(String.valueOf(request.query("size")));
    return Response.bytes(200, "application/octet-stream", new byte[size]);
  }

  int port() {
    return server.port();
  }

  int tlsPort() {
    return server.tlsPort();
  }

  /** Asks again and again until it is so. */
  void eventually(Callable<Boolean> condition) throws Exception {
    Await.until("condition", condition);
  }

  @Override
  public void close() {
    server.close(Duration.ofSeconds(1));
  }

  /** A registry of each name. */
  private static final class ByName implements Registries {
    private final Map<String, Registry> known = new ConcurrentHashMap<>();

    @Override
    public Optional<Registry> byHostLabel(String label) {
      return Optional.of(
          known.computeIfAbsent(
              label,
              name ->
                  new Registry(
                      RegistryId.random(),
                      name,
                      name,
                      true,
                      new Registry.Limits(Long.MAX_VALUE, 1_000),
                      "")));
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return byHostLabel("default");
    }
  }

  /** Refusals as plain words. */
  static final class Words implements FaultRenderer {
    @Override
    public Response envelope(Fault fault, Request request) {
      var said = fault.getClass().getSimpleName() + " " + fault.message();
      return switch (fault) {
        case Fault.TooManyRequests f -> later(429, said, f.retryAfter());
        case Fault.Unavailable f -> later(503, said, f.retryAfter());
        case Fault.TooLarge _ -> Response.text(413, "text/plain", said);
        default -> Response.text(400, "text/plain", said);
      };
    }

    private static Response later(int status, String said, Duration after) {
      return Response.text(status, "text/plain", said)
          .header("Retry-After", Long.toString(after.toSeconds()));
    }

    @Override
    public Response renderUnexpected(Request request) {
      return Response.text(500, "text/plain", "bug");
    }
  }
}
