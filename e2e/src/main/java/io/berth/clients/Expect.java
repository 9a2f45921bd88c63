package io.berth.clients;

import java.util.Objects;

/**
 * What a program's answer must be; anything else is said in words and makes its operation wrong.
 */
public final class Expect {
  private Expect() {}

  /** The text has all of these. */
  public static void contains(String said, String... wanted) {
    for (var part : wanted) {
      if (!said.contains(part)) {
        throw new AssertionError("no \"" + part + "\" in: " + said.strip());
      }
    }
  }

  public static void equal(Object seen, Object wanted) {
    if (!Objects.equals(seen, wanted)) {
      throw new AssertionError("not " + wanted + " but " + seen);
    }
  }

  /** The text has not this. */
  public static void lacks(String said, String part) {
    if (said.contains(part)) {
      throw new AssertionError("\"" + part + "\" in: " + said.strip());
    }
  }
}
