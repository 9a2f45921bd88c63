package io.berth.oci;

import io.berth.catalog.Repositories;
import io.berth.catalog.Repository;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.tenant.CurrentRequest;
import java.util.Optional;

/** The repository that a path names. */
final class NamedRepository {
  private final Repositories repositories;

  NamedRepository(Repositories repositories) {
    this.repositories = repositories;
  }

  Optional<Repository> find(Request request) {
    return repositories.find(
        CurrentRequest.currentRegistry().id(), RepositoryName.parse(request.param("name")));
  }

  /** {@link #find} in memory alone; empty also where that knows nothing. */
  Optional<Repository> peek(Request request) {
    return repositories.peek(
        CurrentRequest.currentRegistry().id(), RepositoryName.parse(request.param("name")));
  }

  /**
   * @throws FaultException NotFound REPOSITORY
   */
  Repository require(Request request) {
    return find(request)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.REPOSITORY, "repository " + request.param("name") + " not found"));
  }

  /** The repository, made when it is not there yet. */
  Repository obtain(Request request) {
    return repositories.obtain(
        CurrentRequest.currentRegistry().id(), RepositoryName.parse(request.param("name")));
  }
}
