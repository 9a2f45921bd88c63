package io.berth.oci;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.List;

/**
 * Which extensions this registry serves (OCI distribution spec, extensions/_oci.md): only the one
 * that answers this question.
 */
final class ExtensionEndpoints {
  private static final String DOCUMENTATION =
      "https://github.com/opencontainers/distribution-spec/blob/main/extensions/_oci.md";

  private record Extension(String name, String description, String url, List<String> endpoints) {}

  private record Extensions(List<Extension> extensions) {}

  private static final Extensions KNOWN =
      new Extensions(
          List.of(
              new Extension(
                  "_oci",
                  "Lists the extensions of this registry",
                  DOCUMENTATION,
                  List.of("_oci/ext/discover"))));

  private final RequestedRepository repositories;

  ExtensionEndpoints(RequestedRepository repositories) {
    this.repositories = repositories;
  }

  Response ofRegistry(Request request) {
    return Response.json(200, KNOWN);
  }

  Response ofRepository(Request request, OciTarget target) {
    repositories.require(target);
    return Response.json(200, KNOWN);
  }
}
