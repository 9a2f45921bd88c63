package io.berth.catalog;

/** Patterns for {@code LIKE … ESCAPE '\'} made from what people type. */
final class LikePattern {
  private LikePattern() {}

  /** Matches texts that contain this one. */
  static String contains(String text) {
    return '%' + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%';
  }
}
