package io.berth.harbor.project;

import io.berth.catalog.Catalog;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.InRepository;
import io.berth.harbor.request.RepositoryPath;
import io.berth.harbor.request.WebhookPlace;
import io.berth.harbor.wire.RepositoryBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Visibility;
import io.berth.identity.right.Permission;
import io.berth.listing.Term;
import io.berth.tenant.CurrentRequest;
import io.berth.trash.Deletion;
import io.berth.webhook.Webhooks;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repositories. */
public final class RepositoryEndpoints {
  private final Catalog catalog;
  private final Webhooks webhooks;

  public RepositoryEndpoints(Catalog catalog, Webhooks webhooks) {
    this.catalog = catalog;
    this.webhooks = webhooks;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    Access<Actor, Actor> open = Access.open("answers only what the caller may see");
    var one = HarborPaths.REPOSITORY;
    return List.of(
        Route.get("/repositories").asks(open).by(this::listAll),
        Route.get(HarborPaths.PROJECT + "/repositories")
            .asks(access.namedProject(Permission.REPOSITORY_LIST))
            .by(this::list),
        Route.get(one).asks(access.repository(Permission.REPOSITORY_READ)).by(this::get),
        Route.put(one).asks(access.repository(Permission.REPOSITORY_UPDATE)).by(this::update),
        Route.delete(one)
            .asks(access.repository(Permission.REPOSITORY_DELETE))
            .audited(audit.inRepository("delete", "repository"))
            .by(this::delete));
  }

  Response listAll(Request request, Actor caller) {
    return listed(request, caller, null);
  }

  Response list(Request request, InProject place) {
    return listed(request, place.actor(), place.project().id());
  }

  private Response listed(Request request, Actor caller, @Nullable Long project) {
    var query = HarborQuery.of(request);
    var name = HarborQuery.parameter(request, "name");
    var found =
        catalog
            .repositories()
            .list(
                CurrentRequest.currentRegistry().id(),
                project,
                Visibility.ofRepositories(caller).repositories(),
                name == null ? query.asked() : query.asked().with("name", new Term.Fuzzy(name)));
    return query.answer(
        request, found.each(it -> RepositoryBody.of(it.repository(), it.artifacts())));
  }

  Response get(Request request, InRepository place) {
    var repository = RepositoryPath.require(catalog.repositories(), place);
    return Response.json(
        200, RepositoryBody.of(repository, catalog.repositories().artifacts(repository.id())));
  }

  private record DescriptionBody(@Nullable String description) {}

  Response update(Request request, InRepository place) throws IOException {
    var repository = RepositoryPath.require(catalog.repositories(), place);
    var description = Json.read(request, DescriptionBody.class).description();
    catalog.repositories().describe(repository.id(), description == null ? "" : description);
    return Response.of(200);
  }

  Response delete(Request request, InRepository place) {
    var repository = RepositoryPath.require(catalog.repositories(), place);
    catalog
        .repositories()
        .delete(
            repository.id(),
            Deletion.by(place.actor().name()),
            webhooks.emptied(WebhookPlace.of(request, place, repository), repository.id()));
    return Response.of(200);
  }
}
