package io.berth.control;

import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /cloud/project}. */
public final class ProjectEndpoints {
  private final Callers callers;
  private final CloudProjects projects;
  private final Owned owned;

  public ProjectEndpoints(Callers callers, CloudProjects projects, Owned owned) {
    this.callers = callers;
    this.projects = projects;
    this.owned = owned;
  }

  List<Route> routes(String base) {
    return List.of(
        Route.get(
            base + "/cloud/project",
            new ControlAccess("publicCloudProject:apiovh:list", callers),
            request -> Response.json(200, projects.list(Caller.of(request).account()))),
        Route.get(
            base + "/cloud/project/{serviceName}",
            new ControlAccess("publicCloudProject:apiovh:get", callers),
            this::get));
  }

  private Response get(Request request) {
    var project = owned.project(request);
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("access", "full");
    answer.put("creationDate", Times.text(project.createdAt()));
    answer.put("description", project.description());
    answer.put("expiration", null);
    answer.put("manualQuota", false);
    answer.put("orderId", null);
    answer.put("planCode", "project.2018");
    answer.put("projectName", project.description());
    answer.put("project_id", project.id());
    answer.put("status", project.status());
    answer.put("unleash", false);
    return Response.json(200, answer);
  }
}
