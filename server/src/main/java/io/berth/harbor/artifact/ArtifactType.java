package io.berth.harbor.artifact;

import io.berth.content.MediaType;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Harbor's word for a kind of artifact (docs/reference/contracts/harbor.md#artifact-types). */
final class ArtifactType {
  private static final Pattern CONFIG =
      Pattern.compile("application/vnd\\.[^.]+\\.(.+)\\.config\\.v[^.]+(?:\\+json)?");

  private ArtifactType() {}

  /**
   * @param configMediaType null for none
   */
  static String of(String mediaType, @Nullable String configMediaType) {
    if (MediaType.isIndex(mediaType)) {
      return "IMAGE";
    }
    return switch (configMediaType) {
      case null -> "UNKNOWN";
      case MediaType.OCI_IMAGE_CONFIG, MediaType.DOCKER_IMAGE_CONFIG -> "IMAGE";
      case MediaType.HELM_CONFIG -> "CHART";
      default -> {
        var match = CONFIG.matcher(configMediaType);
        yield match.matches() ? match.group(1).toUpperCase(Locale.ROOT) : "UNKNOWN";
      }
    };
  }

  /** The word for an accessory by its artifact type. */
  static String accessory(String artifactType) {
    if (artifactType.contains("notary")) {
      return "signature.notation";
    }
    return artifactType.contains("cosign") || artifactType.contains("sigstore")
        ? "signature.cosign"
        : "subject.accessory";
  }
}
