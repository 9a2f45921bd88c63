package io.berth.outbound;

import io.berth.outbound.OutboundException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a call goes.
 *
 * @param host without brackets
 * @param literal the address, when the host is one
 * @param named whether the URL says a port
 * @param local whether only this machine may be asked, because HTTP would not be secret elsewhere
 */
record Destination(
    boolean secure,
    String host,
    int port,
    Optional<InetAddress> literal,
    boolean named,
    boolean local) {
  static Destination of(URI uri) {
    var secure = "https".equals(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    return of(uri, secure, port, !secure);
  }

  private static Destination of(URI uri, boolean secure, int port, boolean local) {
    var host = uri.getHost().replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
    var literal =
        host.matches("[0-9.]+|.*:.*")
            ? Optional.of(InetAddress.ofLiteral(host))
            : Optional.<InetAddress>empty();
    return new Destination(secure, host, port, literal, uri.getPort() >= 0, local);
  }

  /**
   * One that is no URL: {@code host:port}, wherever it is.
   *
   * @throws OutboundException URL when it is none
   */
  static Destination ofPeer(String address) throws OutboundException {
    URI uri;
    try {
      uri = new URI("peer://" + address);
    } catch (URISyntaxException _) {
      throw refused("not a host and a port: " + address);
    }
    int port = uri.getPort();
    if (uri.getHost() == null
        || !address.equals(uri.getHost() + ":" + port)
        || port < 1
        || port > 65_535) {
      throw refused("not a host and a port: " + address);
    }
    checkHost(uri.getHost());
    return of(uri, false, port, false);
  }

  /**
   * Refuses URLs that are never asked: all but https, and http to this machine.
   *
   * @throws OutboundException URL
   */
  static void check(URI uri) throws OutboundException {
    var host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getScheme() == null) {
      throw refused("not an absolute https URL: " + uri);
    }
    checkHost(host);
    if (uri.getScheme().equals("https")) {
      return;
    }
    if (!uri.getScheme().equals("http") || !isThisMachine(host)) {
      throw refused("the URL " + uri + " must begin with https:// (http only on localhost)");
    }
  }

  private static void checkHost(String host) throws OutboundException {
    // An address is written in one way only: four decimal numbers, or IPv6 in brackets without a
    // zone. What else looks like a number would be read in one way here and in another elsewhere.
    var numeric = host.matches("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");
    var plain = host.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    if ((numeric && !plain) || (host.startsWith("[") && host.contains("%"))) {
      throw refused("not an address as URLs write it: " + host);
    }
  }

  private static OutboundException refused(String why) {
    return new OutboundException(Kind.URL, "", why, true);
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** As people know it: with a port only where the URL has one. */
  @Override
  public String toString() {
    var shown = host.contains(":") ? "[" + host + "]" : host;
    return named ? shown + ":" + port : shown;
  }
}
