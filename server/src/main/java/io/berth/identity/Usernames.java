package io.berth.identity;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;

/**
 * What a username may look like (contracts/harbor.md section 1.4), and names made from claims. A
 * colon is refused on top, because HTTP Basic credentials cannot carry one (RFC 7617 section 2).
 */
public final class Usernames {
  private static final int MAX = 255;
  private static final String FORBIDDEN = ",\"~#%$:";

  private Usernames() {}

  /**
   * The name, unchanged.
   *
   * @throws FaultException Invalid BODY when it is empty, too long or holds a forbidden character
   */
  public static String check(String username) {
    if (username.isBlank() || username.length() > MAX) {
      throw invalid("the username must have 1 to " + MAX + " characters");
    }
    if (!username.strip().equals(username)) {
      throw invalid("the username must not begin or end with a blank");
    }
    if (username.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0 || Character.isISOControl(c))) {
      throw invalid("the username must not contain any of , \" ~ # % $ : or control characters");
    }
    return username;
  }

  /** A valid name made from a claim: blanks and forbidden characters become underscores. */
  public static String from(String claim) {
    var name = new StringBuilder();
    claim
        .strip()
        .codePoints()
        .map(
            c ->
                Character.isWhitespace(c) || Character.isISOControl(c) || FORBIDDEN.indexOf(c) >= 0
                    ? '_'
                    : c)
        .forEach(name::appendCodePoint);
    return name.length() <= MAX ? name.toString() : name.substring(0, MAX);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
