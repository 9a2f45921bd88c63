package io.berth.harbor.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Catalog;
import io.berth.catalog.Project;
import io.berth.catalog.ProjectMetadata;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.GivenAllowlist;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.HeaderFlag;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.StorageLimit;
import io.berth.harbor.wire.AllowlistBody;
import io.berth.harbor.wire.ProjectBody;
import io.berth.harbor.wire.QuotaBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Members;
import io.berth.identity.member.Visibility;
import io.berth.identity.right.Permission;
import io.berth.identity.right.Role;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.setting.CveAllowlists;
import io.berth.listing.Term;
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
  private static final int LONGEST_NAME = 255;

  private final Catalog catalog;
  private final ProjectMetadata metadata;
  private final Members members;
  private final HarborAccess access;
  private final MetadataEndpoints metadataEndpoints;
  private final CveAllowlists allowlists;

  public ProjectEndpoints(
      Catalog catalog,
      ProjectMetadata metadata,
      CveAllowlists allowlists,
      Members members,
      HarborAccess access,
      MetadataEndpoints metadataEndpoints) {
    this.catalog = catalog;
    this.metadata = metadata;
    this.allowlists = allowlists;
    this.members = members;
    this.access = access;
    this.metadataEndpoints = metadataEndpoints;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    Access<Actor, Actor> open = Access.open("answers only what the caller may see");
    var known = access.signedIn();
    var one = HarborPaths.PROJECT;
    return List.of(
        Route.get("/projects").asks(open).by(this::list),
        Route.head("/projects")
            .asks(known)
            .by(this::exists)
            .after(HarborQuery.requiring("project_name")),
        Route.post("/projects").asks(known).audited(audit.of("create", "project")).by(this::create),
        Route.get(one).asks(access.project(Permission.PROJECT_READ)).by(this::get),
        Route.put(one)
            .asks(access.project(Permission.PROJECT_UPDATE))
            .audited(audit.inProject("update", "project"))
            .by(this::update),
        Route.delete(one)
            .asks(access.project(Permission.PROJECT_DELETE))
            .audited(audit.inProject("delete", "project"))
            .by(this::delete),
        Route.get(one + "/_deletable")
            .asks(access.project(Permission.PROJECT_DELETE))
            .by(this::deletable),
        Route.get(one + "/summary")
            .asks(access.project(Permission.PROJECT_READ))
            .by(this::summary));
  }

  Response list(Request request, Actor caller) {
    var query = HarborQuery.of(request);
    var name = HarborQuery.parameter(request, "name");
    var owner = HarborQuery.parameter(request, "owner");
    var isPublic = HarborQuery.parameter(request, "public");
    var detailed = HarborQuery.flag(request, "with_detail", true);
    var asked = query.asked();
    asked = name == null ? asked : asked.with("name", new Term.Fuzzy(name));
    asked = owner == null ? asked : asked.with("owner", new Term.Exact(owner));
    asked = isPublic == null ? asked : asked.with("public", new Term.Exact(isPublic));
    return query.answer(
        request,
        catalog
            .projects()
            .list(registry(), Visibility.ofProjects(caller).projects(), asked)
            .map(projects -> bodies(caller, projects))
            .each(body -> detailed ? body : body.withoutAllowlist()));
  }

  List<ProjectBody> bodies(Actor caller, List<Project> projects) {
    var ids = projects.stream().map(Project::id).toList();
    var mine = access.ahead(caller, projects);
    var stored = metadata.of(ids);
    var accepted = allowlists.ofProjects(ids);
    var quotas = catalog.quotas().of(ids);
    var repositories = catalog.repositories().counts(ids);
    return projects.stream()
        .map(
            project ->
                ProjectBody.of(
                    project,
                    mine.roles(caller, project),
                    mine.allows(caller, Permission.PROJECT_UPDATE, project),
                    repositories.getOrDefault(project.id(), 0L),
                    MetadataEndpoints.all(project, stored.getOrDefault(project.id(), Map.of())),
                    AllowlistBody.ofProject(project.id(), accepted.get(project.id())),
                    quotas.get(project.id())))
        .toList();
  }

  Response exists(Request request, Actor caller) {
    var name = HarborQuery.required(request, "project_name");
    var scope = caller.scope();
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
      @Nullable Map<String, @Nullable String> metadata,
      @Nullable GivenAllowlist cveAllowlist,
      @Nullable Long registryId,
      @Nullable Long storageLimit) {

    Map<String, String> checked() {
      var all = new LinkedHashMap<>(MetadataRules.ofProject(metadata));
      if (isPublic != null) {
        all.putIfAbsent(MetadataRules.PUBLIC, isPublic.toString());
      }
      return all;
    }
  }

  /** Its metadata and the vulnerabilities it accepts, as far as they were given. */
  private Response store(
      Response response,
      Project project,
      Map<String, String> values,
      @Nullable GivenAllowlist allowlist,
      List<String> cves) {
    metadataEndpoints.store(project, values);
    if (allowlist != null) {
      allowlists.setOfProject(project.registry(), project.id(), cves, allowlist.expiresAt());
    }
    return MetadataEndpoints.warned(response, project, values);
  }

  private static List<String> cves(NewProjectBody body) {
    return body.cveAllowlist() == null ? List.of() : body.cveAllowlist().checked();
  }

  Response create(Request request, Actor caller) throws IOException {
    var body = Json.read(request, NewProjectBody.class);
    var name = BodyText.of(body.projectName(), "project_name", LONGEST_NAME);
    if (body.registryId() != null && body.registryId() <= 0) {
      throw FaultException.invalid(
          Fault.Part.BODY, body.registryId() + " is no registry_id: leave it out");
    }
    if (body.registryId() != null) {
      throw new FaultException(
          new Fault.Unsupported("proxy cache projects are not supported: leave registry_id out"));
    }
    requireMayCreate(caller);
    if (body.metadata() != null) {
      MetadataRules.checkNew(body.metadata());
    }
    var values = body.checked();
    var cves = cves(body);
    var owner = caller instanceof Actor.Person person ? person.user() : null;
    var project =
        catalog
            .projects()
            .create(
                registry(),
                name,
                "true".equals(values.get(MetadataRules.PUBLIC)),
                owner == null ? null : owner.id(),
                caller.name(),
                storageLimit(caller, body.storageLimit()));
    var byName = HeaderFlag.isSet(request, "X-Resource-Name-In-Location");
    return store(Response.of(201), project, values, body.cveAllowlist(), cves)
        .header(
            "Location",
            "/api/v2.0/projects/" + (byName ? project.name() : Long.toString(project.id())))
        .about(project.name(), project.name());
  }

  /** Only administrators choose one; what others send is passed over, as in Harbor. */
  private static @Nullable Long storageLimit(Actor actor, @Nullable Long asked) {
    return !actor.administrator() || asked == null || asked == 0
        ? null
        : (Long) StorageLimit.checked(asked);
  }

  /** Robots need the permission; users everywhere but where it is for administrators only. */
  private void requireMayCreate(Actor caller) {
    if (!access.createsProjects(caller)) {
      access.require(caller, SystemPermission.PROJECT_CREATE);
    }
  }

  Response get(Request request, InProject place) {
    return Response.json(200, bodies(place.actor(), List.of(place.project())).getFirst());
  }

  Response update(Request request, InProject place) throws IOException {
    var project = place.project();
    var body = Json.read(request, NewProjectBody.class);
    return store(Response.of(200), project, body.checked(), body.cveAllowlist(), cves(body));
  }

  Response delete(Request request, InProject place) {
    catalog.projects().delete(registry(), place.project().id());
    return Response.of(200);
  }

  private record Deletable(boolean deletable, String message) {}

  Response deletable(Request request, InProject place) {
    var repositories = catalog.repositories().count(place.project().id());
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

  Response summary(Request request, InProject place) {
    var project = place.project();
    var quota = catalog.quotas().find(registry(), project.id()).map(QuotaBody::figures);
    return Response.json(
        200,
        new Summary(
            catalog.repositories().count(project.id()),
            access.allows(place.actor(), Permission.MEMBER_LIST, project) ? members(project) : null,
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
