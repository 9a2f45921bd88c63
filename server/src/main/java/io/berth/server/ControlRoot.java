package io.berth.server;

import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Filter;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.tenant.Registries;
import java.util.List;

/** The control host's front door leads to the default registry's portal. */
final class ControlRoot {
  private final Registries registries;
  private final Addresses addresses;

  ControlRoot(Registries registries, Addresses addresses) {
    this.registries = registries;
    this.addresses = addresses;
  }

  Api api() {
    var anybody = Access.open("only leads to the portal, which asks who it is");
    return new Api(
        "root",
        Api.Surface.CONTROL,
        List.of(""),
        List.of(
            Route.get("/", anybody, _ -> toPortal("/")),
            // Programs that asked at this host send people here.
            Route.get(
                "/account/device",
                anybody,
                request ->
                    toPortal(
                        "/account/device"
                            + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery())))),
        new PlainFaults(),
        Filter.none(),
        0);
  }

  private Response toPortal(String path) {
    return registries
        .defaultRegistry()
        .map(registry -> Response.redirect(addresses.registryUrl(registry.hostLabel()) + path))
        .orElseGet(() -> Response.text(404, "text/plain", "there is no registry yet\n"));
  }
}
