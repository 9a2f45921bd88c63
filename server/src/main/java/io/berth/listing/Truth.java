package io.berth.listing;

import java.util.Locale;
import java.util.Set;

/** Booleans in queries, in all the words that Harbor takes. */
public final class Truth {
  private static final Set<String> TRUE =
      Set.of("true", "1", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled");

  private Truth() {}

  /** True for a word for it in any case, and false for every other text. */
  public static boolean of(String text) {
    return TRUE.contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
