package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.regex.Pattern;

/** A manifest's name inside its repository (OCI distribution spec: at most 128 characters). */
public record Tag(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  /**
   * @throws FaultException Invalid TAG
   */
  public static Tag parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw FaultException.invalid(
          Fault.Part.TAG,
          "a tag has 1 to 128 letters, digits, '_', '.' or '-' and does not begin with '.' or '-': "
              + Quoted.of(text));
    }
    return new Tag(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
