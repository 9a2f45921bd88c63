package io.berth.memory;

import static io.berth.memory.Budget.Taking.ALL_SPENT;
import static io.berth.memory.Budget.Taking.SHARE_SPENT;
import static io.berth.memory.Budget.Taking.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Shares of a budget. */
final class BudgetTest {
  @Test
  void oneHolderNeverTakesEverything() {
    var budget = new Budget(900, 2);

    assertThat(takeAll(budget, "one")).isEqualTo(300);
    assertThat(budget.take("one", 1)).isEqualTo(SHARE_SPENT);
    assertThat(budget.take("other", 100)).isEqualTo(TAKEN);
  }

  @Test
  void manyHoldersGetLessEachAndTheNextStillGetsSome() {
    var budget = new Budget(1_000, 1);
    for (int i = 0; i < 8; i++) {
      assertThat(takeAll(budget, "greedy " + i)).isPositive();
    }

    assertThat(budget.take("modest", 1)).isEqualTo(TAKEN);
  }

  @Test
  void whatIsNotThereNobodyGets() {
    var budget = new Budget(10, 1);

    assertThat(budget.take(Budget.EVERYBODY, 10)).isEqualTo(TAKEN);
    assertThat(budget.take("one", 1)).isEqualTo(ALL_SPENT);
  }

  @Test
  void whatIsGivenBackIsThereAgain() throws Exception {
    var budget = new Budget(1_000_000, 1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      var holder = "holder " + (i % 3);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = 0; n < 10_000; n++) {
                      if (budget.take(holder, 7) == TAKEN) {
                        budget.give(holder, 7);
                      }
                    }
                  }));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(budget.used()).isZero();
    assertThat(takeAll(budget, "holder 0")).isEqualTo(500_000);
  }

  private static long takeAll(Budget budget, String holder) {
    long got = 0;
    while (budget.take(holder, 1) == TAKEN) {
      got++;
    }
    return got;
  }
}
