package io.berth.trace;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where traces go. None of its methods waits or fails, whatever becomes of what it is told. */
public interface Tracer extends AutoCloseable {
  /**
   * A request begins: a span of its own, in the trace that the client says ({@code traceparent},
   * {@code tracestate}), or in a new one.
   *
   * @param headers the first value of a header by its name, null when there is none
   * @param trusted whether the client's word on what is recorded counts; otherwise only the id of
   *     its trace does
   */
  Trace begin(Function<String, @Nullable String> headers, boolean trusted);

  /** A step that belongs to no request is over. */
  void alone(Step step);

  /** Sends what waits, for a second or two at most. */
  @Override
  void close();
}
