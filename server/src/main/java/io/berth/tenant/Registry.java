package io.berth.tenant;

/**
 * One tenant as a request sees it.
 *
 * @param hostLabel the eight characters of its generated host name
 * @param ready false while it is being installed or deleted; then only the control API answers
 */
public record Registry(RegistryId id, String name, String hostLabel, boolean ready) {
  /** The Harbor release whose API every registry speaks; clients choose their calls by it. */
  public static final String HARBOR_RELEASE = "2.14.0";
}
