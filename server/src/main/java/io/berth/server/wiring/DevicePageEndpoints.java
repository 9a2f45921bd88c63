package io.berth.server.wiring;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Route;
import io.berth.server.config.Addresses;
import io.berth.tenant.Registries;
import java.util.List;

/**
 * Programs that asked the control host for a device code send people here; their page is in the
 * default registry's portal.
 */
final class DevicePageEndpoints {
  private static final String PATH = "/account/device";

  private final Registries registries;
  private final Addresses addresses;

  DevicePageEndpoints(Registries registries, Addresses addresses) {
    this.registries = registries;
    this.addresses = addresses;
  }

  Api<?> api() {
    Access<Anybody, Anybody> anybody =
        Access.open("only leads to the portal, which asks who it is");
    return new Api<>(
        "device",
        Api.Surface.CONTROL,
        List.of(PATH),
        List.of(Route.get(PATH).asks(anybody).by(this::toPortal)),
        new PlainFaults(),
        CallerFilter.anybody(),
        0);
  }

  private Response toPortal(Request request) {
    var query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    return registries
        .defaultRegistry()
        .map(registry -> addresses.registryUrl(registry.hostLabel()) + PATH + query)
        .map(Response::redirect)
        .orElseGet(() -> Response.text(404, "text/plain", "there is no registry yet\n"));
  }
}
