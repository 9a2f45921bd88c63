package io.berth.tenant;

/**
 * One tenant as a request sees it.
 *
 * @param hostLabel the eight characters of its generated host name
 * @param ready false while it is being installed or deleted; then only the control API answers
 * @param limits what its plan allows
 * @param store the region in whose store its blobs are; empty for the one of all other regions
 */
public record Registry(
    RegistryId id, String name, String hostLabel, boolean ready, Limits limits, String store) {
  /** The Harbor release whose API every registry speaks; clients choose their calls by it. */
  public static final String HARBOR_RELEASE = "2.14.0";

  /**
   * What a plan allows.
   *
   * @param storage bytes of content
   * @param parallelRequests of container clients
   */
  public record Limits(long storage, int parallelRequests) {
    /** No limits. */
    public static final Limits NONE = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE);
  }
}
