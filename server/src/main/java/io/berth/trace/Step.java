package io.berth.trace;

import java.util.Map;

/**
 * A part of a request that is over: a statement, a call of the store, a call to the outside.
 *
 * @param name of its span: few different ones
 * @param kind where it was done
 * @param nanos how long it took until now
 * @param attributes by name, of types String and Long; {@link #ERROR} says that it failed
 */
public record Step(String name, Kind kind, long nanos, Map<String, Object> attributes) {
  /** The attribute that says in a word or a class's name why something failed. */
  public static final String ERROR = "error.type";

  /** Where something is done. */
  public enum Kind {
    /** In this process. */
    INSIDE,
    /** By another one that was asked. */
    OUTSIDE
  }

  public Step {
    attributes = Map.copyOf(attributes);
  }
}
