package io.berth.http.message;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which trace of a client's a request belongs to (W3C Trace Context, section 3.2): 32 lower-case
 * hexadecimal digits, not all zero. It is written into the log, and continued where traces are
 * recorded ({@link RequestTrace}).
 */
public final class TraceContext {
  /** The header that carries it. */
  public static final String HEADER = "traceparent";

  /** What log events have it under. */
  public static final String LOGGED_AS = "trace_id";

  private static final Pattern TRACEPARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private static final String NONE = "0".repeat(32);

  /** A version has its own length, and later ones may be longer. */
  private static final int LONGEST = 200;

  private TraceContext() {}

  /**
   * The trace's id; empty for a header that is none.
   *
   * @param header null when the request has none
   */
  public static Optional<String> id(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(value -> value.length() <= LONGEST)
        .map(TRACEPARENT::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .filter(id -> !id.equals(NONE));
  }
}
