package io.berth.harbor;

import io.berth.http.Api;
import io.berth.http.Filter;
import io.berth.http.Route;
import java.util.ArrayList;
import java.util.List;

/** Harbor's API v2.0 (docs/reference/contracts/harbor.md#resources). */
public final class HarborApi {
  static final String BASE = "/api/v2.0";
  private static final long MAX_BODY = 1 << 20;

  private final List<Route> routes;
  private final Filter actor;

  /**
   * @param routes all of them, without trailing slashes
   * @param actor resolves the caller of each request
   */
  public HarborApi(List<Route> routes, Filter actor) {
    this.routes = List.copyOf(routes);
    this.actor = actor;
  }

  /** The routes, for the server. */
  public Api api() {
    return new Api(
        "harbor",
        Api.Surface.REGISTRY,
        List.of(BASE, "/api/version"),
        withTrailingSlashes(routes),
        new HarborError(),
        actor,
        MAX_BODY);
  }

  /** Some clients end a path with a slash. */
  private static List<Route> withTrailingSlashes(List<Route> routes) {
    var all = new ArrayList<>(routes);
    for (var route : routes) {
      all.add(new Route(route.method(), route.template() + "/", route.access(), route.handler()));
    }
    return all;
  }
}
