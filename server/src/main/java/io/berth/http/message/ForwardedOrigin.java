package io.berth.http.message;

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
public record ForwardedOrigin(
    InetAddress client, String scheme, Optional<Authority> named, boolean trusted) {
  /**
   * How a request's headers are read: all lines of a name as one list with commas (RFC 9110 section
   * 5.3), or null.
   */
  public interface Headers {
    @Nullable String list(String name);
  }

  /**
   * @throws IllegalArgumentException in a sentence for the client, when a trusted proxy's word is
   *     malformed
   */
  public static ForwardedOrigin of(
      InetAddress peer,
      String scheme,
      Optional<Authority> named,
      Headers headers,
      List<AddressRange> proxies) {
    if (!trusts(proxies, peer)) {
      return new ForwardedOrigin(peer, scheme, named, false);
    }
    var proto = headers.list("X-Forwarded-Proto");
    var host = headers.list("X-Forwarded-Host");
    var port = headers.list("X-Forwarded-Port");
    var outside = host == null ? named : Optional.of(Authority.parse(lastOf(host)));
    return new ForwardedOrigin(
        client(peer, headers.list("X-Forwarded-For"), proxies),
        proto == null ? scheme : scheme(lastOf(proto)),
        port == null
            ? outside
            : outside.map(it -> new Authority(it.host(), Authority.parsePort(lastOf(port)))),
        true);
  }

  /** Whose X-Forwarded-* headers count. */
  static boolean trusts(List<AddressRange> proxies, InetAddress address) {
    for (var range : proxies) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** What the client called this server, as it stands in a URL; "" when it did not say. */
  public String asked() {
    return named.map(it -> it.text(scheme)).orElse("");
  }

  /**
   * The nearest address that is not a trusted proxy: everything left of it may be invented. The
   * farthest proxy when all are trusted, and the peer when there is no list: it asks for itself.
   */
  private static InetAddress client(
      InetAddress peer, @Nullable String forwardedFor, List<AddressRange> proxies) {
    var client = peer;
    if (forwardedFor == null) {
      return client;
    }
    int end = forwardedFor.length();
    while (end >= 0) {
      int comma = forwardedFor.lastIndexOf(',', end - 1);
      client = hop(forwardedFor.substring(comma + 1, end).strip());
      if (!trusts(proxies, client)) {
        return client;
      }
      end = comma;
    }
    return client;
  }

  /** An address as proxies write it: with or without a port, IPv6 in brackets or not. */
  private static InetAddress hop(String text) {
    try {
      boolean isBracketed = text.startsWith("[");
      int colon = text.indexOf(':', isBracketed ? text.indexOf(']') + 1 : 0);
      boolean hasPort = colon >= 0 && (isBracketed || colon == text.lastIndexOf(':'));
      if (hasPort) {
        Authority.parsePort(text.substring(colon + 1));
      }
      var address = hasPort ? text.substring(0, colon) : text;
      if (isBracketed && !address.endsWith("]")) {
        throw new IllegalArgumentException(address);
      }
      return literal(
          isBracketed ? address.substring(1, address.length() - 1) : address, isBracketed);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "X-Forwarded-For is a list of addresses, each with or without a port");
    }
  }

  /** Without zones, and without the short and octal forms that are read in several ways. */
  private static InetAddress literal(String text, boolean isIpv6) {
    boolean isPlain =
        text.indexOf(':') >= 0
            ? text.indexOf('%') < 0 && text.indexOf('[') < 0
            : !isIpv6 && Authority.parse(text).isAddress();
    if (!isPlain) {
      throw new IllegalArgumentException(text);
    }
    return InetAddress.ofLiteral(text);
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
