package io.berth.content;

import java.util.Optional;
import java.util.regex.Pattern;

/** The media types the registry itself has an opinion about; all others are kept as given. */
public final class MediaType {
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String OCI_IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String DOCKER_IMAGE_CONFIG = "application/vnd.docker.container.image.v1+json";
  public static final String HELM_CONFIG = "application/vnd.cncf.helm.config.v1+json";

  /** RFC 6838 section 4.2: as long as a type and a subtype may be. */
  private static final int MAX_LENGTH = 255;

  /** RFC 6838 section 4.2, restricted-name with the suffix of JSON. */
  private static final Pattern JSON_DOCUMENT =
      Pattern.compile("application/[a-z0-9][a-z0-9!#$&^_.+-]*\\+json", Pattern.CASE_INSENSITIVE);

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";

  /** RFC 9110 section 8.3.1, media-type. */
  private static final Pattern CONTENT_TYPE =
      Pattern.compile(
          "(%1$s/%1$s)(?:[ \\t]*+;[ \\t]*+(?:%1$s=(?:%1$s|\"[^\"\\\\\\p{Cntrl}]*+\"))?+)*+[ \\t]*+"
              .formatted(TOKEN));

  private MediaType() {}

  /** True for manifests that list manifests. */
  public static boolean isIndex(String mediaType) {
    return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
  }

  /** True for the manifests of one image or artifact. */
  static boolean isManifest(String mediaType) {
    return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }

  /** Docker's first manifest format, which no current client needs. */
  static boolean isSchema1(String mediaType) {
    return mediaType.startsWith("application/vnd.docker.distribution.manifest.v1");
  }

  /**
   * The type that a Content-Type header names, without its parameters (RFC 9110 section 8.3.1);
   * empty when it names none.
   */
  static Optional<String> named(String contentType) {
    if (contentType.length() > 2 * MAX_LENGTH) {
      return Optional.empty();
    }
    var match = CONTENT_TYPE.matcher(contentType.strip());
    return match.matches() && match.group(1).length() <= MAX_LENGTH
        ? Optional.of(match.group(1))
        : Optional.empty();
  }

  /**
   * True for what a manifest may be called: {@code application/…+json}, as the types of OCI and
   * Docker are and those of vendors. Whoever pushed it chose the type, and it is answered with: no
   * program that reads pages may take it for one.
   */
  public static boolean isManifestDocument(String mediaType) {
    return isManifest(mediaType)
        || isIndex(mediaType)
        || (mediaType.length() <= MAX_LENGTH && JSON_DOCUMENT.matcher(mediaType).matches());
  }

  /** Layers that may stay elsewhere (OCI image spec, non-distributable layers). */
  static boolean isNondistributable(String mediaType) {
    return mediaType.contains(".nondistributable.") || mediaType.contains(".foreign.");
  }
}
