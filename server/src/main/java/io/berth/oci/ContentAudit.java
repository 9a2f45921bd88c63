package io.berth.oci;

import io.berth.content.RepositoryName;
import io.berth.http.Filter;
import io.berth.http.FromMemory;
import io.berth.http.Handler;
import io.berth.http.Method;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.web.Audit;
import io.berth.ops.statistics.Traffic;
import io.berth.tenant.CurrentRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Stands around the registry's API and tells the audit log of pushes, pulls and deletes of
 * manifests, and the day's figures of pushes and pulls.
 */
public final class ContentAudit implements Filter {
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");

  private final Audit audit;
  private final Traffic traffic;

  public ContentAudit(Audit audit, Traffic traffic) {
    this.audit = audit;
    this.traffic = traffic;
  }

  @Override
  public Response around(Request request, Handler next) throws Exception {
    var response = next.handle(request);
    noted(request, response);
    return response;
  }

  /** A pull's entry waits for the next flush, so this waits for nothing. */
  @Override
  public Optional<Response> aroundMemory(Request request, FromMemory next) {
    var answer = request.method() == Method.GET ? next.answer(request) : Optional.<Response>empty();
    answer.ifPresent(response -> noted(request, response));
    return answer;
  }

  private void noted(Request request, Response response) {
    if (response.status() >= 300 || request.method() == Method.HEAD) {
      return;
    }
    var path = MANIFEST.matcher(request.rawPath());
    if (path.matches()) {
      record(request, request.param("name"), request.param("reference"));
    }
  }

  private void record(Request request, String name, String reference) {
    var project = RepositoryName.parse(name).projectName();
    var isDigest = reference.contains(":");
    var resource = name + (isDigest ? "@" : ":") + reference;
    switch (request.method()) {
      case GET -> {
        audit.writeSoon(Audit.event(request, project, resource, "artifact", "pull"));
        traffic.pulled(CurrentRequest.currentRegistry().id(), project);
      }
      case PUT -> {
        audit.write(Audit.event(request, project, resource, "artifact", "create"));
        traffic.pushed(CurrentRequest.currentRegistry().id(), project);
      }
      case DELETE ->
          audit.write(
              Audit.event(request, project, resource, isDigest ? "artifact" : "tag", "delete"));
      case HEAD, POST, PATCH, OPTIONS -> {}
    }
  }
}
