package io.berth.pattern;

import com.google.re2j.Pattern;

/**
 * A pattern as Harbor's selectors have it, in the syntax of the Go library doublestar: {@code *}
 * stands for any characters but a slash, <code>**</code> as a whole step of a path for any number
 * of steps, {@code ?} for one character but a slash, {@code [a-c]} and {@code [^a-c]} for one of a
 * set or none of it, <code>{a,b}</code> for one of several, and a backslash takes from what follows
 * it its meaning. It is made into an expression of RE2, so that matching takes at most as many
 * steps as pattern and text have characters, multiplied.
 */
public final class Doublestar {
  /** Characters of a pattern at most. */
  public static final int LONGEST = 500;

  private static final int DEEPEST = 10;
  private static final String NO_SLASH = "[^/]";

  private final String text;
  private final Pattern compiled;

  private Doublestar(String text, Pattern compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /** The pattern, or why there is none. */
  public sealed interface Read {}

  /** It can be used. */
  public record Usable(Doublestar pattern) implements Read {}

  /**
   * It cannot.
   *
   * @param reason goes on after "the pattern" or a field's name
   */
  public record Refused(String reason) implements Read {}

  /** Reads a pattern; the empty one fits everything, as in Harbor. */
  public static Read read(String text) {
    if (text.length() > LONGEST) {
      return new Refused("has more than " + LONGEST + " characters");
    }
    try {
      var regex = text.isEmpty() ? ".*" : new Translation(text).whole();
      return new Usable(new Doublestar(text, Pattern.compile(regex, Pattern.DOTALL)));
    } catch (BadPattern e) {
      return new Refused(e.reason);
    }
  }

  /** Whether the whole text fits. */
  public boolean fits(String name) {
    return compiled.matches(name);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class BadPattern extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    BadPattern(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  /** One walk over a pattern, from its beginning to its end. */
  private static final class Translation {
    private final String from;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int depth;

    Translation(String from) {
      this.from = from;
    }

    String whole() throws BadPattern {
      while (at < from.length()) {
        one();
      }
      if (depth > 0) {
        throw new BadPattern("has a { without its }");
      }
      return regex.toString();
    }

    private void one() throws BadPattern {
      int c = from.codePointAt(at);
      switch (c) {
        case '*' -> stars();
        case '?' -> add(NO_SLASH);
        case '[' -> set();
        case '{' -> open();
        case ',' -> add(depth > 0 ? "|" : ",");
        case '}' -> close();
        case '\\' -> {
          at++;
          literal();
        }
        default -> literal();
      }
    }

    private void add(String expression) {
      regex.append(expression);
      at++;
    }

    private void literal() throws BadPattern {
      if (at >= from.length()) {
        throw new BadPattern("ends with a backslash");
      }
      int c = from.codePointAt(at);
      regex.append(Pattern.quote(Character.toString(c)));
      at += Character.charCount(c);
    }

    /** A step of stars alone may stand for several steps, or with its slash for none. */
    private void stars() {
      int begin = at;
      while (at < from.length() && from.charAt(at) == '*') {
        at++;
      }
      boolean isStep = at - begin == 2 && beginsStep(begin) && endsStep();
      if (!isStep) {
        regex.append(NO_SLASH).append('*');
      } else if (at < from.length() && from.charAt(at) == '/') {
        at++;
        regex.append("(?:[^/]*/)*");
      } else {
        regex.append(".*");
      }
    }

    private boolean beginsStep(int begin) {
      return begin == 0
          || from.charAt(begin - 1) == '/'
          || (depth > 0 && "{,".indexOf(from.charAt(begin - 1)) >= 0);
    }

    private boolean endsStep() {
      return at == from.length()
          || from.charAt(at) == '/'
          || (depth > 0 && ",}".indexOf(from.charAt(at)) >= 0);
    }

    private void open() throws BadPattern {
      if (++depth > DEEPEST) {
        throw new BadPattern("has more than " + DEEPEST + " { within one another");
      }
      add("(?:");
    }

    private void close() throws BadPattern {
      if (depth == 0) {
        literal();
      } else {
        depth--;
        add(")");
      }
    }

    private void set() throws BadPattern {
      at++;
      var negated = at < from.length() && (from.charAt(at) == '^' || from.charAt(at) == '!');
      var members = new StringBuilder();
      if (negated) {
        at++;
        members.append('/'); // no set stands for a slash
      }
      int begin = at;
      while (at < from.length() && from.charAt(at) != ']') {
        range(members);
      }
      if (at >= from.length()) {
        throw new BadPattern("has a [ without its ]");
      }
      if (at == begin) {
        throw new BadPattern("has an empty []");
      }
      add((negated ? "[^" : "[") + members + "]");
    }

    private void range(StringBuilder members) throws BadPattern {
      int low = member();
      int high = low;
      if (at < from.length() && from.charAt(at) == '-') {
        at++;
        high = member();
      }
      if (high < low) {
        throw new BadPattern("has a range in [] whose end comes before its beginning");
      }
      members.append("\\x{%x}".formatted(low)).append(high > low ? "-\\x{%x}".formatted(high) : "");
    }

    private int member() throws BadPattern {
      if (at < from.length() && from.charAt(at) == '\\') {
        at++;
      } else if (at < from.length() && "-]".indexOf(from.charAt(at)) >= 0) {
        throw new BadPattern("has a - in [] that stands between no two characters");
      }
      if (at >= from.length()) {
        throw new BadPattern("has a [ without its ]");
      }
      int c = from.codePointAt(at);
      at += Character.charCount(c);
      return c;
    }
  }
}
