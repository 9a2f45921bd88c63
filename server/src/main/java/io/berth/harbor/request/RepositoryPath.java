package io.berth.harbor.request;

import io.berth.catalog.Repositories;
import io.berth.catalog.Repository;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.tenant.CurrentRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The repository a path names after its project. A slash in it arrives encoded once or twice,
 * depending on the client (docs/reference/contracts/harbor.md#api-conventions).
 */
public final class RepositoryPath {
  private RepositoryPath() {}

  /**
   * @throws FaultException NotFound REPOSITORY
   */
  public static Repository require(Repositories repositories, InRepository place) {
    return find(repositories, place)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.REPOSITORY, "repository " + place.name() + " not found"));
  }

  /** {@link #require}; one that waits for its first manifest is not there yet. */
  public static Optional<Repository> find(Repositories repositories, InRepository place) {
    return repositories
        .find(CurrentRequest.currentRegistry().id(), place.name())
        .filter(Repository::pushed);
  }

  /**
   * Its full name, project included.
   *
   * @throws FaultException Invalid NAME
   */
  static RepositoryName name(String project, Request request) {
    return RepositoryName.parse(project + "/" + decoded(request.param("repository")));
  }

  private static String decoded(String once) {
    try {
      return URLDecoder.decode(once, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return once;
    }
  }
}
