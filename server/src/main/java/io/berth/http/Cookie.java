package io.berth.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie to set (RFC 6265bis section 4.1).
 *
 * @param maxAge null for the browser session, zero to remove the cookie
 */
public record Cookie(
    String name,
    String value,
    String path,
    @Nullable Duration maxAge,
    boolean secure,
    boolean httpOnly,
    SameSite sameSite) {

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
    var line = new StringBuilder(name).append('=').append(value).append("; Path=").append(path);
    if (maxAge != null) {
      line.append("; Max-Age=").append(maxAge.toSeconds());
    }
    if (httpOnly) {
      line.append("; HttpOnly");
    }
    if (secure) {
      line.append("; Secure");
    }
    return line.append("; SameSite=").append(sameSite.word).toString();
  }
}
