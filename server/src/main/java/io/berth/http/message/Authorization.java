package io.berth.http.message;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as a request says them (RFC 9110 section 11.6.2).
 *
 * @param scheme as the client wrote it; see {@link #is}
 * @param credentials what stands behind it, "" for nothing
 */
public record Authorization(String scheme, String credentials) {
  /** A colon and nothing else, in Base64. */
  private static final String NOBODY = "Og==";

  /** What an Authorization header says; empty for none, or a blank one. */
  public static Optional<Authorization> of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    int blank = header.indexOf(' ');
    return Optional.of(
        blank < 0
            ? new Authorization(header, "")
            : new Authorization(header.substring(0, blank), header.substring(blank + 1).strip()));
  }

  /** Whether they are of this kind; schemes know no case. */
  public boolean is(String wanted) {
    return scheme.equalsIgnoreCase(wanted);
  }

  /** Whether they are a name and a password that are both empty, as some programs write nobody. */
  public boolean isNobody() {
    return is("basic") && credentials.equals(NOBODY);
  }

  /** The scheme in lower case, for messages. */
  public String kind() {
    return scheme.toLowerCase(Locale.ROOT);
  }

  /** Without the credentials: this may end up in logs. */
  @Override
  public String toString() {
    return scheme + " (credentials)";
  }
}
