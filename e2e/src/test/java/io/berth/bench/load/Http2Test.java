package io.berth.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Http2Test {
  private static final String SAID =
      """
      Application protocol: h2

      finished in 1.02s, 1960.50 req/s, 362.69KB/s
      requests: 2000 total, 2000 started, 2000 done, 2000 succeeded, 0 failed, 0 errored, 0 timeout
      status codes: 2000 2xx, 0 3xx, 0 4xx, 0 5xx
      """;

  @TempDir Path folder;

  @Test
  void aRunIsARateWithThePercentileOfItsLog() throws IOException {
    var log = Files.writeString(folder.resolve("log"), "1796\t200\t450\n1797\t200\t2500\n");

    assertThat(Http2.sample(SAID, log, 4_000)).isEqualTo(new Sample(1960.5, 2, 2.5));
  }

  @Test
  void answersThatAreNotWhatWasAskedForAreNoMeasurement() throws IOException {
    var log = Files.writeString(folder.resolve("log"), "1796\t401\t450\n");
    var refused = SAID.replace("2000 2xx, 0 3xx, 0 4xx", "0 2xx, 0 3xx, 2000 4xx");
    var old = SAID.replace("protocol: h2", "protocol: http/1.1");

    assertThatThrownBy(() -> Http2.sample(refused, log, 0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Http2.sample(old, log, 0)).isInstanceOf(IOException.class);
  }
}
