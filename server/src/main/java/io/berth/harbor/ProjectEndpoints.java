package io.berth.harbor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Catalog;
import io.berth.catalog.Project;
import io.berth.catalog.Projects;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.wire.ProjectBody;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Permission;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Projects. */
final class ProjectEndpoints {
  private final Catalog catalog;
  private final HarborAccess access;

  ProjectEndpoints(Catalog catalog, HarborAccess access) {
    this.catalog = catalog;
    this.access = access;
  }

  Response list(Request request) {
    var query = HarborQuery.of(request);
    var filter =
        new Projects.Filter(
            query.text(request, "name"),
            truth(query.text(request, "public")),
            query.text(request, "owner"),
            order(query.sort()));
    var page =
        catalog.projects().page(registry(), HarborAccess.viewer(request), filter, query.window());
    return query.answer(
        request, page.items().stream().map(p -> body(request, p)).toList(), page.total());
  }

  private static Projects.Order order(String sort) {
    return switch (sort) {
      case "-name" -> Projects.Order.NAME_DESCENDING;
      case "creation_time" -> Projects.Order.OLDEST;
      case "-creation_time" -> Projects.Order.NEWEST;
      default -> Projects.Order.NAME;
    };
  }

  private static @Nullable Boolean truth(@Nullable String text) {
    return switch (text) {
      case null -> null;
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> throw FaultException.invalid(Fault.Part.QUERY, "public must be true or false");
    };
  }

  private ProjectBody body(Request request, Project project) {
    return ProjectBody.of(
        project,
        access.roles(request, project),
        access.allows(request, Permission.PROJECT_UPDATE, project),
        catalog.repositories().count(project.id()));
  }

  Response exists(Request request) {
    var name = request.query("project_name");
    if (name == null || name.isEmpty()) {
      throw FaultException.invalid(Fault.Part.QUERY, "project_name says which project");
    }
    if (catalog.projects().find(registry(), name).isEmpty()) {
      throw FaultException.notFound(Fault.Thing.PROJECT, "project " + name + " not found");
    }
    return Response.of(200);
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record NewProjectBody(
      @Nullable String projectName,
      @com.fasterxml.jackson.annotation.JsonProperty("public") @Nullable Boolean isPublic,
      @Nullable Map<String, @Nullable Object> metadata,
      @Nullable Long registryId) {

    boolean open(boolean usual) {
      var word = metadata == null ? null : metadata.get("public");
      return word != null ? word.toString().equals("true") : isPublic == null ? usual : isPublic;
    }
  }

  Response create(Request request) throws IOException {
    var body = Json.read(request, NewProjectBody.class);
    if (body.projectName() == null) {
      throw FaultException.invalid(Fault.Part.BODY, "project_name is missing");
    }
    if (body.registryId() != null && body.registryId() != 0) {
      throw new FaultException(
          new Fault.Unsupported("proxy cache projects are not supported: leave registry_id out"));
    }
    var user = HarborAccess.person(request).user();
    var project =
        catalog
            .projects()
            .create(registry(), body.projectName(), body.open(false), user.id(), user.username());
    var byName = "true".equals(request.header("X-Resource-Name-In-Location"));
    return Response.of(201)
        .header(
            "Location",
            "/api/v2.0/projects/" + (byName ? project.name() : Long.toString(project.id())));
  }

  Response get(Request request) {
    return Response.json(200, body(request, HarborAccess.current(request)))
        .header("Cache-Control", "no-store");
  }

  Response update(Request request) throws IOException {
    var project = HarborAccess.current(request);
    var body = Json.read(request, NewProjectBody.class);
    catalog.projects().setPublic(registry(), project.id(), body.open(project.isPublic()));
    return Response.of(200);
  }

  Response delete(Request request) {
    catalog.projects().delete(registry(), HarborAccess.current(request).id());
    return Response.of(200);
  }

  Response deletable(Request request) {
    var repositories = catalog.repositories().count(HarborAccess.current(request).id());
    var answer = new LinkedHashMap<String, Object>();
    answer.put("deletable", repositories == 0);
    answer.put(
        "message",
        repositories == 0 ? "" : "the project contains repositories, can not be deleted");
    return Response.json(200, answer);
  }

  Response summary(Request request) {
    var project = HarborAccess.current(request);
    return Response.json(200, Map.of("repo_count", catalog.repositories().count(project.id())));
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
