package io.berth.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LanesTest {
  private final AtomicLong ticks = new AtomicLong();
  private final Lanes lanes = new Lanes(ticks::get);

  private void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  @Test
  void giantsMakeRoomForTheQuickOnesAndTakeTurns() throws Exception {
    var giants = new ArrayList<Lanes.Place>();
    for (int i = 0; i < Lanes.QUICK; i++) {
      giants.add(lanes.enter().orElseThrow());
    }
    assertThat(lanes.enter()).isEmpty();
    pass(Duration.ofSeconds(11));
    for (int i = 0; i < Lanes.LONG; i++) {
      giants.get(i).await();
    }
    var waiting = Thread.ofVirtual().start(() -> goOn(giants.get(Lanes.LONG)));
    Await.until("the fifth giant waits", () -> waiting.getState() == Thread.State.WAITING);

    var quick = lanes.enter().orElseThrow();
    quick.leave();
    pass(Duration.ofSeconds(31));
    var gaveWay = Thread.ofVirtual().start(() -> goOn(giants.getFirst()));
    waiting.join();
    giants.get(1).leave();
    gaveWay.join();
  }

  private static void goOn(Lanes.Place place) {
    try {
      place.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoWasInterruptedWhileWaitingGivesNothingBackThatItHasNot() throws Exception {
    for (int i = 0; i < Lanes.LONG; i++) {
      var giant = lanes.enter().orElseThrow();
      pass(Duration.ofSeconds(11));
      giant.await();
    }
    var one = lanes.enter().orElseThrow();
    pass(Duration.ofSeconds(11));
    var waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  goOn(one);
                  one.leave();
                });
    Await.until("it waits", () -> waiting.getState() == Thread.State.WAITING);
    waiting.interrupt();
    waiting.join();

    for (int i = 0; i < Lanes.QUICK; i++) {
      assertThat(lanes.enter()).isPresent();
    }
    assertThat(lanes.enter()).isEmpty();
  }
}
