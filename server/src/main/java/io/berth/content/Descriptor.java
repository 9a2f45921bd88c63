package io.berth.content;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pointer to content (OCI image spec, descriptor.md).
 *
 * @param size as the document says it, at most {@link #MAX_SIZE}
 * @param urls where else the content may be fetched
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    @Nullable String artifactType,
    @Nullable Platform platform,
    Map<String, String> annotations,
    List<String> urls) {
  /** The largest number that every JSON reader takes exactly (RFC 7493 section 2.2). */
  static final long MAX_SIZE = (1L << 53) - 1;

  public Descriptor {
    annotations = Map.copyOf(annotations);
    urls = List.copyOf(urls);
  }

  /**
   * True when a manifest may name it as a layer although the repository does not hold it (OCI image
   * spec, non-distributable layers). Nothing is known of its bytes then, and none are served.
   */
  public boolean mayBeAbsentLayer() {
    return !urls.isEmpty() || isNondistributable();
  }

  /** True for the media types of layers that may stay elsewhere. */
  public boolean isNondistributable() {
    return MediaType.isNondistributable(mediaType);
  }
}
