package io.berth.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from and what it was called by. Behind a trusted proxy the proxy's word
 * counts ({@code X-Forwarded-For}, {@code -Proto}, {@code -Host}); from anybody else these headers
 * are noise.
 *
 * @param authority lower case, without the scheme's default port
 * @param trusted whether a trusted proxy stands in between
 */
record Origin(InetAddress client, String scheme, String authority, boolean trusted) {
  /** How a request's headers are read: the last line of a name, or null. */
  interface Headers {
    @Nullable String last(String name);
  }

  static Origin of(
      InetAddress peer,
      String scheme,
      String authority,
      Headers headers,
      List<AddressRange> proxies) {
    if (!trusts(proxies, peer)) {
      return new Origin(peer, scheme, canonical(authority, scheme), false);
    }
    var proto = headers.last("X-Forwarded-Proto");
    var outerScheme = proto == null || !proto.matches("https?") ? scheme : proto;
    var host = headers.last("X-Forwarded-Host");
    return new Origin(
        client(peer, headers.last("X-Forwarded-For"), proxies),
        outerScheme,
        canonical(host == null ? authority : lastOf(host), outerScheme),
        true);
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

  private static boolean trusts(List<AddressRange> proxies, InetAddress address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  private static String lastOf(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }

  private static String canonical(String authority, String scheme) {
    var standard = scheme.equals("https") ? ":443" : ":80";
    var lower = authority.toLowerCase(Locale.ROOT);
    return lower.endsWith(standard)
        ? lower.substring(0, lower.length() - standard.length())
        : lower;
  }
}
