package io.berth.torture.tags;

/**
 * Something that was done to one tag, and what came of it.
 *
 * @param value what was written, read or deleted by digest; {@link #ABSENT} when nothing was there
 * @param from when it was asked, in nanoseconds of this machine
 * @param to when the answer was there
 */
record TagEvent(Kind kind, String value, long from, long to) {
  static final String ABSENT = "";

  enum Kind {
    /** The tag points at the value. Each value is written once. */
    WRITE,
    /** The tag was seen to point at the value. */
    READ,
    /** The tag was there and is gone. */
    UNTAG,
    /** The manifest is gone, and the tag if it pointed at it; it had been acknowledged before. */
    DELETE
  }

  /** Whether it could have happened with the tag in this state. */
  boolean possible(String state) {
    return switch (kind) {
      case WRITE, DELETE -> true;
      case READ -> state.equals(value);
      case UNTAG -> !state.equals(ABSENT);
    };
  }

  /** The state after it. */
  String after(String state) {
    return switch (kind) {
      case WRITE -> value;
      case READ -> state;
      case UNTAG -> ABSENT;
      case DELETE -> state.equals(value) ? ABSENT : state;
    };
  }
}
