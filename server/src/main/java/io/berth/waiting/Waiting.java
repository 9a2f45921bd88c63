package io.berth.waiting;

/** Marks what may wait, and runs work that must not. */
public final class Waiting {
  private static final ThreadLocal<Boolean> FORBIDDEN = new ThreadLocal<>();

  private Waiting() {}

  /** Work with a result. */
  @FunctionalInterface
  public interface Work<R, X extends Exception> {
    R run() throws X;
  }

  /**
   * Runs the work on this platform thread.
   *
   * @throws MustWait when it came to something that may wait. What it did before stays done, so it
   *     must be work that can be begun again
   */
  public static <R, X extends Exception> R forbidden(Work<R, X> work) throws X {
    FORBIDDEN.set(Boolean.TRUE);
    try {
      return work.run();
    } finally {
      FORBIDDEN.remove();
    }
  }

  /**
   * To be called before anything that may wait, and before any effect that must not happen twice.
   *
   * @throws MustWait when this thread must not wait
   */
  public static void begins() {
    // Work runs on virtual threads, which may always wait; only event loops look further.
    if (!Thread.currentThread().isVirtual() && FORBIDDEN.get() != null) {
      throw new MustWait();
    }
  }
}
