package io.berth.http.engine;

import io.berth.http.message.ClientShare;
import io.berth.http.message.ForwardedOrigin;
import io.berth.http.message.Method;
import io.berth.http.message.Peer;
import io.berth.http.message.RequestTrace;
import io.berth.http.message.Response;
import io.berth.http.routing.Api;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.RequestUrls;
import io.berth.http.routing.Router;
import io.berth.http.routing.TenantResolver;
import io.berth.memory.RequestBudget;
import io.berth.tenant.Registries;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The exchanges of a server: how each begins, and what all of them share. */
final class Exchanges {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final long LINGER_MILLIS = 10_000;

  private final ServerOptions options;
  private final TenantResolver tenants;
  private final Router router;
  private final Observer observer;
  private final RequestLog log;
  private final LongAction later;
  private final BodyMemory bodies = new BodyMemory();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean draining;

  final SecurityHeaders security;
  final ResponseBacklog unsent = new ResponseBacklog();
  final RequestSlots slots;
  final PlatformExecutor aside = new PlatformExecutor();

  Exchanges(
      ServerOptions options,
      Registries registries,
      List<Api<?>> apis,
      Observer observer,
      RequestLog log,
      LongAction later) {
    this.options = options;
    this.tenants = new TenantResolver(options.hosts(), registries);
    this.router = new Router(apis);
    this.observer = observer;
    this.log = log;
    this.later = later;
    this.security = new SecurityHeaders(options.hosts().httpsOnly());
    this.slots = new RequestSlots(options.limits().requests());
  }

  /** Runs something on the event loop after some milliseconds. */
  interface LongAction {
    void after(long millis, Runnable action);
  }

  /** How many there are now. */
  int active() {
    return active.get();
  }

  /** From now on every answer also ends its connection. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /** What is to be written down is written. */
  void close() {
    aside.close();
    log.close();
  }

  /**
   * A request that came in, with all that its head says: whose it is, which tenant's host it names,
   * which route it is for. Its body stays in the socket. Called on the event loop.
   */
  Exchange<?, ?> begin(HttpServerRequest engine, Method method, Peer peer) {
    active.incrementAndGet();
    var head = RequestHead.of(engine, peer, options.proxies());
    var match =
        head.refusal().isPresent()
            ? TenantResolver.nowhere()
            : tenants.match(head.origin().named(), peer.local());
    var reached = new RequestUrls(head.origin(), match, options.hosts(), peer.port());
    var found = router.find(match.surfaces(), method, head.target().path());
    var spending =
        new RequestBudget(
            options.limits().memory(), ClientShare.of(head.origin(), options.proxies()));
    long limit = found.map(it -> it.api().maxBodyBytes()).orElse(0L);
    var body = StreamingBody.of(engine, limit, bodies, spending, options.limits().bodyPatience());
    var request =
        new ServedRequest(engine, id(engine, head.origin()), method, head.target(), reached, body);
    var tracer = options.tracer();
    if (tracer.isPresent()) {
      request.traced(
          RequestTrace.begin(
              tracer.get(), template(found), engine::getHeader, head.origin().trusted()));
    }
    var exchange = Exchange.of(this, engine, request, spending, found);
    head.refusal()
        .or(() -> found.isPresent() ? Optional.empty() : Optional.of(nobody(reached)))
        .ifPresent(exchange::answerWith);
    return exchange;
  }

  /** An exchange is over. */
  void ended(Exchange<?, ?> exchange, int status, long bytes, Duration time) {
    observer.served(exchange.api(), exchange.request().method(), status, bytes, time);
    log.add(exchange.request(), exchange.givenId(), exchange.api(), status, bytes, time);
    exchange.request().ended(exchange.api(), status, bytes);
  }

  void leave() {
    active.decrementAndGet();
  }

  /**
   * A body that nobody read is thrown away, so that the connection serves on and the client gets to
   * read the answer; a client that still sends after ten seconds is cut off.
   */
  void discard(HttpServerRequest engine) {
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

  private static String template(Optional<Router.Found<?>> found) {
    return found.orElse(Nowhere.NOTHING) instanceof Router.Matched<?> matched
        ? matched.route().template()
        : "";
  }

  /** The answer when no API stands at the path. */
  private static Response nobody(RequestUrls reached) {
    return reached.match().kind() == Hosts.Kind.UNKNOWN
        ? Response.text(
            421, "text/plain", "no registry answers at the host " + reached.origin().asked() + "\n")
        : Response.text(404, "text/plain", "there is nothing here\n");
  }

  private static String id(HttpServerRequest engine, ForwardedOrigin origin) {
    var given = engine.getHeader("X-Request-Id");
    return origin.trusted() && given != null && ID.matcher(given).matches()
        ? given
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
