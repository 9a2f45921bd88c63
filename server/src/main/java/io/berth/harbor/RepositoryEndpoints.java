package io.berth.harbor;

import io.berth.catalog.Catalog;
import io.berth.catalog.Repositories;
import io.berth.harbor.wire.RepositoryBody;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Repositories. */
public final class RepositoryEndpoints {
  private final Catalog catalog;

  public RepositoryEndpoints(Catalog catalog) {
    this.catalog = catalog;
  }

  Response listAll(Request request) {
    return list(request, null);
  }

  Response list(Request request) {
    return list(request, HarborAccess.current(request).id());
  }

  private Response list(Request request, @Nullable Long project) {
    var query = HarborQuery.of(request);
    var page =
        catalog
            .repositories()
            .page(
                CurrentRequest.currentRegistry().id(),
                HarborAccess.viewerOfRepositories(request),
                new Repositories.Filter(project, query.text(request, "name"), order(query.sort())),
                query.window());
    return query.answer(
        request,
        page.items().stream()
            .map(listed -> RepositoryBody.of(listed.repository(), listed.artifacts()))
            .toList(),
        page.total());
  }

  private static Repositories.Order order(String sort) {
    return switch (sort) {
      case "name" -> Repositories.Order.NAME;
      case "-name" -> Repositories.Order.NAME_DESCENDING;
      case "creation_time" -> Repositories.Order.OLDEST;
      case "-creation_time" -> Repositories.Order.NEWEST;
      case "update_time" -> Repositories.Order.EARLIEST_CHANGE;
      default -> Repositories.Order.LATEST_CHANGE;
    };
  }

  Response get(Request request) {
    var repository = RepositoryPath.require(catalog.repositories(), request);
    return Response.json(
        200, RepositoryBody.of(repository, catalog.repositories().artifacts(repository.id())));
  }

  private record DescriptionBody(@Nullable String description) {}

  Response update(Request request) throws IOException {
    var repository = RepositoryPath.require(catalog.repositories(), request);
    var description = Json.read(request, DescriptionBody.class).description();
    catalog.repositories().describe(repository.id(), description == null ? "" : description);
    return Response.of(200);
  }

  Response delete(Request request) {
    var repository = RepositoryPath.require(catalog.repositories(), request);
    catalog.repositories().delete(repository.id());
    return Response.of(200);
  }
}
