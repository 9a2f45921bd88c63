package io.berth.search;

import java.util.List;

/**
 * What was found.
 *
 * @param items the first of them
 * @param more whether there are more than these
 */
public record Hits<T>(List<T> items, boolean more) {
  public Hits {
    items = List.copyOf(items);
  }

  /** The first {@code most} of what was found when one more was looked for. */
  static <T> Hits<T> of(List<T> found, int most) {
    return new Hits<>(found.stream().limit(most).toList(), found.size() > most);
  }
}
