package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest or index as it was pushed: the original bytes, and what the registry must understand
 * of them (OCI image spec, manifest.md and image-index.md). Unknown fields stay in the bytes.
 *
 * @param bytes the original bytes; nobody changes them
 * @param config absent for indexes
 * @param layers layers or blobs of a manifest
 * @param manifests children of an index, which old build caches also use for blobs
 */
public record ManifestDocument(
    byte[] bytes,
    String mediaType,
    @Nullable String artifactType,
    @Nullable Descriptor config,
    List<Descriptor> layers,
    List<Descriptor> manifests,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {
  public ManifestDocument {
    layers = List.copyOf(layers);
    manifests = List.copyOf(manifests);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Parses pushed bytes.
   *
   * @param contentType the request's Content-Type; it decides, and the body's mediaType must agree
   * @throws FaultException Invalid MANIFEST, DIGEST
   */
  public static ManifestDocument parse(String contentType, byte[] bytes) {
    var mediaType =
        MediaType.named(contentType)
            .orElseThrow(() -> invalid("not a Content-Type: " + Quoted.of(contentType)));
    if (MediaType.isSchema1(mediaType)) {
      throw ManifestReader.schema1();
    }
    if (!MediaType.isManifestDocument(mediaType)) {
      throw invalid(
          "the Content-Type of a manifest is application/<name>+json, not " + Quoted.of(mediaType));
    }
    // RFC 6838 section 4.2: in any case the same type, and everything here knows it in lower case.
    return new ManifestReader(mediaType.toLowerCase(Locale.ROOT), bytes).read();
  }

  /**
   * What stored bytes say, as far as it can be shown. They were accepted once, perhaps by rules
   * that are stricter now: what breaks these shows nothing of itself but its type.
   */
  public static ManifestDocument stored(String mediaType, byte[] bytes) {
    try {
      return new ManifestReader(mediaType, bytes).read();
    } catch (FaultException _) {
      return new ManifestDocument(
          bytes, mediaType, null, null, List.of(), List.of(), null, Map.of());
    }
  }

  /**
   * The type a referrers list shows: its own artifactType, else a manifest's config type, else null
   * (OCI distribution spec, listing referrers).
   */
  public @Nullable String effectiveArtifactType() {
    if (artifactType != null && !artifactType.isEmpty()) {
      return artifactType;
    }
    return config == null ? null : config.mediaType();
  }

  /**
   * What it brings along by its own word, itself included. Whoever pushed it may have said
   * anything.
   *
   * @param most where the sum ends, so that others can be added to it
   */
  public long declaredBytes(long most) {
    long total = bytes.length + (config == null ? 0 : config.size());
    for (var parts : List.of(layers, manifests)) {
      for (var part : parts) {
        total = Math.min(most, total + part.size());
      }
    }
    return Math.min(most, total);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.MANIFEST, message);
  }
}
