package io.berth.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression that somebody typed, in the syntax of RE2, which is that of Harbor: no
 * looking around and no back references, therefore no going back. Only this class compiles what is
 * stored; expressions of the program's own are constants.
 */
public final class LinearRegex {
  static final int LONGEST = 1_000;

  /** Steps of the compiled form, each of which may be tried at each character. */
  static final int LARGEST = 1_000;

  /** Characters looked at in one call, multiplied by the steps: some hundredths of a second. */
  static final long MOST_WORK = 5_000_000;

  /** Repetitions written out before the compiled form is measured. */
  private static final long MOST_WRITTEN_OUT = 200_000;

  /** Counted repetitions; a group before them makes those inside count again. */
  private static final Pattern COUNTED = Pattern.compile("(.?)\\{(\\d+)(?:,(\\d*))?\\}");

  private final Pattern compiled;

  private LinearRegex(Pattern compiled) {
    this.compiled = compiled;
  }

  /** The expression, or why there is none. */
  public sealed interface Read {}

  /** It can be used. */
  public record Usable(LinearRegex expression) implements Read {}

  /**
   * It cannot.
   *
   * @param reason goes on after "the expression" or a field's name
   */
  public record Refused(String reason) implements Read {}

  /** Reads an expression. */
  public static Read read(String text) {
    if (text.length() > LONGEST) {
      return new Refused("has more than " + LONGEST + " characters");
    }
    if (writtenOut(text) > MOST_WRITTEN_OUT) {
      return new Refused("repeats too much");
    }
    try {
      var compiled = Pattern.compile(text);
      return compiled.programSize() > LARGEST
          ? new Refused("repeats too much")
          : new Usable(new LinearRegex(compiled));
    } catch (PatternSyntaxException e) {
      return new Refused("is not a regular expression: " + reason(e));
    }
  }

  private static String reason(PatternSyntaxException e) {
    return e.getPattern() == null || e.getPattern().isEmpty()
        ? e.getDescription()
        : e.getDescription() + ": " + e.getPattern();
  }

  /**
   * At most how large it is with its repetitions written out. A group may hold all others, so each
   * count behind a bracket multiplies; where the text only looks so it is refused too early, never
   * too late.
   */
  private static double writtenOut(String text) {
    double groups = 1;
    int single = 1;
    var counted = COUNTED.matcher(text);
    while (counted.find()) {
      var least = number(counted.group(2));
      var most = counted.group(3) == null ? least : Math.max(least, number(counted.group(3)));
      if (counted.group(1).equals(")")) {
        groups *= Math.max(1, most);
      } else {
        single = Math.max(single, most);
      }
    }
    return groups * single * text.length();
  }

  /** RE2 itself takes no count above a thousand. */
  private static int number(String digits) {
    return digits.isEmpty() ? 0 : digits.length() > 4 ? 10_000 : Integer.parseInt(digits);
  }

  /**
   * What was found, and whether all was looked at.
   *
   * @param complete false when there was more than one call may cost
   */
  public record Found(List<String> texts, boolean complete) {
    public Found {
      texts = List.copyOf(texts);
    }
  }

  /** Those of the texts in which it is found somewhere, in order. */
  public Found in(List<String> texts) {
    long left = MOST_WORK;
    var found = new ArrayList<String>();
    for (var text : texts) {
      left -= (long) compiled.programSize() * (text.length() + 1);
      if (left < 0) {
        return new Found(found, false);
      }
      if (compiled.matcher(text).find()) {
        found.add(text);
      }
    }
    return new Found(found, true);
  }

  @Override
  public String toString() {
    return compiled.pattern();
  }
}
