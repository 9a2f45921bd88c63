package io.berth.oci;

import io.berth.catalog.Tags;
import io.berth.http.message.LinkHeader;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.LinkedHashMap;
import java.util.List;

/** The tags of a repository in byte order (OCI distribution spec, endpoint end-8). */
final class TagEndpoints {
  private record TagList(String name, List<String> tags) {}

  private final RequestedRepository repositories;
  private final Tags tags;

  TagEndpoints(RequestedRepository repositories, Tags tags) {
    this.repositories = repositories;
    this.tags = tags;
  }

  Response list(Request request, OciTarget target) {
    var repository = repositories.require(target);
    var limit = ListLimit.of(request);
    var names =
        limit == 0
            ? List.<String>of()
            : tags.names(repository.id(), ListLimit.last(request), limit + 1);
    var page = names.subList(0, Math.min(limit, names.size()));
    var response = Response.json(200, new TagList(repository.name().value(), page));
    return names.size() > limit ? response.header("Link", next(request, limit, page)) : response;
  }

  static String next(Request request, int limit, List<String> page) {
    var query = new LinkedHashMap<String, String>();
    query.put("n", Integer.toString(limit));
    query.put("last", page.getLast());
    return new LinkHeader().add("next", request.rawPath(), query).value();
  }
}
