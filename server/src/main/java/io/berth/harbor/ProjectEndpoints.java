package io.berth.harbor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Catalog;
import io.berth.catalog.Project;
import io.berth.catalog.ProjectMetadata;
import io.berth.catalog.Projects;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.wire.ProjectBody;
import io.berth.harbor.wire.QuotaBody;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;
import io.berth.identity.Members;
import io.berth.identity.Permission;
import io.berth.identity.Role;
import io.berth.identity.SystemPermission;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Projects. */
public final class ProjectEndpoints {

  private final Catalog catalog;
  private final ProjectMetadata metadata;
  private final Members members;
  private final HarborAccess access;
  private final MetadataEndpoints metadataEndpoints;

  public ProjectEndpoints(
      Catalog catalog,
      ProjectMetadata metadata,
      Members members,
      HarborAccess access,
      MetadataEndpoints metadataEndpoints) {
    this.catalog = catalog;
    this.metadata = metadata;
    this.members = members;
    this.access = access;
    this.metadataEndpoints = metadataEndpoints;
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
    return query.answer(request, bodies(request, page.items()), page.total());
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

  List<ProjectBody> bodies(Request request, List<Project> projects) {
    var ids = projects.stream().map(Project::id).toList();
    var mine = access.ahead(request, projects);
    var stored = metadata.of(ids);
    var quotas = catalog.quotas().of(ids);
    var repositories = catalog.repositories().counts(ids);
    return projects.stream()
        .map(
            project ->
                ProjectBody.of(
                    project,
                    mine.roles(request, project),
                    mine.allows(request, Permission.PROJECT_UPDATE, project),
                    repositories.getOrDefault(project.id(), 0L),
                    MetadataEndpoints.all(project, stored.getOrDefault(project.id(), Map.of())),
                    quotas.get(project.id())))
        .toList();
  }

  Response exists(Request request) {
    var name = request.query("project_name");
    if (name == null || name.isEmpty()) {
      throw FaultException.invalid(Fault.Part.QUERY, "project_name says which project");
    }
    var scope = HarborAccess.known(request).scope();
    var shown =
        catalog
            .projects()
            .find(registry(), name)
            .filter(project -> scope == null || scope.covers(project.id()));
    if (shown.isEmpty()) {
      throw FaultException.notFound(Fault.Thing.PROJECT, "project " + name + " not found");
    }
    return Response.of(200);
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record NewProjectBody(
      @Nullable String projectName,
      @com.fasterxml.jackson.annotation.JsonProperty("public") @Nullable Boolean isPublic,
      @Nullable Map<String, @Nullable Object> metadata,
      @Nullable Long registryId,
      @Nullable Long storageLimit) {

    Map<String, String> checked() {
      var all = new LinkedHashMap<String, @Nullable Object>(metadata == null ? Map.of() : metadata);
      if (isPublic != null) {
        all.putIfAbsent(MetadataRules.PUBLIC, isPublic);
      }
      return MetadataRules.checked(all);
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
    requireMayCreate(request);
    var values = body.checked();
    var owner = HarborAccess.known(request) instanceof Actor.Person person ? person.user() : null;
    var project =
        catalog
            .projects()
            .create(
                registry(),
                body.projectName(),
                "true".equals(values.get(MetadataRules.PUBLIC)),
                owner == null ? null : owner.id(),
                HarborAccess.known(request).name(),
                storageLimit(HarborAccess.known(request), body.storageLimit()));
    metadataEndpoints.set(project, values);
    request.attributes().put(Project.class, project);
    var byName = "true".equals(request.header("X-Resource-Name-In-Location"));
    return Response.of(201)
        .header(
            "Location",
            "/api/v2.0/projects/" + (byName ? project.name() : Long.toString(project.id())));
  }

  /** Only administrators choose one; what others send is passed over, as in Harbor. */
  private static @Nullable Long storageLimit(Actor actor, @Nullable Long asked) {
    return !actor.administrator() || asked == null || asked == 0
        ? null
        : (Long) QuotaEndpoints.checkedLimit(asked);
  }

  /** Robots need the permission; users everywhere but where it is for administrators only. */
  private void requireMayCreate(Request request) {
    if (!access.createsProjects(request)) {
      access.require(request, SystemPermission.PROJECT_CREATE);
    }
  }

  Response get(Request request) {
    return Response.json(200, bodies(request, List.of(HarborAccess.current(request))).getFirst());
  }

  Response update(Request request) throws IOException {
    var project = HarborAccess.current(request);
    var body = Json.read(request, NewProjectBody.class);
    metadataEndpoints.set(project, body.checked());
    return Response.of(200);
  }

  Response delete(Request request) {
    catalog.projects().delete(registry(), HarborAccess.current(request).id());
    return Response.of(200);
  }

  private record Deletable(boolean deletable, String message) {}

  Response deletable(Request request) {
    var repositories = catalog.repositories().count(HarborAccess.current(request).id());
    return Response.json(
        200,
        new Deletable(
            repositories == 0,
            repositories == 0 ? "" : "the project contains repositories, can not be deleted"));
  }

  /** Who may not list members does not get to know how many there are. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Summary(
      long repoCount,
      @JsonUnwrapped @Nullable MemberCounts members,
      @JsonInclude(JsonInclude.Include.NON_NULL) QuotaBody.@Nullable Figures quota) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record MemberCounts(
      long projectAdminCount,
      long maintainerCount,
      long developerCount,
      long guestCount,
      long limitedGuestCount) {}

  Response summary(Request request) {
    var project = HarborAccess.current(request);
    var quota = catalog.quotas().find(registry(), project.id()).map(QuotaBody::figures);
    return Response.json(
        200,
        new Summary(
            catalog.repositories().count(project.id()),
            access.allows(request, Permission.MEMBER_LIST, project) ? members(project) : null,
            quota.orElse(null)));
  }

  private MemberCounts members(Project project) {
    var counts = new EnumMap<Role, Long>(Role.class);
    members.list(project.id()).stream()
        .filter(member -> member.custom() == null)
        .forEach(m -> counts.merge(m.role(), 1L, Long::sum));
    return new MemberCounts(
        counts.getOrDefault(Role.PROJECT_ADMIN, 0L),
        counts.getOrDefault(Role.MAINTAINER, 0L),
        counts.getOrDefault(Role.DEVELOPER, 0L),
        counts.getOrDefault(Role.GUEST, 0L),
        counts.getOrDefault(Role.LIMITED_GUEST, 0L));
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
