package io.berth.waiting;

/**
 * Leaves work that was to be done without waiting and cannot be. An error, not an exception, so
 * that nobody on the way takes it for a failure; carries no stack.
 */
public final class MustWait extends Error {
  private static final long serialVersionUID = 1;

  MustWait() {
    super("this thread must not wait", null, false, false);
  }
}
