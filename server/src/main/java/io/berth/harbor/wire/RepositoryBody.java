package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Repository;

/** Repository; the name holds the project. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RepositoryBody(
    long id,
    long projectId,
    String name,
    String description,
    long artifactCount,
    long pullCount,
    String creationTime,
    String updateTime) {

  public static RepositoryBody of(Repository repository, long artifacts) {
    return new RepositoryBody(
        repository.id(),
        repository.projectId(),
        repository.name().value(),
        repository.description(),
        artifacts,
        repository.pullCount(),
        Timestamp.of(repository.createdAt()),
        Timestamp.of(repository.updatedAt()));
  }
}
