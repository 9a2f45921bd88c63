package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;

/** A manifest's name inside its repository (OCI distribution spec: at most 128 characters). */
public record Tag(String value) {
  private static final int MAX_LENGTH = 128;
  private static final int MAX_REFERRERS_HEX = 64;

  /**
   * @throws FaultException Invalid TAG
   */
  public static Tag parse(String text) {
    if (!isTag(text)) {
      throw FaultException.invalid(
          Fault.Part.TAG,
          "a tag has 1 to 128 letters, digits, '_', '.' or '-' and does not begin with '.' or '-': "
              + Quoted.of(text));
    }
    return new Tag(text);
  }

  /**
   * The tag under which a client that finds no referrers API keeps the index of a subject's
   * referrers: {@code <algorithm>-<digest>}, cut to 32 and 64 characters (OCI distribution spec,
   * referrers tag schema).
   */
  public static Tag ofReferrers(Digest subject) {
    var hex = subject.hex();
    return new Tag(
        subject.algorithm().word()
            + "-"
            + hex.substring(0, Math.min(MAX_REFERRERS_HEX, hex.length())));
  }

  private static boolean isTag(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var word =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!word && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
