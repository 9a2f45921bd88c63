package io.berth.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ZbTest {
  private static final String SAID =
      """
      Registry URL:      http://localhost:8080
      Starting tests ...
      ============
      Test name:            Push Monolith 1MB
      Time taken for tests: 2.777489641s
      Requests per second:  288.02988
      Complete requests:    80
      Failed requests:      0

      2xx responses: 80

      min: 953.2µs
      max: 1m1.578822s
      p50: 24.5ms
      p75: 32.802773ms
      p90: 45.945ms
      p99: 1m1.5s

      """;

  @Test
  void aPushIsARateWithItsPercentile() throws IOException {
    assertThat(Zb.sample(SAID, false, 7)).isEqualTo(new Sample(288.02988, 7, 61_500));
  }

  @Test
  void aPullIsItsMedianTime() throws IOException {
    assertThat(Zb.sample(SAID, true, 7)).isEqualTo(new Sample(24.5, 7, 61_500));
  }

  @Test
  void aRunWithFailuresIsNoMeasurement() {
    var failed = SAID.replace("Failed requests:      0", "Failed requests:      80");

    assertThatThrownBy(() -> Zb.sample(failed, false, 7)).isInstanceOf(IOException.class);
  }
}
