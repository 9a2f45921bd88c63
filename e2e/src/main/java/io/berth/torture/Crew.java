package io.berth.torture;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many doing the same at once. */
public final class Crew {
  private Crew() {}

  /** One member's work. */
  public interface Work {
    void run(int member) throws Exception;
  }

  /**
   * Starts so many, each on a virtual thread, and waits for all.
   *
   * @throws Exception the first failure, after all ended
   */
  public static void run(int members, Work work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < members; i++) {
        int member = i;
        running.add(
            threads.submit(
                () -> {
                  work.run(member);
                  return null;
                }));
      }
      for (var one : running) {
        try {
          one.get();
        } catch (ExecutionException e) {
          throw new Exception("member failed", e.getCause());
        }
      }
    }
  }
}
