package io.berth.http;

import io.berth.tenant.Registries;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the event loop, gives each a virtual thread, and sees it through: host,
 * route, answer, access log.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final Logger ACCESS = LoggerFactory.getLogger("io.berth.access");
  private static final long LINGER_MILLIS = 10_000;

  private final TenantGate gate;
  private final Router router;
  private final List<AddressRange> proxies;
  private final Observer observer;
  private final ServerOptions options;
  private final BodyMemory bodies = new BodyMemory();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean draining;

  Exchange(ServerOptions options, Registries registries, List<Api> apis, Observer observer) {
    this.gate = new TenantGate(options.hosts(), registries);
    this.router = new Router(apis);
    this.options = options;
    this.proxies = options.proxies();
    this.observer = observer;
  }

  /** Requests being served. */
  int active() {
    return active.get();
  }

  /** From now on every answer also ends its connection. */
  void drain() {
    draining = true;
  }

  /** Called on the event loop. */
  void accept(HttpServerRequest engine, LongAction later) {
    boolean overloaded = active.incrementAndGet() > options.maxRequests();
    long started = System.nanoTime();
    Method method = method(engine.method().name());
    if (method == null) {
      engine.response().setStatusCode(501).end();
      active.decrementAndGet();
      return;
    }
    var peer = InetAddress.ofLiteral(engine.remoteAddress().hostAddress());
    var local = InetAddress.ofLiteral(engine.localAddress().hostAddress());
    var authority = authority(engine);
    var origin =
        Origin.of(
            peer,
            engine.isSSL() ? "https" : "http",
            authority,
            name -> last(engine.headers().getAll(name)),
            proxies);
    var match = gate.match(origin.authority(), local);
    var target = Target.of(engine.uri());
    var found = router.find(match.surfaces(), method, target.path());
    long limit = found.map(it -> it.api().maxBodyBytes()).orElse(0L);
    var body = new StreamingBody(engine, limit, bodies, options.bodyPatience());
    var request =
        new ServedRequest(
            engine, id(engine, origin), method, target, origin, match.registry(), body);
    Thread.ofVirtual()
        .name("request " + request.id())
        .start(
            () -> {
              try {
                var unknown =
                    match.surfaces().contains(Api.Surface.REGISTRY)
                        ? Optional.<Origin>empty()
                        : Optional.of(origin);
                serve(
                    engine,
                    request,
                    found,
                    () -> answer(found, unknown, request, overloaded),
                    started);
                finish(engine, later);
              } finally {
                request.answered();
                active.decrementAndGet();
              }
            });
  }

  /** Runs something on the event loop after some milliseconds. */
  interface LongAction {
    void after(long millis, Runnable action);
  }

  private static Response answer(
      Optional<Router.Found> found,
      Optional<Origin> unknownHost,
      ServedRequest request,
      boolean overloaded)
      throws ClientGone {
    if (found.isEmpty()) {
      return Dispatcher.nobody(unknownHost);
    }
    return overloaded
        ? Dispatcher.overloaded(found.get().api(), request)
        : Dispatcher.answer(found.get(), request);
  }

  private interface Answer {
    Response make() throws ClientGone;
  }

  private void serve(
      HttpServerRequest engine,
      ServedRequest request,
      Optional<Router.Found> found,
      Answer answer,
      long started) {
    int status = 0;
    long bytes = 0;
    try {
      var response = answer.make();
      status = response.status();
      engine.response().putHeader("X-Request-Id", request.id());
      if (draining && !engine.version().alpnName().equals("h2")) {
        engine.response().putHeader("Connection", "close");
      }
      bytes =
          new ResponseWriter(engine.response(), request.method() == Method.HEAD).write(response);
    } catch (IOException e) {
      LOG.debug("request {} broke off", request.id(), e);
      status = status == 0 ? 499 : status;
      engine.connection().close();
    } catch (RuntimeException | Error e) {
      LOG.error("request {} broke off by a bug", request.id(), e);
      status = 500;
      engine.connection().close();
    }
    var time = Duration.ofNanos(System.nanoTime() - started);
    var api = found.map(it -> it.api().name()).orElse("none");
    observer.served(api, request.method(), status, bytes, time);
    // Never the query: it may carry codes, states and tokens.
    ACCESS.info(
        "id={} client={} api={} registry={} method={} host={} path={} status={} bytes={} ms={}",
        request.id(),
        request.remoteAddress().getHostAddress(),
        api,
        request.registry().map(registry -> registry.hostLabel()).orElse("-"),
        request.method(),
        request.authority(),
        request.rawPath(),
        status,
        bytes,
        time.toMillis());
  }

  /**
   * A body that nobody read is thrown away, so that the connection serves on and the client gets to
   * read the answer; a client that still sends after ten seconds is cut off.
   */
  private static void finish(HttpServerRequest engine, LongAction later) {
    if (!engine.isEnded()) {
      engine.handler(_ -> {});
      engine.resume();
      later.after(
          LINGER_MILLIS,
          () -> {
            if (!engine.isEnded()) {
              engine.connection().close();
            }
          });
    }
  }

  /** What the client called this server; "" when it did not say so exactly once. */
  private static String authority(HttpServerRequest engine) {
    if (engine.version().alpnName().equals("h2")) {
      var authority = engine.authority();
      return authority == null ? "" : authority.toString();
    }
    var hosts = engine.headers().getAll("Host");
    return hosts.size() == 1 ? hosts.getFirst() : "";
  }

  private static @Nullable String last(List<String> lines) {
    return lines.isEmpty() ? null : lines.getLast();
  }

  private static @Nullable Method method(String name) {
    try {
      return Method.valueOf(name);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static String id(HttpServerRequest engine, Origin origin) {
    var given = engine.getHeader("X-Request-Id");
    return origin.trusted() && given != null && given.matches("[A-Za-z0-9._-]{1,64}")
        ? given
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
