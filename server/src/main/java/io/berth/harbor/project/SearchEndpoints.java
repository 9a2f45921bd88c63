package io.berth.harbor.project;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Projects;
import io.berth.catalog.Repositories;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.ProjectBody;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Visibility;
import io.berth.listing.ListQuery;
import io.berth.listing.Term;
import io.berth.tenant.CurrentRequest;
import java.util.List;

/** Projects and repositories whose names contain a text, as far as the caller may see them. */
public final class SearchEndpoints {
  private static final ListQuery.Window MOST = new ListQuery.Window(0, 100);

  private final Projects projects;
  private final Repositories repositories;
  private final ProjectEndpoints projectEndpoints;

  public SearchEndpoints(
      Projects projects, Repositories repositories, ProjectEndpoints projectEndpoints) {
    this.projects = projects;
    this.repositories = repositories;
    this.projectEndpoints = projectEndpoints;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    Access<Actor, Actor> seen = Access.open("answers only what the caller may see");
    return List.of(Route.get("/search").asks(seen).by(this::search));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RepositoryHit(
      long projectId,
      String projectName,
      boolean projectPublic,
      String repositoryName,
      long pullCount,
      long artifactCount) {}

  Response search(Request request, Actor caller) {
    var part = new Term.Fuzzy(HarborQuery.required(request, "q").strip());
    var asked = ListQuery.ALL.in(MOST).with("name", part);
    var registry = CurrentRequest.currentRegistry().id();
    // A robot searches what everybody may see, as in Harbor.
    var seeker = caller instanceof Actor.Program ? new Actor.Anonymous(null) : caller;
    var found = projects.list(registry, Visibility.ofProjects(seeker).projects(), asked);
    var hits =
        repositories.list(registry, null, Visibility.ofRepositories(seeker).repositories(), asked);
    var within = hits.items().stream().map(it -> it.repository().projectId()).toList();
    var open = projects.publicOnes(within);
    return Response.json(
        200,
        new Found(
            projectEndpoints.bodies(caller, found.items()).stream()
                .map(ProjectBody::withoutAllowlist)
                .toList(),
            hits.items().stream()
                .map(
                    listed -> {
                      var repository = listed.repository();
                      return new RepositoryHit(
                          repository.projectId(),
                          repository.name().projectName(),
                          open.contains(repository.projectId()),
                          repository.name().value(),
                          repository.pullCount(),
                          listed.artifacts());
                    })
                .toList(),
            List.of()));
  }

  /** Search; there are no charts of Harbor's old kind. */
  private record Found(
      List<ProjectBody> project, List<RepositoryHit> repository, List<String> chart) {}
}
