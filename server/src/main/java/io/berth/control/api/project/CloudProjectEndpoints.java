package io.berth.control.api.project;

import static io.berth.control.schema.Doc.Format.DATETIME;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InCloudProject;
import io.berth.control.project.CloudProjects;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /cloud/project}. */
public final class CloudProjectEndpoints {
  private final CloudProjects projects;

  public CloudProjectEndpoints(CloudProjects projects) {
    this.projects = projects;
  }

  @AnswerModel(name = "cloud.Project", doc = "A cloud project")
  private record View(
      @Doc("Access") AccessTypeEnum access,
      @Doc(value = "When it was created", format = DATETIME) String creationDate,
      @Doc("Description") @Nullable String description,
      @Doc(value = "When it ends", format = DATETIME) @Nullable String expiration,
      @Doc("Whether quotas are set by hand") boolean manualQuota,
      @Doc("Order") @Nullable Long orderId,
      @Doc("Plan code") String planCode,
      @Doc("Name") @Nullable String projectName,
      @Doc("Project ID") @JsonProperty("project_id") String projectId,
      @Doc(value = "Status", words = ProjectStatusEnum.class) String status,
      @Doc("Whether quotas were lifted") boolean unleash) {}

  @EnumModel(name = "cloud.AccessTypeEnum", doc = "Access to a project")
  enum AccessTypeEnum {
    @JsonProperty("full")
    FULL,
    @JsonProperty("restricted")
    RESTRICTED
  }

  @EnumModel(name = "cloud.project.ProjectStatusEnum", doc = "Status of a project")
  enum ProjectStatusEnum {
    @JsonProperty("creating")
    CREATING,
    @JsonProperty("deleted")
    DELETED,
    @JsonProperty("deleting")
    DELETING,
    @JsonProperty("ok")
    OK,
    @JsonProperty("suspended")
    SUSPENDED
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get("/cloud/project", "List the projects")
            .asks(access.caller("publicCloudProject:apiovh:list"))
            .answers(Scalar.STRING.list())
            .by((request, caller) -> Response.json(200, projects.list(caller.account()))),
        Operation.get("/cloud/project/{serviceName}", "Get a project")
            .asks(access.project("publicCloudProject:apiovh:get"))
            .answers(Model.of(View.class))
            .by(this::get));
  }

  private Response get(Request request, InCloudProject found) {
    var project = found.project();
    return Response.json(
        200,
        new View(
            AccessTypeEnum.FULL,
            Rfc3339.text(project.createdAt()),
            project.description(),
            null,
            false,
            null,
            "project.2018",
            project.description(),
            project.id(),
            project.status(),
            false));
  }
}
