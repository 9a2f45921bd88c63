package io.berth.e2e.recordings;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text in which a star stands for any characters. */
record Glob(String text, Pattern pattern) {
  static Glob of(String text) {
    var expression =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return new Glob(text, Pattern.compile(expression, Pattern.DOTALL));
  }

  boolean matches(String other) {
    return pattern.matcher(other).matches();
  }
}
