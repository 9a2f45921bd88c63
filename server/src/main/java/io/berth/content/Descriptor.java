package io.berth.content;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pointer to content (OCI image spec, descriptor.md).
 *
 * @param hasUrls true when the content may be fetched from elsewhere and so may be absent here
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    @Nullable String artifactType,
    @Nullable Platform platform,
    Map<String, String> annotations,
    boolean hasUrls) {
  public Descriptor {
    annotations = Map.copyOf(annotations);
  }

  /** True when a manifest may name it although this registry does not hold it. */
  public boolean mayBeAbsent() {
    return hasUrls || MediaType.isNondistributable(mediaType);
  }
}
