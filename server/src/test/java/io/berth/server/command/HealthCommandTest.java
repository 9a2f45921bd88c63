package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.security.RunningBerth;
import io.berth.server.Main;
import io.berth.sql.Dialect;
import io.berth.testing.ClosedPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int health(String... flags) {
    var words = new String[flags.length + 1];
    words[0] = "health";
    System.arraycopy(flags, 0, words, 1, flags.length);
    var out = new PrintStream(said, true, UTF_8);
    return new Main(Map.of(), folder, out, out).run(words);
  }

  @Test
  void aServerThatIsReadyEndsItWithZeroWhateverAddressItListensOn() throws Exception {
    var port = String.valueOf(RunningBerth.shared(Dialect.SQLITE).port());
    assertThat(health("--port", port)).isZero();
    assertThat(health("--port", port, "--listen", "0.0.0.0")).isZero();
    assertThat(said.toString(UTF_8)).contains("{\"status\":\"ok\"}");
  }

  @Test
  void nobodyThereEndsItWithOneAndSaysWhere() throws Exception {
    try (var closed = new ClosedPort()) {
      assertThat(health("--port", String.valueOf(closed.number()))).isEqualTo(1);
      assertThat(said.toString(UTF_8))
          .contains("no answer from http://127.0.0.1:" + closed.number() + "/health/ready");
    }
  }

  @Test
  void aPortThatTheServerChoseMustBeSaid() {
    assertThat(health("--port", "0")).isEqualTo(2);
    assertThat(said.toString(UTF_8)).contains("say the port that the server printed");
  }
}
