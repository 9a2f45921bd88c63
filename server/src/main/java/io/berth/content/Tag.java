package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;

/** A manifest's name inside its repository (OCI distribution spec: at most 128 characters). */
public record Tag(String value) {
  private static final int MAX_LENGTH = 128;

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
