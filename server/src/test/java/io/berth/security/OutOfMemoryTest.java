package io.berth.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that run out of memory, each in its own way: none lingers. */
@Timeout(120)
final class OutOfMemoryTest {
  /** As the Java machine's own flag exits. */
  private static final int EXIT = 3;

  /** Without the launcher's flag the program itself must see it. */
  @ParameterizedTest
  @CsvSource({
    "heap, handler",
    "direct, handler",
    "wrapped, handler",
    "heap, eventLoop",
    "direct, eventLoop",
    "direct, job",
    "direct, thread",
    "netty, handler"
  })
  void theProcessEndsWithOneLine(String kind, String place) throws Exception {
    var ended = run(List.of(), kind, place);

    assertThat(ended.code()).as(ended.said()).isEqualTo(EXIT);
    assertThat(ended.said().lines().filter(line -> line.startsWith("berth: out of memory, ending")))
        .as(ended.said())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"heap, handler", "heap, eventLoop", "heap, job"})
  void theLaunchersFlagEndsItToo(String kind, String place) throws Exception {
    var ended = run(List.of("-XX:+ExitOnOutOfMemoryError"), kind, place);

    assertThat(ended.code()).as(ended.said()).isEqualTo(EXIT);
    assertThat(ended.said()).contains("OutOfMemoryError");
  }

  private record Ended(int code, String said) {}

  private static Ended run(List<String> flags, String kind, String place)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx48m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), OutOfMemoryVictim.class.getName()));
    command.addAll(List.of(kind, place));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      // What it says is little, and stays in the pipe until it has ended.
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.exitValue(), said);
    } finally {
      process.destroyForcibly();
    }
  }
}
