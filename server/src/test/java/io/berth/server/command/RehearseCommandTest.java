package io.berth.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The build goes on without a start-up cache, so that nobody would miss a rehearsal that fails. */
final class RehearseCommandTest {
  @Test
  void itsClientsAreServed() throws Exception {
    var printed = new ByteArrayOutputStream();
    var out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    var exit =
        new RehearseCommand(Duration.ofMillis(500))
            .run(new Command.Invocation(Map.of(), List.of(), Map.of(), Map.of(), out));

    assertThat(exit).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Berth is ready");
  }
}
