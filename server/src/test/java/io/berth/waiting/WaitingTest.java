package io.berth.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class WaitingTest {
  @Test
  void workThatMustNotWaitIsLeftWhereItWould() {
    assertThatThrownBy(
            () ->
                Waiting.forbidden(
                    () -> {
                      Waiting.begins();
                      return "waited";
                    }))
        .isInstanceOf(MustWait.class);
  }

  @Test
  void workThatNeedNotWaitGivesItsResult() {
    assertThat(Waiting.forbidden(() -> "at once")).isEqualTo("at once");
  }

  @Test
  void afterwardsTheThreadMayWaitAgain() {
    assertThatThrownBy(
            () ->
                Waiting.forbidden(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThatCode(Waiting::begins).doesNotThrowAnyException();
  }

  @Test
  void aVirtualThreadStartedMeanwhileMayWait() throws InterruptedException {
    var problem = new AtomicReference<Throwable>();
    var thread =
        Waiting.forbidden(
            () ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          try {
                            Waiting.begins();
                          } catch (MustWait e) {
                            problem.set(e);
                          }
                        }));
    thread.join();

    assertThat(problem.get()).isNull();
  }
}
