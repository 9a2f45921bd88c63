package io.berth.control.call;

import io.berth.control.schema.BodyReader;
import io.berth.fault.FaultException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a browser may be sent with or without a code: https anywhere, plain http only on this
 * computer (RFC 8252 section 7.3), never with user information or a fragment.
 */
public final class RedirectUri {
  private static final int LONGEST = 2000;

  private RedirectUri() {}

  /**
   * The URL as it was given, checked.
   *
   * @param what the word for it in the refusal
   * @throws FaultException Invalid BODY
   */
  public static String check(String what, String url) {
    try {
      var uri = new URI(url);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      var host = uri.getHost();
      var good =
          url.length() <= LONGEST
              && url.chars().allMatch(c -> c > 0x20 && c < 0x7f)
              && host != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && (scheme.equals("https") || (scheme.equals("http") && isLoopback(host)));
      if (good) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw BodyReader.invalid(
        what + " must be an https URL, or an http URL of localhost, without user and fragment");
  }

  /** Scheme, host and port of a checked URL. */
  public static String origin(String url) {
    var uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("[::1]");
  }
}
