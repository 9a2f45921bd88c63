package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.http.Request;
import io.berth.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /cloud/project}. */
public final class ProjectEndpoints {
  private final CloudProjects projects;
  private final Owned owned;

  public ProjectEndpoints(CloudProjects projects, Owned owned) {
    this.projects = projects;
    this.owned = owned;
  }

  public List<Operation> operations() {
    return List.of(
        Operation.get("/cloud/project", "List the projects")
            .asks("publicCloudProject:apiovh:list")
            .answers(Scalar.STRING.list())
            .by(request -> Response.json(200, projects.list(Caller.of(request).account()))),
        Operation.get("/cloud/project/{serviceName}", "Get a project")
            .asks("publicCloudProject:apiovh:get")
            .answers(CloudModels.PROJECT)
            .by(this::get));
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
