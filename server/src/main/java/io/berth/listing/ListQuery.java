package io.berth.listing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is asked of a list.
 *
 * @param terms conditions that all hold, by {@link #key} of their column
 * @param sorts in which order, the first step first; none for the list's own
 * @param window which part of it
 */
public record ListQuery(Map<String, Term> terms, List<Sort> sorts, Window window) {
  /** All of a list in its own order. */
  public static final ListQuery ALL = new ListQuery(Map.of(), List.of(), Window.ALL);

  public ListQuery {
    terms = Map.copyOf(terms);
    sorts = List.copyOf(sorts);
  }

  /** A step of an order, by {@link #key} of its column. */
  public record Sort(String key, boolean descending) {}

  /**
   * Which part: at most {@code size} rows after the first {@code offset}.
   *
   * @param size 0 for all that follow
   */
  public record Window(long offset, int size) {
    /** Everything. */
    public static final Window ALL = new Window(0, 0);
  }

  /** A column's name as it is compared: {@code ProjectID} and {@code project_id} are one. */
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** The same with another condition, in place of what there was on that column. */
  public ListQuery with(String column, Term term) {
    var more = new HashMap<>(terms);
    more.put(key(column), term);
    return new ListQuery(more, sorts, window);
  }

  /** The same without conditions on that column. */
  public ListQuery without(String column) {
    var fewer = new HashMap<>(terms);
    fewer.remove(key(column));
    return new ListQuery(fewer, sorts, window);
  }

  /** The same, another part. */
  public ListQuery in(Window other) {
    return new ListQuery(terms, sorts, other);
  }
}
