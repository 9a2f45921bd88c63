package io.berth.control.api;

import io.berth.control.call.ControlCall;
import io.berth.control.schema.QueryReader;
import io.berth.control.schema.SchemaDocuments;
import io.berth.control.schema.YamlText;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code /v1/}, {@code /v1/cloud.json} and the like
 * (docs/reference/contracts/control-api.md#schema-documents).
 */
final class DocumentEndpoints {
  private static final Access<ControlCall, ControlCall> ANYBODY =
      Access.open("the explorer and clients read the documents before anybody signs in");

  private final SchemaDocuments documents;

  DocumentEndpoints(SchemaDocuments documents) {
    this.documents = documents;
  }

  /**
   * @param version {@code /v1}
   */
  List<Route<ControlCall>> routes(String version) {
    var routes = new ArrayList<Route<ControlCall>>();
    for (var place : List.of(version, version + "/")) {
      routes.add(
          Route.get(place)
              .asks(ANYBODY)
              .by(request -> cached(Response.json(200, documents.index(base(request, version))))));
    }
    for (var name : documents.names()) {
      var place = version + "/" + name;
      routes.add(
          Route.get(place + ".json")
              .asks(ANYBODY)
              .by(request -> cached(Response.json(200, document(request, name, version)))));
      routes.add(
          Route.get(place + ".yaml")
              .asks(ANYBODY)
              .by(request -> cached(yaml(document(request, name, version)))));
    }
    return List.copyOf(routes);
  }

  private Map<String, Object> document(Request request, String name, String version) {
    var base = base(request, version);
    return ("openapi3".equals(QueryReader.text(request, "format"))
            ? documents.openApi(name, base)
            : documents.document(name, base))
        .orElseThrow();
  }

  private static Response yaml(Map<String, Object> document) throws IOException {
    return Response.text(200, "application/yaml", YamlText.of(Json.node(document)));
  }

  private static String base(Request request, String version) {
    return request.baseUrl() + version;
  }

  /** They change with the program only, but name the host they were asked at. */
  private static Response cached(Response response) {
    return response.header("Cache-Control", "max-age=60").header("Vary", "Host");
  }
}
