package io.berth.http.routing;

import io.berth.http.message.Authority;
import io.berth.http.message.ForwardedOrigin;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The names this server answers to, and the ports that URLs of them name. By which port a client
 * came does not decide where it is, as ports may be mapped; what URLs say is for the settings, a
 * trusted proxy and the listener, never for the client.
 *
 * @param control host names of the control host, lower case
 * @param panel the host that alone has the control panel, lower case; the control host when absent
 * @param registrySuffix what follows the label in a registry's host, with the leading dot, such as
 *     {@code .localhost}
 * @param publicUrl the control host as clients reach it, where that is known
 * @param registryUrl a registry as clients reach it, where its port is known; the label is not
 *     looked at
 */
public record Hosts(
    Set<String> control,
    Optional<String> panel,
    String registrySuffix,
    Optional<URI> publicUrl,
    Optional<URI> registryUrl) {
  public Hosts {
    control = Set.copyOf(control);
  }

  /** Nothing but names. */
  public Hosts(Set<String> control, String registrySuffix) {
    this(control, Optional.empty(), registrySuffix, Optional.empty(), Optional.empty());
  }

  /** Whether browsers may be told to come to these names by HTTPS for good. */
  public boolean httpsOnly() {
    return publicUrl.filter(url -> url.getScheme().equals("https")).isPresent();
  }

  /** What a host is. */
  public enum Kind {
    /** One of the control host's names, or the address the connection came in on. */
    CONTROL,
    PANEL,
    /** A registry's generated host. */
    LABEL,
    /** A name that a registry's owner gave it. */
    DOMAIN,
    UNKNOWN
  }

  /**
   * What stands behind the scheme in a URL of a host that was matched.
   *
   * @param listener the port of the listener that the request came to
   */
  String authority(Kind kind, String host, ForwardedOrigin origin, int listener) {
    return new Authority(host, port(kind, host, origin, listener)).text(origin.scheme());
  }

  private int port(Kind kind, String host, ForwardedOrigin origin, int listener) {
    var known =
        switch (kind) {
          case CONTROL -> publicUrl.filter(url -> host.equals(url.getHost()));
          case LABEL -> registryUrl;
          case PANEL, DOMAIN -> publicUrl;
          case UNKNOWN -> Optional.<URI>empty();
        };
    if (known.isPresent() && known.get().getScheme().equals(origin.scheme())) {
      int port = known.get().getPort();
      return port == -1 ? Authority.standard(origin.scheme()) : port;
    }
    return origin.trusted() && origin.named().isPresent()
        ? origin.named().get().port(origin.scheme())
        : listener;
  }
}
