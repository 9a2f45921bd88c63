package io.berth.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from and what it was called by. Behind a trusted proxy the proxy's word
 * counts ({@code X-Forwarded-For}, {@code -Proto}, {@code -Host}, {@code -Port}) and must be as
 * well-formed as a client's; from anybody else these headers are noise.
 *
 * @param named what the client called this server; absent when it did not say
 * @param trusted whether a trusted proxy stands in between
 */
record Origin(InetAddress client, String scheme, Optional<Authority> named, boolean trusted) {
  /** How a request's headers are read: the last line of a name, or null. */
  interface Headers {
    @Nullable String last(String name);
  }

  /**
   * @throws IllegalArgumentException in a sentence for the client, when a trusted proxy's word is
   *     malformed
   */
  static Origin of(
      InetAddress peer,
      String scheme,
      Optional<Authority> named,
      Headers headers,
      List<AddressRange> proxies) {
    if (!trusts(proxies, peer)) {
      return new Origin(peer, scheme, named, false);
    }
    var proto = headers.last("X-Forwarded-Proto");
    var host = headers.last("X-Forwarded-Host");
    var port = headers.last("X-Forwarded-Port");
    var outside = host == null ? named : Optional.of(Authority.parse(lastOf(host)));
    return new Origin(
        client(peer, headers.last("X-Forwarded-For"), proxies),
        proto == null ? scheme : scheme(lastOf(proto)),
        port == null
            ? outside
            : outside.map(it -> new Authority(it.host(), Authority.parsePort(lastOf(port)))),
        true);
  }

  /** Whose X-Forwarded-* headers count. */
  static boolean trusts(List<AddressRange> proxies, InetAddress address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  /** What the client called this server, as it stands in a URL; "" when it did not say. */
  String asked() {
    return named.map(it -> it.text(scheme)).orElse("");
  }

  /** The nearest address that is not a trusted proxy: everything left of it may be invented. */
  private static InetAddress client(
      InetAddress peer, @Nullable String forwardedFor, List<AddressRange> proxies) {
    var client = peer;
    var hops = forwardedFor == null ? new String[0] : forwardedFor.split(",");
    for (int i = hops.length - 1; i >= 0; i--) {
      try {
        client = InetAddress.ofLiteral(hops[i].strip());
      } catch (IllegalArgumentException _) {
        return client;
      }
      if (!trusts(proxies, client)) {
        return client;
      }
    }
    return client;
  }

  private static String scheme(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (!lower.equals("http") && !lower.equals("https")) {
      throw new IllegalArgumentException("X-Forwarded-Proto is http or https");
    }
    return lower;
  }

  private static String lastOf(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }
}
