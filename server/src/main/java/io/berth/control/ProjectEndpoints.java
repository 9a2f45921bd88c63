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

  public ProjectEndpoints(CloudProjects projects) {
    this.projects = projects;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get("/cloud/project", "List the projects")
            .asks(access.caller("publicCloudProject:apiovh:list"))
            .answers(Scalar.STRING.list())
            .by((request, caller) -> Response.json(200, projects.list(caller.account()))),
        Operation.get("/cloud/project/{serviceName}", "Get a project")
            .asks(access.project("publicCloudProject:apiovh:get"))
            .answers(CloudModels.PROJECT)
            .by(this::get));
  }

  private Response get(Request request, InCloudProject found) {
    var project = found.project();
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
