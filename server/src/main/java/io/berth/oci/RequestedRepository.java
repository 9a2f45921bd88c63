package io.berth.oci;

import io.berth.catalog.Repositories;
import io.berth.catalog.Repository;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.tenant.CurrentRequest;
import java.util.Optional;

/** The repository that a path names. */
final class RequestedRepository {
  private final Repositories repositories;

  RequestedRepository(Repositories repositories) {
    this.repositories = repositories;
  }

  Optional<Repository> find(OciTarget target) {
    return repositories.find(CurrentRequest.currentRegistry().id(), target.name());
  }

  /** {@link #find} in memory alone; empty also where that knows nothing. */
  Optional<Repository> peek(OciTarget target) {
    return repositories.peek(CurrentRequest.currentRegistry().id(), target.name());
  }

  /**
   * @throws FaultException NotFound REPOSITORY
   */
  Repository require(OciTarget target) {
    return find(target)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.REPOSITORY, "repository " + target.name() + " not found"));
  }

  /** The repository, made when it is not there yet. */
  Repository obtain(OciTarget target) {
    return repositories.obtain(CurrentRequest.currentRegistry().id(), target.name());
  }
}
