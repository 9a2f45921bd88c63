package io.berth.listing;

import java.util.List;

/** One condition on one column of a list, with values as they were written. */
public sealed interface Term {
  /** The column is this. */
  record Exact(String value) implements Term {}

  /** The column contains this, in any case. */
  record Fuzzy(String part) implements Term {}

  /**
   * The column is between these, both included.
   *
   * @param from "" for no lower end
   * @param to "" for no upper end; one of the two is there
   */
  record Range(String from, String to) implements Term {}

  /** The column is one of these; of no values nothing is. */
  record Union(List<String> values) implements Term {
    public Union {
      values = List.copyOf(values);
    }
  }

  /** The column has all of these; passed over for a column that has one value. */
  record Intersection(List<String> values) implements Term {
    public Intersection {
      values = List.copyOf(values);
    }
  }
}
