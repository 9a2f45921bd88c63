package io.berth.content;

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

  private MediaType() {}

  /** True for manifests that list manifests. */
  public static boolean isIndex(String mediaType) {
    return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
  }

  /** True for the manifests of one image or artifact. */
  public static boolean isManifest(String mediaType) {
    return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }

  /** Docker's first manifest format, which no current client needs. */
  public static boolean isSchema1(String mediaType) {
    return mediaType.startsWith("application/vnd.docker.distribution.manifest.v1");
  }

  /** The type without parameters, as a Content-Type header names it. */
  public static String bare(String contentType) {
    var semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
  }

  /** Layers that may stay elsewhere (OCI image spec, non-distributable layers). */
  public static boolean isNondistributable(String mediaType) {
    return mediaType.contains(".nondistributable.") || mediaType.contains(".foreign.");
  }
}
