package io.berth.trash;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was deleted and can come back.
 *
 * @param repository with its project's name
 * @param digest of the artifact that was deleted, or that the tag was at; null with a repository
 * @param artifacts how many manifests it has, those that went with another included
 * @param tags how many tags come back with it
 * @param someTags the first of their names in byte order, at most {@link TrashQueries#TAGS_SHOWN};
 *     none with a repository
 * @param size of all its manifests and blobs, each once, in bytes; other content may need them too
 */
public record TrashEntry(
    long id,
    long projectId,
    String repository,
    Kind kind,
    @Nullable String digest,
    Deletion deletion,
    Instant deletedAt,
    Instant expiresAt,
    long artifacts,
    long tags,
    List<String> someTags,
    long size) {

  /** What was deleted. */
  public enum Kind {
    /** An artifact, with its tags, its accessories, and what it lists as an index. */
    ARTIFACT,
    /** A repository with all that was in it. */
    REPOSITORY,
    /** A tag, and not the artifact that it was at. */
    TAG;

    /** In the API. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  TrashEntry withTags(List<String> names) {
    return new TrashEntry(
        id,
        projectId,
        repository,
        kind,
        digest,
        deletion,
        deletedAt,
        expiresAt,
        artifacts,
        tags,
        names,
        size);
  }
}
