package io.berth.server.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FirstRequestsTest {
  @Test
  void areAllAnsweredAndLeaveNoThreadBehind() throws InterruptedException {
    var requests = FirstRequests.begin(Clock.systemUTC());
    requests.thread().join(TimeUnit.SECONDS.toMillis(60));

    assertThat(requests.thread().isAlive()).isFalse();
    assertThat(requests.answered()).isEqualTo(FirstRequests.ALL);
    requests.end();
  }

  @Test
  void aStartThatIsOverDoesNotWaitForTheRest() throws InterruptedException {
    var requests = FirstRequests.begin(Clock.systemUTC());
    requests.end();
    int answered = requests.answered();
    requests.thread().join(TimeUnit.SECONDS.toMillis(60));

    // One may have been under way.
    assertThat(requests.answered()).isBetween(answered, Math.min(answered + 1, FirstRequests.ALL));
  }
}
