package io.berth.e2e.recordings;

/**
 * One thing in which two answers differ.
 *
 * @param where path of a member ({@code [].tags[].id}), name of a header, "" for the whole answer
 * @param recorded Harbor's, in brief
 * @param answered the other's, in brief
 */
record Difference(Kind kind, String where, String recorded, String answered) {
  /** What differs. */
  enum Kind {
    STATUS,
    /** The error's code. */
    CODE,
    /** An error in another form. */
    ENVELOPE,
    /** An error's message, the code being the same. */
    WORDS,
    /** A text that is no JSON. */
    TEXT,
    TYPE,
    EMPTY_LIST,
    MEMBER_MISSING,
    MEMBER_MORE,
    ROWS,
    ROWS_MISSING,
    ROWS_MORE,
    ORDER,
    VALUE,
    HEADER;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /** No client stumbles over it: other words, more members, [] for null, the session's headers. */
  boolean minor() {
    return switch (kind) {
      case WORDS, MEMBER_MORE, EMPTY_LIST -> true;
      case HEADER -> where.equals("Set-Cookie") || where.equals("X-Harbor-CSRF-Token");
      default -> false;
    };
  }

  /** What became of Harbor's. */
  String change() {
    return recorded + " -> " + answered;
  }

  @Override
  public String toString() {
    return kind + (where.isEmpty() ? "" : " " + where) + ": " + change();
  }
}
