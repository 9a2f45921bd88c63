package io.berth.http.routing;

import io.berth.http.message.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the API and the route for a path. Works on the raw path: an encoded slash stays inside its
 * segment. Among the APIs the longest prefix wins; among an API's routes the one with the more
 * exact template.
 */
public final class Router {
  private record Place<C>(String prefix, Api<C> api, List<Entry<C>> entries) {}

  private record Entry<C>(RouteTemplate template, Route<C> route) {}

  private final List<Place<?>> places;

  public Router(List<Api<?>> apis) {
    var all = new ArrayList<Place<?>>();
    for (var api : apis) {
      all.addAll(places(api));
    }
    all.sort(Comparator.comparingInt((Place<?> place) -> -place.prefix().length()));
    this.places = List.copyOf(all);
  }

  private static <C> List<Place<C>> places(Api<C> api) {
    var entries =
        api.routes().stream()
            .map(route -> new Entry<>(new RouteTemplate(route.template()), route))
            .sorted(Comparator.comparing(Entry::template))
            .toList();
    return api.prefixes().stream().map(prefix -> new Place<>(prefix, api, entries)).toList();
  }

  /** What stands at a path. */
  public sealed interface Found<C> {
    Api<C> api();
  }

  /** A route, and the raw values of its template's parameters. */
  public record Matched<C>(Api<C> api, Route<C> route, Map<String, String> params)
      implements Found<C> {}

  /** The path exists, but not with this method. */
  public record OtherMethods<C>(Api<C> api, Set<Method> allowed) implements Found<C> {}

  /** The path belongs to the API, which has nothing there. */
  public record Nothing<C>(Api<C> api) implements Found<C> {}

  /**
   * @param surfaces the kinds of API the request's host has, the preferred one first when two APIs
   *     share a prefix
   */
  public Optional<Found<?>> find(List<Api.Surface> surfaces, Method method, String rawPath) {
    Place<?> best = null;
    for (var place : places) {
      if (!below(place.prefix(), rawPath) || !surfaces.contains(place.api().surface())) {
        continue;
      }
      if (best == null) {
        best = place;
      } else if (best.prefix().length() != place.prefix().length()) {
        break;
      } else if (surfaces.indexOf(place.api().surface()) < surfaces.indexOf(best.api().surface())) {
        best = place;
      }
    }
    return best == null ? Optional.empty() : Optional.of(at(best, method, rawPath));
  }

  /** Some clients of this program's own APIs end a path with a slash, which changes nothing. */
  private static <C> Found<C> at(Place<C> place, Method method, String rawPath) {
    var found = within(place, method, rawPath);
    return found instanceof Nothing<C>
            && place.api().kind() == Api.Kind.API
            && rawPath.endsWith("/")
        ? within(place, method, rawPath.substring(0, rawPath.length() - 1))
        : found;
  }

  private static boolean below(String prefix, String path) {
    return path.startsWith(prefix)
        && (prefix.isEmpty()
            || path.length() == prefix.length()
            || path.charAt(prefix.length()) == '/');
  }

  private static <C> Found<C> within(Place<C> place, Method method, String rawPath) {
    var segments = RouteTemplate.split(rawPath);
    var others = EnumSet.noneOf(Method.class);
    Matched<C> reading = null;
    for (var entry : place.entries()) {
      var params = entry.template().match(segments);
      if (params == null) {
        continue;
      }
      if (entry.route().method() == method) {
        return new Matched<>(place.api(), entry.route(), params);
      }
      others.add(entry.route().method());
      if (method == Method.HEAD && entry.route().method() == Method.GET && reading == null) {
        reading = new Matched<>(place.api(), entry.route(), params);
      }
    }
    if (reading != null) {
      return reading;
    }
    if (others.isEmpty()) {
      return new Nothing<>(place.api());
    }
    if (others.contains(Method.GET)) {
      others.add(Method.HEAD);
    }
    return new OtherMethods<>(place.api(), others);
  }
}
