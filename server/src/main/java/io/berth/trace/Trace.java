package io.berth.trace;

import java.util.Map;

/** The span of one request, from its begin to {@link #end}. May be told by several threads. */
public interface Trace {
  /** The trace's id: 32 hexadecimal digits in lower case. */
  String id();

  /** Whether anybody is told of it; where not, nothing needs to be made ready. */
  boolean isRecorded();

  /** A part of the request is over, at this moment. Of very many only the first are kept. */
  void add(Step step);

  /**
   * The request is over.
   *
   * @param name of the span
   * @param attributes by name, of types String and Long; one called {@code error.type} says that it
   *     failed
   */
  void end(String name, Map<String, Object> attributes);
}
