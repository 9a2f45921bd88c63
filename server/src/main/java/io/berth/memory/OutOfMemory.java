package io.berth.memory;

import org.jspecify.annotations.Nullable;

/**
 * The end of a process that ran out of memory. Threads that die in the middle of something leave a
 * server that listens and answers nobody; one that ends is started again by whoever runs it. The
 * launcher's flag {@code -XX:+ExitOnOutOfMemoryError} does the same for what the Java machine
 * throws itself, but not for what Java code throws when direct memory is used up.
 */
public final class OutOfMemory {
  /** The exit code that the Java machine's own flag has. */
  private static final int EXIT = 3;

  private static final int DEEPEST = 16;

  private OutOfMemory() {}

  /** Ends the process when that was the reason. Takes no memory on the way. */
  public static void check(@Nullable Throwable e) {
    int depth = 0;
    for (var cause = e; cause != null && depth < DEEPEST; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        end(cause);
      }
      depth++;
    }
  }

  private static void end(Throwable e) {
    try {
      System.err.println("berth: out of memory, ending: " + e.getMessage());
    } finally {
      Runtime.getRuntime().halt(EXIT);
    }
  }

  /** Also threads that nobody looks after end the process. To be called once, at the start. */
  public static void watchThreads() {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          check(e);
          if (before != null) {
            before.uncaughtException(thread, e);
          } else {
            System.err.println("Exception in thread \"" + thread.getName() + "\"");
            e.printStackTrace(System.err);
          }
        });
  }
}
