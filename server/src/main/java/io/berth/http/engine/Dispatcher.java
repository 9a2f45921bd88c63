package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.ForwardedOrigin;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Admission;
import io.berth.http.routing.Api;
import io.berth.http.routing.FromMemory;
import io.berth.http.routing.Route;
import io.berth.http.routing.Router;
import io.berth.memory.OutOfMemory;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a found route to its answer: what must hold before, who calls, access check and handler,
 * every refusal and every bug rendered in the envelope of the API the path belongs to.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private Dispatcher() {}

  static <C> Response answer(Router.Found<C> found, ServedRequest request)
      throws ClientDisconnected {
    if (found instanceof Router.Matched<C> matched) {
      request.params(matched.params());
    }
    var api = found.api();
    return new CurrentRequest(request.registry())
        .call(
            () ->
                guarded(
                    api,
                    request,
                    () -> api.around().around(request, () -> admitted(found, request))));
  }

  /**
   * The answer of a route that may have it in memory, through the same rules, the same caller and
   * the same access check, each asked of memory; empty when its handler is to decide. Never waits.
   */
  static <C> Optional<Response> fromMemory(Router.Matched<C> found, ServedRequest request) {
    var api = found.api();
    if (!(found.route().thread() instanceof Route.ServedBy.MemoryFirst<C>(var memory))
        || (api.surface() == Api.Surface.REGISTRY
            && request.registry().filter(Registry::ready).isEmpty())) {
      return Optional.empty();
    }
    request.params(found.params());
    try {
      return new CurrentRequest(request.registry())
          .call(() -> api.around().aroundMemory(request, () -> remembered(found, memory, request)));
    } catch (FaultException _) {
      // What is refused, the handler's way refuses.
      return Optional.empty();
    } catch (RuntimeException e) {
      OutOfMemory.check(e);
      LOG.error("request {} {} {}", request.id(), request.method(), request.rawPath(), e);
      return Optional.of(api.faults().renderUnexpected(request));
    }
  }

  private static <C> Optional<Response> remembered(
      Router.Matched<C> found, FromMemory<C> memory, ServedRequest request) {
    long started = System.nanoTime();
    var api = found.api();
    return admitted(
        api.admissions(),
        request,
        found.route().writes(),
        () -> {
          var name = new AtomicReference<>("");
          var answer =
              api.callers()
                  .aroundMemory(
                      request,
                      caller -> {
                        name.set(api.callers().name(caller));
                        return memory.answer(request, caller);
                      });
          answer.ifPresent(response -> log(api, request, name.get(), response, started));
          return answer;
        });
  }

  /** What next says, when all of these know that the request is admitted. */
  private static Optional<Response> admitted(
      List<Admission> admissions,
      Request request,
      boolean writes,
      Supplier<Optional<Response>> next) {
    return admissions.isEmpty()
        ? next.get()
        : admissions
            .getFirst()
            .aroundMemory(
                request,
                writes,
                () -> admitted(admissions.subList(1, admissions.size()), request, writes, next));
  }

  private static void log(
      Api<?> api, Request request, String caller, Response response, long started) {
    api.log().answered(request, caller, response, Duration.ofNanos(System.nanoTime() - started));
  }

  /** The answer to a request that every rule lets in. */
  private static <C> Response admitted(Router.Found<C> found, ServedRequest request)
      throws Exception {
    long started = System.nanoTime();
    var api = found.api();
    requireRegistry(api, request);
    for (var admission : api.admissions()) {
      admission.admit(request, writes(found, request));
    }
    var name = new AtomicReference<>("");
    var response =
        api.callers()
            .around(
                request,
                caller -> {
                  name.set(api.callers().name(caller));
                  return guarded(api, request, () -> served(found, request, caller));
                });
    log(api, request, name.get(), response, started);
    return response;
  }

  private static boolean writes(Router.Found<?> found, Request request) {
    return found instanceof Router.Matched<?> matched
        ? matched.route().writes()
        : request.method().writes();
  }

  private static <C> Response served(Router.Found<C> found, ServedRequest request, C caller)
      throws Exception {
    return switch (found) {
      case Router.Matched<C>(_, var route, _) -> route.service().answer(request, caller);
      case Router.OtherMethods<C>(_, var allowed) ->
          throw new FaultException(
              new Fault.MethodNotAllowed(
                  allowed.stream().map(Method::name).toList(),
                  "this path does not take " + request.method()));
      case Router.Nothing<C> _ ->
          throw FaultException.notFound(
              Fault.Thing.ROUTE, "there is nothing at " + request.rawPath());
    };
  }

  private static void requireRegistry(Api<?> api, Request request) {
    if (api.surface() != Api.Surface.REGISTRY) {
      return;
    }
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

  /** An IOException is never the client's, so something here cannot be read or written. */
  private static Response guarded(Api<?> api, Request request, Callable<Response> work)
      throws ClientDisconnected {
    try {
      return work.call();
    } catch (FaultException e) {
      return api.faults().render(e.fault(), request);
    } catch (ClientDisconnected e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      LOG.error("request {} {} {}", request.id(), request.method(), request.rawPath(), e);
      return api.faults()
          .render(
              new Fault.Unavailable(
                  Duration.ofSeconds(10),
                  "something this needs cannot be read or written now, request " + request.id()),
              request);
    } catch (Exception e) {
      OutOfMemory.check(e);
      LOG.error("request {} {} {}", request.id(), request.method(), request.rawPath(), e);
      return api.faults().renderUnexpected(request);
    }
  }

  /** The answer when no API stands at the path. */
  static Response nobody(Optional<ForwardedOrigin> unknownHost) {
    return unknownHost
        .map(
            origin ->
                Response.text(
                    421, "text/plain", "no registry answers at the host " + origin.asked() + "\n"))
        .orElseGet(() -> Response.text(404, "text/plain", "there is nothing here\n"));
  }
}
