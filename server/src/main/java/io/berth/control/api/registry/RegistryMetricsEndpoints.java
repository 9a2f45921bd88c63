package io.berth.control.api.registry;

import io.berth.control.call.ControlError;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.MetricsTokens;
import io.berth.control.registry.RegistryFigures;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Route;
import io.berth.ops.Metrics;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The figures of one registry for its owner's Prometheus, on the registry's own host, for whoever
 * holds the token.
 */
public final class RegistryMetricsEndpoints {
  static final String PATH = "/metrics/registry";

  private final ManagedRegistries registries;
  private final RegistryFigures figures;
  private final MetricsTokens tokens;
  private final ToLongFunction<RegistryId> sizes;

  public RegistryMetricsEndpoints(
      ManagedRegistries registries,
      RegistryFigures figures,
      MetricsTokens tokens,
      ToLongFunction<RegistryId> sizes) {
    this.registries = registries;
    this.figures = figures;
    this.tokens = tokens;
    this.sizes = sizes;
  }

  /** What stands on a registry's host. */
  public Api<?> api() {
    var holder = Access.<Anybody, Anybody>of("registry:metrics", this::check);
    return new Api<>(
        "metrics of a registry",
        Api.Surface.REGISTRY,
        List.of(PATH),
        List.of(Route.get(PATH).asks(holder).by(this::scrape)),
        new ControlError(),
        CallerFilter.anybody(),
        0);
  }

  private Anybody check(Request request, Anybody caller) {
    var header = request.header("Authorization");
    if (header == null || !tokens.opens(CurrentRequest.currentRegistry().id(), bearer(header))) {
      throw new FaultException(
          new Fault.Unauthenticated("these figures need the registry's metrics token", false));
    }
    return caller;
  }

  private static String bearer(String header) {
    return header.replaceFirst("(?i)^bearer +", "").strip();
  }

  private Response scrape(Request request) {
    var id = CurrentRequest.currentRegistry().id();
    var registry =
        registries
            .find(id)
            .orElseThrow(
                () -> FaultException.notFound(Fault.Thing.REGISTRY, "there is no registry here"));
    var text = figures.of(registry, sizes.applyAsLong(id));
    return Response.bytes(200, Metrics.CONTENT_TYPE, text.getBytes(StandardCharsets.UTF_8));
  }
}
