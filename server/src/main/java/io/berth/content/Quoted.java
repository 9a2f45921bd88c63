package io.berth.content;

/** Bad input as it may appear in a message: short, in quotes, without control characters. */
final class Quoted {
  private static final int LIMIT = 80;

  private Quoted() {}

  static String of(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), LIMIT); i++) {
      var c = text.charAt(i);
      quoted.append(c < ' ' || c > '~' ? '?' : c);
    }
    return quoted.append(text.length() > LIMIT ? "…\"" : "\"").toString();
  }
}
