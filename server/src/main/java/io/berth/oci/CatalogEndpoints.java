package io.berth.oci;

import io.berth.catalog.Repositories;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Visibility;
import io.berth.tenant.CurrentRequest;
import java.util.List;

/** Docker's catalog: the repositories the caller may see, in byte order. */
final class CatalogEndpoints {
  private record RepositoryList(List<String> repositories) {}

  private final Repositories repositories;

  CatalogEndpoints(Repositories repositories) {
    this.repositories = repositories;
  }

  Response list(Request request, Actor caller) {
    var limit = ListLimit.of(request);
    var names =
        limit == 0
            ? List.<String>of()
            : repositories.names(
                CurrentRequest.currentRegistry().id(),
                Visibility.ofRepositories(caller).repositories(),
                ListLimit.last(request),
                limit + 1);
    var page = names.subList(0, Math.min(limit, names.size()));
    var response = Response.json(200, new RepositoryList(page));
    return names.size() > limit
        ? response.header("Link", TagEndpoints.next(request, limit, page))
        : response;
  }
}
