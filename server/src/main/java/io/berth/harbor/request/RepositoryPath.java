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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * Its full name, project included, without slashes too many as in every path. What no repository
   * can be called is a name that none has: whoever makes one must parse it.
   */
  static RepositoryName name(String project, Request request) {
    var segments = Stream.of(decoded(request.param("repository")).split("/", -1));
    return new RepositoryName(
        project
            + "/"
            + segments.filter(segment -> !segment.isEmpty()).collect(Collectors.joining("/")));
  }

  /** No database takes a NUL. */
  private static String decoded(String once) {
    try {
      var twice = URLDecoder.decode(once, StandardCharsets.UTF_8);
      return twice.indexOf('\0') < 0 ? twice : once;
    } catch (IllegalArgumentException _) {
      return once;
    }
  }
}
