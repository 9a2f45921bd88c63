package io.berth.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The experiments in their short form; {@code ./berth torture} has the long one. */
final class TortureTest {
  @Test
  void nothingIsLostInAShortRun() {
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code =
        Torture.run(
            print,
            print,
            "--seed",
            "20261124",
            "--minutes",
            "0.75",
            "--only",
            "R1,R5,R7,R9,R10,R11,R12,R13,R14");

    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  @Test
  void wrongUsageSaysWhatIsWrong() {
    assertThat(refusal("--only", "R99")).contains("R99").contains("R1");
    assertThat(refusal("--minutes", "many")).contains("--minutes").contains("usage:");
    assertThat(refusal("--seed")).contains("--seed");
    assertThat(refusal("--sed", "1")).contains("--sed");
  }

  private static String refusal(String... words) {
    var talk = new ByteArrayOutputStream();
    var print = new PrintStream(talk, true, StandardCharsets.UTF_8);
    assertThat(Torture.run(System.out, print, words)).isEqualTo(2);
    return talk.toString(StandardCharsets.UTF_8);
  }
}
