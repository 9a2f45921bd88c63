package io.berth.http;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.memory.OutOfMemory;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a found route to its answer: filter around access check and handler, every refusal and every
 * bug rendered in the envelope of the API the path belongs to.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private Dispatcher() {}

  static Response answer(Router.Found found, ServedRequest request) throws ClientGone {
    var api = found.api();
    if (found instanceof Router.Matched matched) {
      request.params(matched.params());
    }
    var current = new CurrentRequest(request.registry());
    return current.call(
        () ->
            guarded(
                api,
                request,
                outer -> {
                  requireRegistry(api, outer);
                  return api.filter().around(outer, inner(found));
                }));
  }

  /**
   * The answer of a route that may have it in memory, through the same filters and the same access
   * check; empty when its handler is to decide. Never waits.
   */
  static Optional<Response> fromMemory(
      Router.Matched found, FromMemory memory, ServedRequest request) {
    var api = found.api();
    var access = found.route().access();
    request.params(found.params());
    if (api.surface() == Api.Surface.REGISTRY
        && request.registry().filter(Registry::ready).isEmpty()) {
      return Optional.empty();
    }
    var answer = Optional.<Response>empty();
    try {
      answer =
          new CurrentRequest(request.registry())
              .call(
                  () ->
                      api.filter()
                          .aroundMemory(
                              request,
                              passed ->
                                  access.passesFromMemory(passed)
                                      ? memory.answer(passed)
                                      : Optional.empty()));
    } catch (FaultException _) {
      // What is refused, the handler's way refuses.
    } catch (RuntimeException e) {
      OutOfMemory.check(e);
      LOG.error("request {} {} {}", request.id(), request.method(), request.rawPath(), e);
      answer = Optional.of(api.faults().renderUnexpected(request));
    }
    if (answer.isEmpty()) {
      request.attributes().clear();
    }
    return answer;
  }

  private static Handler inner(Router.Found found) {
    return request ->
        guarded(
            found.api(),
            request,
            guardedRequest ->
                switch (found) {
                  case Router.Matched(_, Route route, _) -> {
                    route.access().check(guardedRequest);
                    yield route.handler().handle(guardedRequest);
                  }
                  case Router.OtherMethods(_, var allowed) ->
                      throw new FaultException(
                          new Fault.MethodNotAllowed(
                              allowed.stream().map(Method::name).toList(),
                              "this path does not take " + guardedRequest.method()));
                  case Router.Nothing _ ->
                      throw FaultException.notFound(
                          Fault.Thing.ROUTE, "there is nothing at " + guardedRequest.rawPath());
                });
  }

  private static void requireRegistry(Api api, Request request) {
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
  private static Response guarded(Api api, Request request, Handler work) throws ClientGone {
    try {
      return work.handle(request);
    } catch (FaultException e) {
      return api.faults().render(e.fault(), request);
    } catch (ClientGone e) {
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
  static Response nobody(Optional<Origin> unknownHost) {
    return unknownHost
        .map(
            origin ->
                Response.text(
                    421, "text/plain", "no registry answers at the host " + origin.asked() + "\n"))
        .orElseGet(() -> Response.text(404, "text/plain", "there is nothing here\n"));
  }
}
