package io.berth.pattern;

/**
 * A text in which a star stands for any characters, none and slashes too, and nothing else is
 * special.
 */
public final class Wildcards {
  private Wildcards() {}

  /**
   * Whether the whole text fits. The parts between the stars are looked for from left to right and
   * never again: what lies before the first place of a part can only help those behind it. So it
   * takes at most as many steps as pattern and text have characters, multiplied.
   */
  public static boolean fit(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    int last = pattern.lastIndexOf('*');
    int end = text.length() - (pattern.length() - last - 1);
    if (end < star
        || !text.startsWith(pattern.substring(0, star))
        || !text.endsWith(pattern.substring(last + 1))) {
      return false;
    }
    int from = star;
    while (star < last) {
      int next = pattern.indexOf('*', star + 1);
      int at = text.indexOf(pattern.substring(star + 1, next), from);
      from = at + next - star - 1;
      if (at < 0 || from > end) {
        return false;
      }
      star = next;
    }
    return true;
  }
}
