package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.FaultRenderer;
import io.berth.http.routing.Route;
import io.berth.http.routing.Router;
import java.util.List;

/** Where no API stands, so that there is no envelope for what is said there. */
final class Nowhere implements FaultRenderer {
  /** What stands there. */
  static final Router.Found<?> NOTHING =
      new Router.Nothing<>(
          new Api<>(
              "none",
              Api.Surface.ANY,
              List.of(),
              List.<Route<Anybody>>of(),
              new Nowhere(),
              CallerFilter.anybody(),
              0));

  @Override
  public Response envelope(Fault fault, Request request) {
    return Response.text(
        fault instanceof Fault.TooManyRequests ? 429 : 503, "text/plain", fault.message() + "\n");
  }

  @Override
  public Response renderUnexpected(Request request) {
    return Response.text(500, "text/plain", "request " + request.id() + "\n");
  }

  /** What is not there is said to those whom the API lets in. */
  static <C> Route<C> route(Request request, Fault fault) {
    return new Route.Place(request.method(), request.rawPath())
        .asks(Access.<C>open("says that nothing is here"))
        .by(
            _ -> {
              throw new FaultException(fault);
            });
  }
}
