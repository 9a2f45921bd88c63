package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ResponseBacklogTest {
  private final ResponseBacklog.OfAnswer answer = new ResponseBacklog.OfAnswer(4);

  private void fill() {
    for (int i = 0; i < 4; i++) {
      answer.more();
    }
  }

  @Test
  void whileThereIsRoomNobodyWaits() throws IOException {
    answer.more();
    assertThat(answer.awaitRoom()).isTrue();
  }

  @Test
  void whoWaitsForRoomGoesOnWhenHalfIsGone() throws Exception {
    fill();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(answer::awaitRoom);
      answer.less();
      assertThat(waiting.isDone()).isFalse();
      answer.less();
      assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whoWaitsForAllOfThemGoesOnWhenAllAreGone() throws Exception {
    fill();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(answer::awaitNone);
      for (int i = 0; i < 4; i++) {
        assertThat(waiting.isDone()).isFalse();
        answer.less();
      }
      assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
