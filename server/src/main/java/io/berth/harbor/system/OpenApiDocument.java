package io.berth.harbor.system;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.Objects;

/** The OpenAPI 3 document of this API: a resource that a test holds together with the routes. */
final class OpenApiDocument {
  private OpenApiDocument() {}

  static Response get(Request request) throws IOException {
    try (var in = OpenApiDocument.class.getResourceAsStream("/api/harbor-openapi.json")) {
      return Response.bytes(200, "application/json", Objects.requireNonNull(in).readAllBytes())
          .header("Cache-Control", "max-age=3600");
    }
  }
}
