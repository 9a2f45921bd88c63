package io.berth.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The experiments in their short form; {@code ./berth torture} has the long one. Runs stand side by
 * side: much of their time is waiting.
 */
@Execution(ExecutionMode.CONCURRENT)
final class TortureTest {
  private static final boolean FULL = Boolean.getBoolean("berth.test.full");

  @Test
  void nothingIsLostInAShortRun() {
    pass("--minutes", FULL ? "0.75" : "0.4", "--only", "R1,R5,R7,R9,R10,R11,R12,R13,R14,R19");
  }

  /** Its server has the heap of a real one, and two processors are all there is for both. */
  @Test
  void aFloodOfStrangersLeavesOthersServed() {
    pass("--minutes", "0.2", "--only", "R18");
  }

  /** Full and failing disks, damaged files and a collector in a hurry, each on its own server. */
  @Test
  void nothingIsLostOnServersInTrouble() {
    pass("--minutes", "0.2", "--only", "R3,R4,R6,R8");
  }

  @Test
  void hostileProvidersLeaveOthersServed() {
    pass("--minutes", "0.1", "--only", "R20");
  }

  @Test
  @EnabledIfSystemProperty(
      named = "berth.test.full",
      matches = "true",
      disabledReason = "a cluster takes minutes: it runs with --all, and by ./berth torture")
  void aClusterWhoseServersAreKilledLosesNothing() {
    pass("--minutes", "0.25", "--only", "R21");
  }

  @Test
  void wrongUsageSaysWhatIsWrong() {
    assertThat(refusal("--only", "R99")).contains("R99").contains("R1");
    assertThat(refusal("--minutes", "many")).contains("--minutes").contains("usage:");
    assertThat(refusal("--seed")).contains("--seed");
    assertThat(refusal("--sed", "1")).contains("--sed");
  }

  private static void pass(String... words) {
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    var all = new ArrayList<>(List.of("--seed", "20261124"));
    all.addAll(List.of(words));

    int code = Torture.run(print, print, all.toArray(String[]::new));

    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static String refusal(String... words) {
    var talk = new ByteArrayOutputStream();
    var print = new PrintStream(talk, true, StandardCharsets.UTF_8);
    assertThat(Torture.run(System.out, print, words)).isEqualTo(2);
    return talk.toString(StandardCharsets.UTF_8);
  }
}
