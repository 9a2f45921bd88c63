package io.berth.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many things at the same moment. */
public final class Burst {
  private Burst() {}

  /** What each came to; all begin once all are ready. */
  public static <T> List<T> of(int many, IntFunction<Callable<T>> work) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < many; i++) {
        var one = work.apply(i);
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return one.call();
                }));
      }
      start.countDown();
      var results = new ArrayList<T>();
      for (var one : running) {
        results.add(result(one));
      }
      return results;
    }
  }

  private static <T> T result(Future<T> one) throws Exception {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** How often this came. */
  public static <T> long count(List<T> results, T wanted) {
    return results.stream().filter(wanted::equals).count();
  }
}
