package io.berth.trace;

import org.jspecify.annotations.Nullable;

/**
 * The trace of the request being served, for what does not know of requests: the database, the
 * store, calls to the outside. Where nothing is traced it is not bound, and asking for it is all
 * that tracing costs.
 */
public final class CurrentTrace {
  private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

  private CurrentTrace() {}

  /** Binds a trace that is recorded, beside what is bound already. */
  public static ScopedValue.Carrier bind(ScopedValue.Carrier others, Trace trace) {
    return trace.isRecorded() ? others.where(CURRENT, trace) : others;
  }

  /** The one that is recorded now, or null. */
  public static @Nullable Trace get() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }
}
