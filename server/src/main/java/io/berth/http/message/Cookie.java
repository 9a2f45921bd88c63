package io.berth.http.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie to set (RFC 6265bis section 4.1), always for this very host, all of its paths, and out
 * of reach of scripts. Over HTTPS its name gets the prefix that keeps other hosts of the same
 * domain from setting it (RFC 6265bis section 4.1.3.2); {@link Request#cookie} asks for it by the
 * same name.
 *
 * @param maxAge null for the browser session, zero to remove the cookie
 */
public record Cookie(
    String name, String value, @Nullable Duration maxAge, boolean secure, SameSite sameSite) {
  static final String PREFIX = "__Host-";

  /** When the browser sends the cookie along. */
  public enum SameSite {
    STRICT("Strict"),
    LAX("Lax");

    private final String word;

    SameSite(String word) {
      this.word = word;
    }
  }

  String toHeader() {
    var line =
        new StringBuilder(secure ? PREFIX : "")
            .append(name)
            .append('=')
            .append(value)
            .append("; Path=/");
    if (maxAge != null) {
      line.append("; Max-Age=").append(maxAge.toSeconds());
    }
    line.append("; HttpOnly");
    if (secure) {
      line.append("; Secure");
    }
    return line.append("; SameSite=").append(sameSite.word).toString();
  }
}
