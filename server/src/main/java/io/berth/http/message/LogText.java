package io.berth.http.message;

/**
 * Text that somebody else chose, on its way into a log: what would end a line, move a terminal's
 * cursor or turn the direction of reading is written as its number, {@code \}{@code u001b}. Inside
 * a JSON string that is an escape of the same character.
 */
public final class LogText {
  private LogText() {}

  /** The same text with nothing in it but what can be seen. */
  public static String plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return escaped(text, i);
      }
    }
    return text;
  }

  private static String escaped(String text, int from) {
    var plain = new StringBuilder(text.length() + 32).append(text, 0, from);
    for (int i = from; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (isHarmless(c)) {
        plain.append(text, i, next);
      } else {
        for (; i < next; i++) {
          plain.append("\\u%04x".formatted((int) text.charAt(i)));
        }
      }
      i = next;
    }
    return plain.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
