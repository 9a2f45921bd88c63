package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.ClientShare;
import io.berth.http.message.ForwardedOrigin;
import io.berth.http.message.Method;
import io.berth.http.message.Peer;
import io.berth.http.message.Response;
import io.berth.http.routing.Api;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.RequestUrls;
import io.berth.http.routing.Route;
import io.berth.http.routing.Router;
import io.berth.http.routing.TenantResolver;
import io.berth.memory.OutOfMemory;
import io.berth.memory.RequestBudget;
import io.berth.tenant.Registries;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the event loop and sees each through: host, route, answer, access log. Each
 * gets a virtual thread, unless its route answered it from memory ({@link Route.Draft#fromMemory})
 * on the event loop itself.
 */
final class RequestProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(RequestProcessor.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** What a client may call its request; it is said back and means nothing here. */
  private static final Pattern GIVEN_ID = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,1023}");

  private static final long LINGER_MILLIS = 10_000;

  private final TenantResolver gate;
  private final Router router;
  private final Observer observer;
  private final SecurityHeaders security;
  private final ServerOptions options;
  private final RequestLog log;
  private final LongAction later;
  private final BodyMemory bodies = new BodyMemory();
  private final ResponseBacklog unsent = new ResponseBacklog();
  private final RequestSlots places;
  private final PlatformExecutor aside = new PlatformExecutor();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean draining;

  RequestProcessor(
      ServerOptions options,
      Registries registries,
      List<Api<?>> apis,
      Observer observer,
      RequestLog log,
      LongAction later) {
    this.later = later;
    this.log = log;
    this.gate = new TenantResolver(options.hosts(), registries);
    this.router = new Router(apis);
    this.options = options;
    this.places = new RequestSlots(options.maxRequests());
    this.observer = observer;
    this.security = new SecurityHeaders(options.hosts().httpsOnly());
  }

  /** Requests being served. */
  int active() {
    return active.get();
  }

  /** What is to be written down is written. */
  void ended() {
    aside.close();
    log.close();
  }

  /** From now on every answer also ends its connection. */
  void drain() {
    draining = true;
  }

  /** Called on the event loop. */
  void accept(HttpServerRequest engine, Peer peer) {
    active.incrementAndGet();
    long started = System.nanoTime();
    Method method = Method.named(engine.method().name());
    if (method == null) {
      SecurityHeaders.addBare(engine.response().headers());
      engine.response().setStatusCode(501).end();
      active.decrementAndGet();
      return;
    }
    var asked = RequestHead.of(engine, peer, options.proxies());
    var match =
        asked.refusal().isPresent()
            ? TenantResolver.nowhere()
            : gate.match(asked.origin().named(), peer.local());
    var reached = new RequestUrls(asked.origin(), match, options.hosts(), peer.port());
    var target = asked.target();
    var found = router.find(match.surfaces(), method, target.path());
    long limit = found.map(it -> it.api().maxBodyBytes()).orElse(0L);
    var client = ClientShare.of(asked.origin(), options.proxies());
    var spending = new RequestBudget(options.memory(), client);
    var body = StreamingBody.of(engine, limit, bodies, spending, options.bodyPatience());
    var visit =
        new Visit(
            engine,
            new ServedRequest(engine, id(engine, asked.origin()), method, target, reached, body),
            client,
            spending,
            found,
            asked
                .refusal()
                .or(() -> found.isPresent() ? Optional.empty() : Optional.of(nobody(reached))),
            started);
    switch (servedBy(found)) {
      case Route.ServedBy.MemoryFirst<?> _ -> fromMemory(visit);
      case Route.ServedBy.OwnThread<?> _ -> start(visit, () -> answer(visit));
      case Route.ServedBy.Aside<?> _ -> {
        if (!aside.run(() -> serve(visit, () -> answer(visit)))) {
          refuse(visit, PlatformExecutor.BUSY);
        }
      }
    }
  }

  private static Route.ServedBy<?> servedBy(Optional<Router.Found<?>> found) {
    return found.isPresent() && found.get() instanceof Router.Matched<?> matched
        ? matched.route().thread()
        : new Route.ServedBy.OwnThread<>();
  }

  /** Answers on the event loop, when the route has the answer in memory. */
  private void fromMemory(Visit visit) {
    var response = Optional.<Response>empty();
    try {
      if (visit.refusal().isEmpty()
          && visit.found().orElseThrow() instanceof Router.Matched<?> matched) {
        response = Dispatcher.fromMemory(matched, visit.request());
      }
    } catch (Error e) {
      // Ends like any other request: nothing of it may stay behind.
      serve(
          visit,
          () -> {
            throw e;
          });
      return;
    }
    response.ifPresentOrElse(made -> sendNow(visit, made), () -> start(visit, () -> answer(visit)));
  }

  /** Called on the event loop with a request that the engine could not read. */
  void refuse(HttpServerRequest engine, RequestScanner.Problem problem) {
    SecurityHeaders.addBare(engine.response().headers());
    engine
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Connection", "close")
        .end(problem.message() + "\n");
  }

  /**
   * A request on its way through.
   *
   * @param client whose it is, where clients have shares
   * @param spending what it has taken of the memory that requests share
   * @param refusal set when nothing looks at the request
   */
  private record Visit(
      HttpServerRequest engine,
      ServedRequest request,
      Object client,
      RequestBudget spending,
      Optional<Router.Found<?>> found,
      Optional<Response> refusal,
      long started) {}

  /** Serves a request on a thread of its own, when there is a place for one more that may wait. */
  private void start(Visit visit, Answer answer) {
    var registry = visit.request().registry();
    var refusal = places.enter(visit.client(), registry);
    if (refusal.isPresent()) {
      refuse(visit, refusal.get());
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                serve(visit, answer);
              } finally {
                places.leave(visit.client(), registry);
              }
            });
  }

  /** Says no on the event loop itself: what is turned away takes no thread. */
  private void refuse(Visit visit, Fault reason) {
    var response =
        visit
            .refusal()
            .orElseGet(
                () -> visit.found().orElseThrow().api().faults().render(reason, visit.request()));
    if (writer(visit).takesNow(response)) {
      serve(visit, () -> response);
    } else {
      serve(
          visit,
          () -> {
            throw new ClientDisconnected("it does not even take a refusal");
          });
    }
  }

  private ResponseWriter writer(Visit visit) {
    return new ResponseWriter(
        visit.engine().response(), visit.request().method() == Method.HEAD, unsent);
  }

  /** Sends an answer that was made on the event loop from there, if its client takes it at once. */
  private void sendNow(Visit visit, Response response) {
    if (writer(visit).takesNow(response)) {
      serve(visit, () -> response);
    } else {
      start(visit, () -> response);
    }
  }

  /** Runs something on the event loop after some milliseconds. */
  interface LongAction {
    void after(long millis, Runnable action);
  }

  private static Response answer(Visit visit) throws ClientDisconnected {
    return visit.refusal().isPresent()
        ? visit.refusal().get()
        : visit
            .spending()
            .call(() -> Dispatcher.answer(visit.found().orElseThrow(), visit.request()));
  }

  /**
   * Counts an answer that may wait in memory for its client; turns it into a refusal when there is
   * no room.
   */
  private static Response held(Visit visit, Response response) {
    var request = visit.request();
    if (!(response.content() instanceof Response.Bytes(byte[] bytes, boolean kept))
        || kept
        || bytes.length <= ResponseWriter.SMALL
        || request.method() == Method.HEAD
        || visit.found().isEmpty()) {
      return response;
    }
    try {
      visit.spending().answer(bytes.length);
      return response;
    } catch (FaultException e) {
      return visit.found().get().api().faults().render(e.fault(), request);
    }
  }

  private interface Answer {
    Response make() throws ClientDisconnected;
  }

  /** Makes the answer, sends it, and ends the request, whatever comes of it. */
  private void serve(Visit visit, Answer answer) {
    try {
      send(visit, answer);
      if (visit.request().body().length() != 0) {
        finish(visit.engine());
      }
    } finally {
      visit.request().answered();
      visit.spending().close();
      active.decrementAndGet();
    }
  }

  private void send(Visit visit, Answer answer) {
    var engine = visit.engine();
    var request = visit.request();
    int status = 0;
    long bytes = 0;
    try {
      var made = answer.make();
      if (!(made.content() instanceof Response.Streamed)) {
        visit.spending().answerMade();
      }
      var response = held(visit, made);
      status = response.status();
      engine.response().putHeader("X-Request-Id", givenId(visit).orElse(request.id()));
      security.add(
          engine.response().headers(),
          response,
          visit.found().map(it -> it.api().kind()).orElse(Api.Kind.API),
          request);
      if (draining && !engine.version().alpnName().equals("h2")) {
        engine.response().putHeader("Connection", "close");
      }
      bytes = writer(visit).write(response);
    } catch (IOException e) {
      OutOfMemory.check(e);
      LOG.debug("request {} broke off", request.id(), e);
      status = status == 0 ? 499 : status;
      engine.connection().close();
    } catch (RuntimeException | Error e) {
      OutOfMemory.check(e);
      LOG.error("request {} broke off by a bug", request.id(), e);
      status = 500;
      engine.connection().close();
    }
    var time = Duration.ofNanos(System.nanoTime() - visit.started());
    var api = visit.found().map(it -> it.api().name()).orElse("none");
    observer.served(api, request.method(), status, bytes, time);
    log.add(request, givenId(visit), api, status, bytes, time);
  }

  /** The client's own id of a request to a registry, which Harbor's clients expect back. */
  private static Optional<String> givenId(Visit visit) {
    return visit
        .found()
        .filter(found -> found.api().surface() == Api.Surface.REGISTRY)
        .flatMap(_ -> Optional.ofNullable(visit.engine().getHeader("X-Request-Id")))
        .filter(given -> GIVEN_ID.matcher(given).matches());
  }

  /**
   * A body that nobody read is thrown away, so that the connection serves on and the client gets to
   * read the answer; a client that still sends after ten seconds is cut off.
   */
  private void finish(HttpServerRequest engine) {
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

  private static Response nobody(RequestUrls reached) {
    return Dispatcher.nobody(
        reached.match().kind() == Hosts.Kind.UNKNOWN
            ? Optional.of(reached.origin())
            : Optional.empty());
  }

  private static String id(HttpServerRequest engine, ForwardedOrigin origin) {
    var given = engine.getHeader("X-Request-Id");
    return origin.trusted() && given != null && ID.matcher(given).matches()
        ? given
        : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
