package io.berth.harbor;

import io.berth.harbor.request.HarborError;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.RequestForm;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import java.util.List;

/**
 * Harbor's API v2.0: the routes of all its endpoints, each of which declares its own below {@link
 * HarborPaths#BASE} (docs/reference/contracts/harbor.md#resources).
 */
public final class HarborApi {
  private static final long MAX_BODY = 1 << 20;

  private final List<Route<CallerFilter.Anybody>> probes;
  private final List<Route<Actor>> endpoints;
  private final CallerFilter<Actor> callers;

  /**
   * @param probes what never looks at a caller, with whole templates
   * @param endpoints the others, with templates below {@link HarborPaths#BASE} and without trailing
   *     slashes
   * @param callers resolves the caller of each request
   */
  public HarborApi(
      List<Route<CallerFilter.Anybody>> probes,
      List<Route<Actor>> endpoints,
      CallerFilter<Actor> callers) {
    this.probes = List.copyOf(probes);
    this.endpoints = List.copyOf(endpoints);
    this.callers = callers;
  }

  /** The routes, for the server. */
  public Api<Actor> api() {
    var below =
        endpoints.stream()
            .map(route -> route.after(RequestForm.of(route.template())))
            .map(route -> route.at(HarborPaths.BASE + route.template()));
    return new Api<>(
        "harbor",
        Api.Surface.REGISTRY,
        List.of(HarborPaths.BASE),
        below.toList(),
        new HarborError(),
        callers,
        MAX_BODY);
  }

  /** The routes that answer everybody alike, with wrong credentials too: nobody looks at these. */
  public Api<CallerFilter.Anybody> probes() {
    return new Api<>(
        "harbor",
        Api.Surface.REGISTRY,
        probes.stream().map(Route::template).toList(),
        probes.stream().map(route -> route.after(RequestForm.ofWord())).toList(),
        new HarborError(),
        CallerFilter.anybody(),
        MAX_BODY);
  }
}
