package io.berth.catalog;

import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manifest with what people want to know of it.
 *
 * @param artifactType null for none
 * @param configMediaType null for indexes
 * @param size everything it brings: itself, config and layers, or its children
 * @param content the manifest's bytes; null in a list, when they are too many for it
 * @param pulledAt null when it never was
 * @param tags by name
 */
public record Artifact(
    long id,
    Digest digest,
    String mediaType,
    @Nullable String artifactType,
    @Nullable String configMediaType,
    long size,
    byte @Nullable [] content,
    Instant pushedAt,
    @Nullable Instant pulledAt,
    List<NamedTag> tags) {
  public Artifact {
    tags = List.copyOf(tags);
  }

  /** What its manifest says; of one that is not brought along no more than its type. */
  public ManifestDocument document() {
    return ManifestDocument.stored(mediaType, content == null ? new byte[0] : content);
  }

  /**
   * A tag of it.
   *
   * @param pulledAt null when it never was by this name
   */
  public record NamedTag(long id, String name, Instant pushedAt, @Nullable Instant pulledAt) {}
}
