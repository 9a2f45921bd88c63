package io.berth.control.api.project;

import static io.berth.control.schema.Doc.Format.DATETIME;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InCloudProject;
import io.berth.control.call.Pagination;
import io.berth.control.project.CloudProject;
import io.berth.control.project.CloudProjects;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Settable;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
      @Doc("Description") @Settable @Nullable String description,
      @Doc(value = "When it ends", format = DATETIME) @Nullable String expiration,
      @Doc("What rules of rights name it by") Iam iam,
      @Doc("Whether quotas are set by hand") @Settable @Nullable Boolean manualQuota,
      @Doc("Order") @Nullable Long orderId,
      @Doc("Plan code") String planCode,
      @Doc("Name") @Nullable String projectName,
      @Doc("Project ID") @JsonProperty("project_id") String projectId,
      @Doc(value = "Status", words = ProjectStatusEnum.class) String status,
      @Doc("Whether quotas were lifted") boolean unleash) {}

  @AnswerModel(name = "iam.ResourceMetadata", doc = "What rules of rights name a resource by")
  private record Iam(
      @Doc("Name for people") @Nullable String displayName,
      @Doc("ID, which never changes") String id,
      @Doc(value = "State", words = IamStateEnum.class) String state,
      @Doc("Tags") Map<String, String> tags,
      @Doc("URN") String urn) {}

  @EnumModel(name = "iam.resource.StateEnum", doc = "States of a resource")
  enum IamStateEnum {
    EXPIRED,
    IN_CREATION,
    OK,
    SUSPENDED,
    TO_DELETE
  }

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
            .by(
                (request, caller) ->
                    Pagination.list(
                        request,
                        projects.list(caller.account()),
                        id -> view(projects.require(caller.account(), id)))),
        Operation.get("/cloud/project/{serviceName}", "Get a project")
            .asks(access.project("publicCloudProject:apiovh:get"))
            .answers(Model.of(View.class))
            .by((request, found) -> Response.json(200, view(found.project()))),
        Operation.put("/cloud/project/{serviceName}", "Change a project's description")
            .asks(access.project("publicCloudProject:apiovh:edit"))
            .takes(Model.of(View.class))
            .by(this::edit));
  }

  private static View view(CloudProject project) {
    // A project's id has the digits of a UUID, so that is the one that never changes.
    var uuid = project.id().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    return new View(
        AccessTypeEnum.FULL,
        Rfc3339.text(project.createdAt()),
        project.description(),
        null,
        new Iam(
            project.description(),
            uuid,
            IamStateEnum.OK.name(),
            Map.of(),
            "urn:v1:eu:resource:publicCloudProject:" + project.id()),
        false,
        null,
        "project.2018",
        project.description(),
        project.id(),
        project.status(),
        false);
  }

  /** Quotas are never set by hand here, so that nothing but false can be asked for. */
  private Response edit(Request request, InCloudProject found) throws IOException {
    var body = BodyReader.read(request, View.class);
    if (Boolean.TRUE.equals(body.manualQuota())) {
      throw BodyReader.invalid("manualQuota must be false: a registry's plan says what it may use");
    }
    if (body.description() != null) {
      projects.describe(found.project(), body.description());
    }
    return Response.json(200, null);
  }
}
