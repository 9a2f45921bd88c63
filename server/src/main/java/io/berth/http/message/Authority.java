package io.berth.http.message;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Locale;

/**
 * What a server is called: {@code host [ ":" port ]} (RFC 3986 section 3.2.2, RFC 9110 section
 * 7.2), and nothing that some parser could read as something else: no user information, no empty
 * port, no percent-encoding, no characters beyond those of names and addresses.
 *
 * @param host a name in lower case, four octets, or an IPv6 address in brackets in its shortest
 *     form
 * @param port 0 when none is said
 */
public record Authority(String host, int port) {
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_PORT = 5;
  private static final int HIGHEST_PORT = 65_535;

  /**
   * @throws IllegalArgumentException in a sentence for the client
   */
  public static Authority parse(String text) {
    int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (end <= 0) {
      end = text.length();
    }
    var name = text.substring(0, end);
    var host = text.startsWith("[") ? ipv6(name) : name(name).toLowerCase(Locale.ROOT);
    if (end == text.length()) {
      return new Authority(host, 0);
    }
    if (text.charAt(end) != ':') {
      throw refused();
    }
    return new Authority(host, parsePort(text.substring(end + 1)));
  }

  /** An address that a client may use as a name. */
  public static Authority of(InetAddress address) {
    var text = NetUtil.toAddressString(address);
    return new Authority(text.indexOf(':') < 0 ? text : "[" + text + "]", 0);
  }

  /**
   * The number of a TCP port.
   *
   * @throws IllegalArgumentException in a sentence for the client
   */
  static int parsePort(String digits) {
    if (digits.isEmpty() || digits.length() > LONGEST_PORT || digits.charAt(0) == '0') {
      throw refused();
    }
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw refused();
      }
      port = port * 10 + c - '0';
    }
    if (port > HIGHEST_PORT) {
      throw refused();
    }
    return port;
  }

  /** The port that is meant in URLs of this scheme. */
  public int port(String scheme) {
    return port == 0 ? standard(scheme) : port;
  }

  /** As it stands in a URL: without the port that the scheme implies. */
  public String text(String scheme) {
    return port == 0 || port == standard(scheme) ? host : host + ":" + port;
  }

  /** The port that URLs of this scheme leave out. */
  public static int standard(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  public boolean isAddress() {
    return host.charAt(0) == '[' || isDigit(host.charAt(host.length() - 1));
  }

  /**
   * Letters, digits, hyphens and dots; underscores too, which container networks have in the names
   * that probes come by. What ends in a number is an address, as browsers see it.
   */
  private static String name(String name) {
    int length = name.endsWith(".") ? name.length() - 1 : name.length();
    if (length == 0 || length > LONGEST_NAME) {
      throw refused();
    }
    int label = 0;
    for (int i = 0; i <= length; i++) {
      char c = i == length ? '.' : name.charAt(i);
      if (c == '.') {
        if (i == label || i - label > LONGEST_LABEL) {
          throw refused();
        }
        label = i == length ? label : i + 1;
      } else if (!isLetter(c) && !isDigit(c) && c != '-' && c != '_') {
        throw refused();
      }
    }
    if (isNumber(name, label, length)
        && (length != name.length() || !NetUtil.isValidIpV4Address(name) || !isPlain(name))) {
      throw refused();
    }
    return name;
  }

  private static boolean isNumber(String name, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(name.charAt(i))) {
        // 0x7f000001 is a number too, where it is looked up.
        return i == from + 1 && name.charAt(from) == '0' && (name.charAt(i) | 0x20) == 'x';
      }
    }
    return true;
  }

  /** No octet with a zero in front, which some read as octal. */
  private static boolean isPlain(String address) {
    for (var octet : address.split("\\.", -1)) {
      if (octet.length() > 1 && octet.charAt(0) == '0') {
        return false;
      }
    }
    return true;
  }

  private static String ipv6(String bracketed) {
    if (!bracketed.endsWith("]") || bracketed.indexOf('%') >= 0) {
      throw refused();
    }
    var address = NetUtil.getByName(bracketed.substring(1, bracketed.length() - 1), false);
    if (address == null) {
      throw refused();
    }
    return "[" + NetUtil.toAddressString(address) + "]";
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "a host is a name or an address, and a port behind a colon where there is one");
  }
}
