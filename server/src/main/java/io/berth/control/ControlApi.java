package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.SchemaDocuments;
import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.Handler;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * The control API: {@code /v1}, its alias {@code /1.0}, their schema documents, and what stands
 * beside them. Each {@link Operation} becomes a route under both names and a part of the documents.
 */
public final class ControlApi {
  static final List<String> VERSIONS = List.of("/v1", "/1.0");

  private final Callers callers;
  private final List<Operation> operations;
  private final List<Route> others;
  private final AuditTrail trail;

  /**
   * @param others routes that are not documented: the token endpoint and pages
   */
  public ControlApi(
      Callers callers, List<Operation> operations, List<Route> others, AuditTrail trail) {
    this.callers = callers;
    this.operations = List.copyOf(operations);
    this.others = List.copyOf(others);
    this.trail = trail;
  }

  public Api api() {
    var documents = new DocumentEndpoints(new SchemaDocuments(operations));
    var routes = new ArrayList<>(others);
    for (var version : VERSIONS) {
      routes.addAll(documents.routes(version));
      operations.forEach(operation -> routes.add(route(version, operation)));
    }
    return new Api(
        "control",
        Api.Surface.CONTROL,
        List.of(
            "/v1",
            "/1.0",
            "/auth",
            "/createApp",
            "/createToken",
            "/.well-known/oauth-authorization-server"),
        routes,
        new ControlError(),
        this::filter,
        Json.MAX_DOCUMENT);
  }

  private Route route(String version, Operation operation) {
    var access =
        switch (operation.guard()) {
          case Operation.Action(var name) -> new ControlAccess(name, callers);
          case Operation.Anybody(var reason) -> Access.open(reason);
        };
    return new Route(operation.method(), version + operation.path(), access, operation.handler());
  }

  /**
   * Every answer names its request, as clients report it to their users, and every change is in the
   * trail before it is answered.
   */
  private Response filter(Request request, Handler next) throws Exception {
    var kept = new KeptBody(request);
    var response = next.handle(kept).header("X-OVH-QUERYID", request.id());
    trail.note(kept, response.status());
    return response;
  }
}
