package io.berth.listing;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What a list has for a query: the rows of a page at once, those of a longer part batch by batch,
 * so that it never stands in memory as a whole. To be read once.
 */
public final class Listed<T> {
  private final long total;
  private final List<T> first;
  private final Iterator<List<T>> rest;
  private final List<String> passedOver;

  /**
   * @param total how many rows there are for the query, in all its windows
   * @param first the first batch
   * @param rest those that follow, read when they are asked for
   * @param passedOver see {@link #passedOver}
   */
  Listed(long total, List<T> first, Iterator<List<T>> rest, List<String> passedOver) {
    this.total = total;
    this.first = List.copyOf(first);
    this.rest = rest;
    this.passedOver = List.copyOf(passedOver);
  }

  /** A part of what is in memory anyway. */
  public static <T> Listed<T> of(List<T> all, ListQuery.Window window) {
    var after = all.stream().skip(window.offset());
    var part = window.size() == 0 ? after.toList() : after.limit(window.size()).toList();
    return new Listed<>(all.size(), part, Collections.emptyIterator(), List.of());
  }

  /** How many rows there are for the query, in all its windows. */
  public long total() {
    return total;
  }

  /**
   * On what a condition of the query was and selected nothing: no column of the list, or one that
   * has no use for that form. As {@link ListQuery#key} has them, in the order of the alphabet.
   */
  public List<String> passedOver() {
    return passedOver;
  }

  /** The first batch, which is all of a page. */
  public List<T> items() {
    return first;
  }

  /** Whether {@link #items} is all. */
  public boolean isWhole() {
    return !rest.hasNext();
  }

  /** All of it in order. */
  public Iterator<List<T>> batches() {
    return new Iterator<>() {
      private boolean begun;

      @Override
      public boolean hasNext() {
        return !begun || rest.hasNext();
      }

      @Override
      public List<T> next() {
        if (begun) {
          return rest.next();
        }
        begun = true;
        return first;
      }
    };
  }

  /** The same made into something else, one batch at a time. */
  public <U> Listed<U> map(Function<List<T>, List<U>> function) {
    var batches = Spliterators.spliteratorUnknownSize(rest, Spliterator.ORDERED);
    return new Listed<>(
        total,
        function.apply(first),
        StreamSupport.stream(batches, false).map(function).iterator(),
        passedOver);
  }

  /** The same made into something else, one row at a time. */
  public <U> Listed<U> each(Function<T, U> function) {
    return map(rows -> rows.stream().map(function).toList());
  }
}
