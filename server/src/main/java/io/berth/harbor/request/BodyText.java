package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import org.jspecify.annotations.Nullable;

/** Texts in bodies: one that is null or absent is empty, as in Go. */
public final class BodyText {
  private BodyText() {}

  public static String of(@Nullable String value) {
    return value == null ? "" : value;
  }

  /**
   * One that Harbor's document asks for.
   *
   * @throws FaultException Invalid SCHEMA when it is empty
   */
  public static String required(@Nullable String value, String field) {
    if (value == null || value.isEmpty()) {
      throw FaultException.invalid(Fault.Part.SCHEMA, field + " in body is required");
    }
    return value;
  }

  /**
   * One whose length Harbor's document limits.
   *
   * @throws FaultException Invalid SCHEMA when it is longer
   */
  public static String of(@Nullable String value, String field, int most) {
    var text = of(value);
    if (text.codePointCount(0, text.length()) > most) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA, field + " must have at most " + most + " characters");
    }
    return text;
  }
}
