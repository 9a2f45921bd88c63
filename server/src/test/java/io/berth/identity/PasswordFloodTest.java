package io.berth.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.user.Passwords;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class PasswordFloodTest {
  private static final int FLOOD = 300;

  @Test
  void aFloodIsToldToComeBackLaterAndTakesNoMoreMemoryThanItsPlaces() throws Exception {
    var passwords = new Passwords(new SecureRandom(), 1);
    var stored = passwords.hash("Right1234");
    var go = new CountDownLatch(1);
    var tries = new ArrayList<Future<Boolean>>();
    long before = usedHeap();
    long start = System.nanoTime();
    int right = 0;
    int later = 0;
    long most = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < FLOOD; i++) {
        tries.add(
            threads.submit(
                () -> {
                  go.await();
                  return passwords.verify("Right1234", stored);
                }));
      }
      go.countDown();
      for (var one : tries) {
        try {
          right += one.get() ? 1 : 0;
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(((FaultException) java.util.Objects.requireNonNull(e.getCause())).fault())
              .isInstanceOf(Fault.TooManyRequests.class);
          later++;
        }
        most = Math.max(most, usedHeap());
      }
    }

    assertThat(right + later).isEqualTo(FLOOD);
    assertThat(right).as("those who waited in the queue").isPositive();
    assertThat(later).as("those for whom there was no room").isPositive();
    assertThat(passwords.verify("Right1234", stored)).as("afterwards as before").isTrue();
    System.out.printf(
        "%d at once: %d let in, %d told to wait, %d ms, heap %d to %d MiB%n",
        FLOOD, right, later, (System.nanoTime() - start) / 1_000_000, before >> 20, most >> 20);
  }

  private static long usedHeap() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
