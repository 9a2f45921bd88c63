package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Method;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.RefusedCaller;
import io.berth.http.routing.Route;
import io.berth.http.routing.Router;
import io.berth.memory.OutOfMemory;
import io.berth.memory.RequestBudget;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.Registry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer (RFC 9110 section 3.4), on the way of every other: admission, caller,
 * access check, handler. Every refusal and every bug is rendered in the envelope of the API that
 * the path belongs to. A request has a virtual thread of its own, unless its route answered it from
 * memory ({@link Route.Draft#fromMemory}) on the event loop itself.
 *
 * @param <C> the API's callers
 * @param <T> what the route's access check finds
 */
final class Exchange<C, T> {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** What a client may call its request; it is said back and means nothing here. */
  private static final Pattern GIVEN_ID = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,1023}");

  private final Exchanges all;
  private final HttpServerRequest engine;
  private final ServedRequest request;
  private final RequestBudget spending;
  private final Api<C> api;
  private final Route<C> route;
  private final Route.Endpoint<C, T> endpoint;
  private final long started = System.nanoTime();
  private Access.@Nullable Question<C, T> question;
  private @Nullable Response made;
  private @Nullable Throwable broken;
  private Future<Void> leaving = Future.succeededFuture();
  private boolean admitted;
  private int status;
  private long bytes;

  private Exchange(
      Exchanges all,
      HttpServerRequest engine,
      ServedRequest request,
      RequestBudget spending,
      Api<C> api,
      Route<C> route,
      Route.Endpoint<C, T> endpoint) {
    this.all = all;
    this.engine = engine;
    this.request = request;
    this.spending = spending;
    this.api = api;
    this.route = route;
    this.endpoint = endpoint;
  }

  /**
   * @param found what stands at the path; empty when no API does
   */
  static Exchange<?, ?> of(
      Exchanges all,
      HttpServerRequest engine,
      ServedRequest request,
      RequestBudget spending,
      Optional<Router.Found<?>> found) {
    return within(all, engine, request, spending, found.orElse(Nowhere.NOTHING));
  }

  private static <C> Exchange<C, ?> within(
      Exchanges all,
      HttpServerRequest engine,
      ServedRequest request,
      RequestBudget spending,
      Router.Found<C> found) {
    var route =
        switch (found) {
          case Router.Matched<C>(_, var matched, var params) -> {
            request.params(params);
            yield matched;
          }
          case Router.OtherMethods<C>(_, var allowed) ->
              Nowhere.<C>route(
                  request,
                  new Fault.MethodNotAllowed(
                      allowed.stream().map(Method::name).toList(),
                      "this path does not take " + request.method()));
          case Router.Nothing<C> _ ->
              Nowhere.<C>route(
                  request,
                  new Fault.NotFound(
                      Fault.Thing.ROUTE, "there is nothing at " + request.rawPath()));
        };
    return new Exchange<>(all, engine, request, spending, found.api(), route, route.endpoint());
  }

  ServedRequest request() {
    return request;
  }

  /** The API's name. */
  String api() {
    return api.name();
  }

  /** The client's own id of a request to a registry, which Harbor's clients expect back. */
  Optional<String> givenId() {
    return api.surface() == Api.Surface.REGISTRY
        ? Optional.ofNullable(engine.getHeader("X-Request-Id"))
            .filter(given -> GIVEN_ID.matcher(given).matches())
        : Optional.empty();
  }

  /** Whose request it is, where clients have shares. */
  Object client() {
    return spending.client();
  }

  /** Whether threads of its own serve its route; see {@link Route#aside}. */
  boolean isAside() {
    return route.isAside();
  }

  /** Nobody looks at the request: this is its answer. */
  void answerWith(Response response) {
    made = response;
  }

  /**
   * Makes the answer on the event loop when everything that it needs is in memory, through the same
   * rules, the same caller and the same access check as {@link #serve}, each asked of memory. Never
   * waits.
   */
  void peek() {
    if (made != null
        || endpoint.memory().isEmpty()
        || (api.surface() == Api.Surface.REGISTRY
            && request.registry().filter(Registry::ready).isEmpty())) {
      return;
    }
    long from = System.nanoTime();
    try {
      new CurrentRequest(request.registry())
          .bind()
          .run(
              () -> {
                admitted = api.admission().peek(request, route.writes());
                var caller = admitted ? api.callers().peek(request) : Optional.<C>empty();
                if (caller.isEmpty()) {
                  return;
                }
                var found = question().peek(caller.get());
                if (found.isEmpty()) {
                  return;
                }
                var answer = endpoint.memory().get().answer(request, found.get());
                if (answer.isPresent()) {
                  endpoint.tell(request, caller.get(), found.get(), answer.get());
                  made = told(caller.get(), answer.get(), from);
                }
              });
    } catch (FaultException _) {
      // What is refused, the handler's way refuses.
    } catch (RuntimeException | Error e) {
      made = unexpected(e);
    }
  }

  /** True when {@link #serve} will not wait: the answer is made, and its client takes it. */
  boolean isReady() {
    return broken != null || (made != null && writer().takesNow(made));
  }

  /** Makes the answer unless it is made, sends it, and ends when it left, whatever comes of it. */
  void serve() {
    try {
      if (broken != null) {
        brokeOff(broken);
        return;
      }
      var response = made;
      if (response == null) {
        response =
            api.bindings()
                .apply(new CurrentRequest(request.registry()).bind(request.bind(spending.bind())))
                .call(
                    () -> {
                      long from = System.nanoTime();
                      @Nullable C caller = null;
                      Response answer;
                      try {
                        requireAdmission();
                        caller = api.callers().find(request);
                        var found = question().check(caller);
                        answer = endpoint.handler().handle(request, found);
                        endpoint.tell(request, caller, found, answer);
                      } catch (Exception | Error e) {
                        answer = refusal(e);
                      }
                      return admitted ? told(caller, answer, from) : answer;
                    });
      }
      send(response);
    } catch (IOException | RuntimeException | Error e) {
      brokeOff(e);
    } finally {
      leaving.onComplete(this::left);
    }
  }

  private void left(AsyncResult<Void> sent) {
    if (sent.failed()) {
      brokeOff(new IOException("the client went away", sent.cause()));
    }
    end();
  }

  /** Says no on the event loop itself: what is turned away takes no thread. */
  void refuse(Fault reason) {
    if (made == null) {
      made = api.faults().render(reason, request);
    }
    if (!isReady()) {
      broken = new ClientDisconnected("it does not even take a refusal");
    }
    serve();
  }

  private Access.Question<C, T> question() {
    if (question == null) {
      question = endpoint.access().question().apply(request);
    }
    return question;
  }

  private void requireAdmission() throws Exception {
    if (admitted) {
      return;
    }
    if (api.surface() == Api.Surface.REGISTRY) {
      var registry =
          request
              .registry()
              .orElseThrow(
                  () -> FaultException.notFound(Fault.Thing.REGISTRY, "there is no registry here"));
      if (!registry.ready()) {
        throw new FaultException(
            new Fault.Unavailable(
                Duration.ofSeconds(5), "the registry " + registry.name() + " is not ready"));
      }
    }
    api.admission().admit(request, route.writes());
    admitted = true;
  }

  /** The answer as it leaves, when the API's log has heard of it. */
  private Response told(@Nullable C caller, Response answer, long from) {
    try {
      var last = caller == null ? answer : api.callers().answered(request, caller, answer);
      api.log()
          .answered(
              request,
              caller == null ? "" : api.callers().name(caller),
              last,
              Duration.ofNanos(System.nanoTime() - from));
      return last;
    } catch (FaultException e) {
      return api.faults().render(e.fault(), request);
    } catch (UncheckedIOException e) {
      return unavailable(e);
    } catch (RuntimeException | Error e) {
      return unexpected(e);
    }
  }

  /** An IOException is never the client's, so something here cannot be read or written. */
  private Response refusal(Throwable reason) throws ClientDisconnected {
    return switch (reason) {
      case FaultException e -> api.faults().render(e.fault(), request);
      case RefusedCaller e -> e.response();
      case ClientDisconnected e -> throw e;
      case IOException e -> unavailable(e);
      case UncheckedIOException e -> unavailable(e);
      default -> unexpected(reason);
    };
  }

  private Response unavailable(Exception reason) {
    LOG.error("request {} {} {}", request.id(), request.method(), request.rawPath(), reason);
    return api.faults()
        .render(
            new Fault.Unavailable(
                Duration.ofSeconds(10),
                "something this needs cannot be read or written now, request " + request.id()),
            request);
  }

  private Response unexpected(Throwable bug) {
    OutOfMemory.check(bug);
    LOG.error("request {} {} {}", request.id(), request.method(), request.rawPath(), bug);
    return api.faults().renderUnexpected(request);
  }

  private ResponseWriter writer() {
    var secure = engine.connection().isSsl();
    return new ResponseWriter(
        engine.response(), secure, request.method() == Method.HEAD, all.unsent);
  }

  private void send(Response answer) throws IOException {
    try {
      write(answer);
    } catch (FaultException e) {
      if (!writer().startOver()) {
        throw e;
      }
      write(api.faults().render(e.fault(), request));
    }
  }

  private void write(Response answer) throws IOException {
    if (!(answer.content() instanceof Response.Streamed)) {
      spending.answerMade();
    }
    var response = held(answer);
    status = response.status();
    engine.response().putHeader("X-Request-Id", givenId().orElse(request.id()));
    all.security.add(engine.response().headers(), response, api.kind(), request);
    if (all.isDraining() && !engine.version().alpnName().equals("h2")) {
      engine.response().putHeader("Connection", "close");
    }
    var sending = writer().handOver(response);
    bytes = sending.isPresent() ? response.content().length() : writer().write(response);
    leaving = sending.orElse(leaving);
  }

  /**
   * Counts an answer that may wait in memory for its client; turns it into a refusal when there is
   * no room.
   */
  private Response held(Response response) {
    if (!(response.content() instanceof Response.Bytes(byte[] content, boolean kept))
        || kept
        || content.length <= ResponseWriter.SMALL
        || request.method() == Method.HEAD) {
      return response;
    }
    try {
      spending.answer(content.length);
      return response;
    } catch (FaultException e) {
      return api.faults().render(e.fault(), request);
    }
  }

  private void brokeOff(Throwable reason) {
    OutOfMemory.check(reason);
    if (reason instanceof IOException || reason instanceof FaultException) {
      LOG.debug("request {} broke off", request.id(), reason);
      status = status == 0 ? 499 : status;
    } else {
      LOG.error("request {} broke off by a bug", request.id(), reason);
      status = 500;
    }
    engine.connection().close();
  }

  private void end() {
    try {
      all.ended(this, status, bytes, Duration.ofNanos(System.nanoTime() - started));
      if (request.body().length() != 0) {
        all.discard(engine);
      }
    } finally {
      request.answered();
      spending.close();
      all.leave();
    }
  }
}
