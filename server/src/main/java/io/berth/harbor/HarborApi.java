package io.berth.harbor;

import io.berth.http.Api;
import io.berth.http.CallerFilter;
import io.berth.http.Route;
import io.berth.identity.Actor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Harbor's API v2.0: the routes of all its endpoints, each of which declares its own below {@link
 * #BASE} (docs/reference/contracts/harbor.md#resources).
 */
public final class HarborApi {
  static final String BASE = "/api/v2.0";
  static final String PROJECT = "/projects/{project}";
  static final String REPOSITORY = PROJECT + "/repositories/{repository}";
  static final String ARTIFACT = REPOSITORY + "/artifacts/{reference}";
  private static final long MAX_BODY = 1 << 20;

  private final Route<Actor> version;
  private final List<Route<Actor>> endpoints;
  private final CallerFilter<Actor> callers;

  /**
   * @param version the one route that is not below {@link #BASE}
   * @param endpoints the others, with templates below {@link #BASE} and without trailing slashes
   * @param callers resolves the caller of each request
   */
  public HarborApi(
      Route<Actor> version, List<Route<Actor>> endpoints, CallerFilter<Actor> callers) {
    this.version = version;
    this.endpoints = List.copyOf(endpoints);
    this.callers = callers;
  }

  /** The routes, for the server. */
  public Api<Actor> api() {
    var below = endpoints.stream().map(route -> route.at(BASE + route.template()));
    return new Api<>(
        "harbor",
        Api.Surface.REGISTRY,
        List.of(BASE, "/api/version"),
        Stream.concat(Stream.of(version), below).flatMap(HarborApi::withTrailingSlash).toList(),
        new HarborError(),
        callers,
        MAX_BODY);
  }

  /** Some clients end a path with a slash. */
  private static Stream<Route<Actor>> withTrailingSlash(Route<Actor> route) {
    return Stream.of(route, route.at(route.template() + "/"));
  }
}
