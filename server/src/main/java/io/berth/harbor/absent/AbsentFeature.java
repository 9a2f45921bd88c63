package io.berth.harbor.absent;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborQuery;
import io.berth.http.message.Method;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import java.util.ArrayList;
import java.util.List;

/**
 * One of Harbor's features that is not here yet, and its operations: what it would list is nothing,
 * what it would show is not there, and what would make something is refused. Nothing that is sent
 * is taken and lost.
 */
final class AbsentFeature {
  private final String name;
  private final List<Route<Actor>> routes = new ArrayList<>();

  /**
   * @param name as its messages say it, in the plural
   */
  AbsentFeature(String name) {
    this.name = name;
  }

  List<Route<Actor>> routes() {
    return List.copyOf(routes);
  }

  /** Lists nothing, page by page. */
  AbsentFeature lists(String template, Access<Actor, ?> who) {
    return answers(
        Route.get(template),
        who,
        request -> {
          var query = HarborQuery.of(request);
          return query.answer(request, query.slice(List.of()));
        });
  }

  /** Says what there is of it, which is nothing. */
  AbsentFeature says(String template, Access<Actor, ?> who, Object nothing) {
    return answers(Route.get(template), who, _ -> Response.json(200, nothing));
  }

  /**
   * What would make something, or start it.
   *
   * @throws FaultException MethodNotAllowed, when it is asked for
   */
  AbsentFeature makesNone(Route.Place place, Access<Actor, ?> who) {
    return answers(
        place,
        who,
        _ -> {
          throw new FaultException(
              new Fault.MethodNotAllowed(
                  allowed(place.template()),
                  name + " are not offered by this registry yet: nothing was done"));
        });
  }

  /** What the path takes all the same. */
  private List<String> allowed(String template) {
    return routes.stream()
            .anyMatch(it -> it.method() == Method.GET && it.template().equals(template))
        ? List.of(Method.GET.name(), Method.HEAD.name())
        : List.of();
  }

  /**
   * Things of it, shown, changed or removed.
   *
   * @throws FaultException NotFound, when they are asked for
   */
  AbsentFeature hasNone(Access<Actor, ?> who, Route.Place... places) {
    for (var place : places) {
      answers(
          place,
          who,
          request -> {
            throw FaultException.notFound(
                Fault.Thing.OTHER,
                request.rawPath()
                    + " not found: "
                    + name
                    + " are not offered by this registry yet, so there are none");
          });
    }
    return this;
  }

  /**
   * What Harbor refuses as long as something is not set up.
   *
   * @throws FaultException Precondition, when it is asked for
   */
  AbsentFeature needs(String what, Access<Actor, ?> who, Route.Place... places) {
    for (var place : places) {
      answers(
          place,
          who,
          _ -> {
            throw FaultException.precondition(what);
          });
    }
    return this;
  }

  /** Anything else. */
  AbsentFeature answers(Route.Place place, Access<Actor, ?> who, Route.Plain answer) {
    routes.add(route(place, who, answer));
    return this;
  }

  private static <T> Route<Actor> route(
      Route.Place place, Access<Actor, T> who, Route.Plain answer) {
    return place.asks(who).by(answer);
  }
}
