package io.berth.tenant;

/** What this server and its registries are called from outside. URLs are without trailing slash. */
public interface PublicAddresses {
  /**
   * The host that has the control panel.
   *
   * @param secure whether HTTPS is asked for, which is given where it is there
   */
  String panelUrl(boolean secure);

  /** A registry's generated host, as the operator publishes it. */
  String registryUrl(String hostLabel);

  /**
   * A registry's generated host.
   *
   * @param secure whether HTTPS is asked for, which is given where it is there
   */
  String registryUrl(String hostLabel, boolean secure);

  /**
   * Whether a host name, lower case, is the control host's, the panel's or one made for a registry,
   * which no registry's owner chose.
   */
  boolean isOwnHost(String host);

  /**
   * Whether a URL that was made here has a {@linkplain #isOwnHost name of this server}, and a port
   * that leads to it; what names no port may.
   */
  boolean isOwnUrl(String url);
}
