package io.berth.harbor;

import io.berth.harbor.request.HarborError;
import io.berth.harbor.request.HarborPaths;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Harbor's API v2.0: the routes of all its endpoints, each of which declares its own below {@link
 * HarborPaths#BASE} (docs/reference/contracts/harbor.md#resources).
 */
public final class HarborApi {
  private static final long MAX_BODY = 1 << 20;

  private final List<Route<Actor>> outside;
  private final List<Route<Actor>> endpoints;
  private final CallerFilter<Actor> callers;

  /**
   * @param outside the routes that are not below {@link HarborPaths#BASE}
   * @param endpoints the others, with templates below {@link HarborPaths#BASE} and without trailing
   *     slashes
   * @param callers resolves the caller of each request
   */
  public HarborApi(
      List<Route<Actor>> outside, List<Route<Actor>> endpoints, CallerFilter<Actor> callers) {
    this.outside = List.copyOf(outside);
    this.endpoints = List.copyOf(endpoints);
    this.callers = callers;
  }

  /** The routes, for the server. */
  public Api<Actor> api() {
    var below = endpoints.stream().map(route -> route.at(HarborPaths.BASE + route.template()));
    return new Api<>(
        "harbor",
        Api.Surface.REGISTRY,
        Stream.concat(Stream.of(HarborPaths.BASE), outside.stream().map(Route::template)).toList(),
        Stream.concat(outside.stream(), below).flatMap(HarborApi::withTrailingSlash).toList(),
        new HarborError(),
        callers,
        MAX_BODY);
  }

  /** Some clients end a path with a slash. */
  private static Stream<Route<Actor>> withTrailingSlash(Route<Actor> route) {
    return Stream.of(route, route.at(route.template() + "/"));
  }
}
