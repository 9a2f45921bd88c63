package io.berth.control.api;

import io.berth.control.call.AuditTrail;
import io.berth.control.call.ControlCall;
import io.berth.control.call.ControlError;
import io.berth.control.call.Pagination;
import io.berth.control.schema.Operation;
import io.berth.control.schema.SchemaDocuments;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * The control API: {@code /v1}, its alias {@code /1.0}, their schema documents, and what stands
 * beside them. Each {@link Operation} becomes a route under both names and a part of the documents.
 */
public final class ControlApi {
  public static final List<String> VERSIONS = List.of("/v1", "/1.0");

  private final List<Operation<ControlCall>> operations;
  private final List<Route<ControlCall>> others;
  private final AuditTrail trail;

  /**
   * @param others routes that are not documented: the token endpoint and pages
   */
  public ControlApi(
      List<Operation<ControlCall>> operations, List<Route<ControlCall>> others, AuditTrail trail) {
    this.operations = List.copyOf(operations);
    this.others = List.copyOf(others);
    this.trail = trail;
  }

  public Api<?> api() {
    var documents = new DocumentEndpoints(new SchemaDocuments(operations));
    var routes = new ArrayList<>(others);
    for (var version : VERSIONS) {
      routes.addAll(documents.routes(version));
      operations.stream()
          .map(Operation::route)
          .map(route -> route.at(version + route.template()))
          .forEach(routes::add);
    }
    return new Api<>(
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
        new Calls(),
        Json.MAX_DOCUMENT);
  }

  /**
   * Every answer names its request, as clients report it to their users, and every change is in the
   * trail before it is answered. Who calls is for each route's access to find out.
   */
  private final class Calls implements CallerFilter<ControlCall> {
    @Override
    public ControlCall find(Request request) {
      return new ControlCall();
    }

    @Override
    public Response answered(Request request, ControlCall caller, Response response) {
      trail.note(request, caller, response.status());
      return paged(request, response).header("X-OVH-QUERYID", request.id());
    }

    private static Response paged(Request request, Response response) {
      try {
        var pages = Pagination.asked(request);
        return pages.isPresent() ? pages.get().page(response) : response;
      } catch (FaultException e) {
        return new ControlError().render(e.fault(), request);
      }
    }
  }
}
