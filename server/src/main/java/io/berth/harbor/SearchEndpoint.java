package io.berth.harbor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Page;
import io.berth.catalog.Projects;
import io.berth.catalog.Repositories;
import io.berth.http.Access;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.Visibility;
import io.berth.tenant.CurrentRequest;
import java.util.LinkedHashMap;
import java.util.List;

/** Projects and repositories whose names contain a text, as far as the caller may see them. */
final class SearchEndpoint {
  private static final Page.Window MOST = new Page.Window(0, 100);

  private final HarborParts parts;
  private final ProjectEndpoints projects;

  SearchEndpoint(HarborParts parts, ProjectEndpoints projects) {
    this.parts = parts;
    this.projects = projects;
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
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
    var q = request.query("q");
    var part = q == null ? "" : q.strip();
    var registry = CurrentRequest.currentRegistry().id();
    var viewer = Visibility.ofProjects(caller).projects();
    var found =
        parts
            .catalog()
            .projects()
            .page(
                registry, viewer, new Projects.Filter(part, null, null, Projects.Order.NAME), MOST);
    var repositories =
        parts
            .catalog()
            .repositories()
            .page(
                registry,
                Visibility.ofRepositories(caller).repositories(),
                new Repositories.Filter(null, part, Repositories.Order.NAME),
                MOST);
    var within = repositories.items().stream().map(it -> it.repository().projectId()).toList();
    var open = parts.catalog().projects().publicOnes(within);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("project", projects.bodies(caller, found.items()));
    answer.put(
        "repository",
        repositories.items().stream()
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
            .toList());
    answer.put("chart", List.of());
    return Response.json(200, answer);
  }
}
