package io.berth.control;

import io.berth.http.Api;
import io.berth.http.Handler;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import java.util.ArrayList;
import java.util.List;

/** The control API: {@code /v1}, its alias {@code /1.0}, and the token endpoint. */
public final class ControlApi {
  private final AuthEndpoints auth;
  private final ProjectEndpoints projects;
  private final RegistryEndpoints registries;
  private final RegistryUserEndpoints users;
  private final OpenIdConnectEndpoints openIdConnect;
  private final IpRestrictionEndpoints ipRestrictions;

  public ControlApi(
      AuthEndpoints auth,
      ProjectEndpoints projects,
      RegistryEndpoints registries,
      RegistryUserEndpoints users,
      OpenIdConnectEndpoints openIdConnect,
      IpRestrictionEndpoints ipRestrictions) {
    this.auth = auth;
    this.projects = projects;
    this.registries = registries;
    this.users = users;
    this.openIdConnect = openIdConnect;
    this.ipRestrictions = ipRestrictions;
  }

  public Api api() {
    var routes = new ArrayList<Route>();
    for (var base : List.of("/v1", "/1.0")) {
      routes.addAll(auth.routes(base));
      routes.addAll(projects.routes(base));
      routes.addAll(registries.routes(base));
      routes.addAll(users.routes(base));
      routes.addAll(openIdConnect.routes(base));
      routes.addAll(ipRestrictions.routes(base));
    }
    routes.add(auth.tokenRoute(""));
    return new Api(
        "control",
        Api.Surface.CONTROL,
        List.of("/v1", "/1.0", "/auth"),
        routes,
        new ControlError(),
        ControlApi::filter,
        Json.MAX_DOCUMENT);
  }

  /** Every answer names its request, as clients report it to their users. */
  private static Response filter(Request request, Handler next) throws Exception {
    return next.handle(new KeptBody(request)).header("X-OVH-QUERYID", request.id());
  }
}
