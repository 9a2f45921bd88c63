package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.trash.TrashEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was deleted, as it is shown; Harbor has no such thing.
 *
 * @param digest null, and left out, with a repository
 * @param someTags the first tags that come back with it, of {@code tags}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrashBody(
    long id,
    long projectId,
    String repository,
    String kind,
    @Nullable String digest,
    long artifacts,
    long tags,
    List<String> someTags,
    long size,
    String reason,
    String deletedBy,
    String deletionTime,
    String expirationTime) {
  public static TrashBody of(TrashEntry entry) {
    return new TrashBody(
        entry.id(),
        entry.projectId(),
        entry.repository(),
        entry.kind().word(),
        entry.digest(),
        entry.artifacts(),
        entry.tags(),
        entry.someTags(),
        entry.size(),
        entry.deletion().reason().word(),
        entry.deletion().by(),
        Timestamp.of(entry.deletedAt()),
        Timestamp.of(entry.expiresAt()));
  }
}
