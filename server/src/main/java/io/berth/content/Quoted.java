package io.berth.content;

/** Bad input as it may appear in a message: short, in quotes, without control characters. */
final class Quoted {
  private static final int LIMIT = 80;

  private Quoted() {}

  static String of(String text) {
    var printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return '"'
        + (printable.length() > LIMIT ? printable.substring(0, LIMIT) + "…" : printable)
        + '"';
  }
}
