package io.berth.harbor.artifact;

import io.berth.catalog.Referrers;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Harbor's word for a kind of artifact (docs/reference/contracts/harbor.md#artifact-types). */
final class ArtifactType {
  private static final Pattern CONFIG =
      Pattern.compile("application/vnd\\.[^.]+\\.(.+)\\.config\\.v[^.]+(?:\\+json)?");

  static final String COSIGN = "signature.cosign";
  static final String NOTATION = "signature.notation";
  static final String SBOM = "sbom.harbor";
  static final String NYDUS = "accelerator.nydus";

  /** What is attached to its subject and no more is known of. */
  static final String ANY = "subject.accessory";

  private static final String NYDUS_LAYER = "containerd.io/snapshot/nydus-bootstrap";

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

  /** The word for an accessory, by what signers and builders call it. */
  static String accessory(Referrers.Attached attached) {
    if (attached.tag().endsWith(".sig")) {
      return COSIGN;
    }
    return Stream.of(attached.artifactType(), attached.configMediaType())
        .map(ArtifactType::accessory)
        .filter(type -> !type.equals(ANY))
        .findFirst()
        .orElse(isLoadedLazily(attached.content()) ? NYDUS : ANY);
  }

  private static String accessory(@Nullable String type) {
    return switch (type) {
      case null -> ANY;
      case "application/vnd.cncf.notary.signature" -> NOTATION;
      case "application/vnd.dev.cosign.artifact.sig.v1+json",
          "application/vnd.dev.sigstore.bundle.v0.3+json" ->
          COSIGN;
      case "application/vnd.goharbor.harbor.sbom.v1" -> SBOM;
      default -> ANY;
    };
  }

  /** An image that Nydus loads lazily has a layer that says so. */
  private static boolean isLoadedLazily(byte @Nullable [] content) {
    return content != null
        && ManifestDocument.stored(MediaType.OCI_MANIFEST, content).layers().stream()
            .anyMatch(layer -> layer.annotations().containsKey(NYDUS_LAYER));
  }
}
