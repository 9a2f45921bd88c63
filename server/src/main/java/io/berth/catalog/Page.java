package io.berth.catalog;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many there are on all pages
 */
public record Page<T>(List<T> items, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** Which page: at most {@code size} things after the first {@code offset}. */
  public record Window(long offset, int size) {}
}
