package io.berth.oci;

import io.berth.catalog.Repositories;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;
import io.berth.identity.Visibility;
import io.berth.tenant.CurrentRequest;
import java.util.List;

/** Docker's catalog: the repositories the caller may see, in byte order. */
final class CatalogEndpoint {
  private record RepositoryList(List<String> repositories) {}

  private final Repositories repositories;

  CatalogEndpoint(Repositories repositories) {
    this.repositories = repositories;
  }

  Response list(Request request, Actor caller) {
    var limit = Limit.of(request);
    var names =
        limit == 0
            ? List.<String>of()
            : repositories.names(
                CurrentRequest.currentRegistry().id(),
                Visibility.ofRepositories(caller).repositories(),
                Limit.last(request),
                limit + 1);
    var page = names.subList(0, Math.min(limit, names.size()));
    var response = Response.json(200, new RepositoryList(page));
    return names.size() > limit
        ? response.header("Link", TagEndpoints.next(request, limit, page))
        : response;
  }
}
