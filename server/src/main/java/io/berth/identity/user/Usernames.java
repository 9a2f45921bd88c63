package io.berth.identity.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;

/**
 * What a username may look like (docs/reference/contracts/identity.md#usernames), and names made
 * from claims. A colon is refused on top, because HTTP Basic credentials cannot carry one (RFC 7617
 * section 2), and so is what cannot be seen.
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
    if (username.codePoints().anyMatch(Usernames::isForbidden)) {
      throw invalid(
          "the username must not contain any of , \" ~ # % $ : or control, invisible or unassigned"
              + " characters");
    }
    return username;
  }

  /** A valid name made from a claim: blanks and forbidden characters become underscores. */
  public static String from(String claim) {
    var name = new StringBuilder();
    claim
        .strip()
        .codePoints()
        .map(c -> Character.isWhitespace(c) || isForbidden(c) ? '_' : c)
        .forEach(name::appendCodePoint);
    if (name.length() <= MAX) {
      return name.toString();
    }
    return name.substring(0, Character.isHighSurrogate(name.charAt(MAX - 1)) ? MAX - 1 : MAX);
  }

  /** Two names that differ in what nobody sees look like one (Unicode section 23.2). */
  private static boolean isForbidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> FORBIDDEN.indexOf(c) >= 0;
    };
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
